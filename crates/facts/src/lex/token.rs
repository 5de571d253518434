//! The tokens of a text.

use super::date::Date;
use jiheng_base::Quantity;

/// A separator, from the weakest to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Separator {
    /// 、
    Item,
    /// ，
    Clause,
    /// ：
    Colon,
    /// ；
    Segment,
    /// 。！？ and the end of a line within a text
    Sentence,
}

impl Separator {
    /// The separator that a character is.
    #[must_use]
    pub fn of(c: char) -> Option<Self> {
        Some(match c {
            '、' => Self::Item,
            '，' | ',' => Self::Clause,
            '：' | ':' => Self::Colon,
            '；' | ';' => Self::Segment,
            '。' | '！' | '？' | '!' | '?' | '\n' | '\t' => Self::Sentence,
            _ => return None,
        })
    }
}

/// A numbered thing that the text refers to: 附件1、表3、图2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// 附件, 附表, 表 or 图.
    pub kind: &'static str,
    /// Its number as printed (1, 1-1, 一).
    pub number: String,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenKind {
    /// A number with its unit.
    Number(Quantity),
    /// A date or a year.
    Date(Date),
    /// A reference to an attachment, table or figure.
    Reference(Reference),
    /// A separator.
    Separator(Separator),
    /// An opening bracket or quote.
    Open(char),
    /// A closing bracket or quote.
    Close(char),
    /// Anything else.
    Words,
}

/// A token and its bytes in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}
