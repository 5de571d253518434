//! From text to tokens: numbers with units, dates, references, separators, brackets and the words
//! between them, each at its place.

mod date;
mod measure;
mod number;
mod scan;
mod token;

pub(crate) use date::date_at;
pub use date::{Date, YearPart};
pub(crate) use measure::{measures_time, unit_at};
pub(crate) use number::{chinese_at, chinese_numeral};
pub(crate) use scan::item_number;
pub use scan::{Lexed, scan};
pub use token::{Reference, Separator, Token, TokenKind};
