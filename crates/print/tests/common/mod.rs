//! What the tests of printing share.
#![allow(clippy::panic)]

use jiheng_print::{Fonts, PrintError};

/// The fonts of the machine; a test without any says that it was skipped.
pub fn fonts() -> Option<Fonts> {
    match Fonts::find(None) {
        Ok(fonts) => Some(fonts),
        Err(PrintError::NoFonts) => {
            eprintln!("跳过：这台机器没有中文字体");
            None
        }
        Err(error) => panic!("{error}"),
    }
}
