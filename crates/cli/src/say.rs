//! Words to whoever called. Nobody may read on behind a closed pipe (`jiheng rules | head`, a server
//! whose terminal was closed); that is no fault, so what is left goes nowhere.

/// As `println!`.
macro_rules! say_line {
    ($($words:tt)*) => { $crate::say::line(format_args!($($words)*)) };
}

/// As `print!`.
macro_rules! say {
    ($($words:tt)*) => { $crate::say::words(format_args!($($words)*)) };
}

pub(crate) use {say, say_line};

use std::fmt::Arguments;
use std::io::Write as _;

pub(crate) fn line(words: Arguments) {
    let _ = writeln!(std::io::stdout(), "{words}");
}

pub(crate) fn words(words: Arguments) {
    let _ = write!(std::io::stdout(), "{words}");
}
