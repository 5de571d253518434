//! The number that opens a heading or an item.

use crate::lex::chinese_numeral;

/// The styles of numbers, from the outermost to the innermost as usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberStyle {
    /// 第一部分、第一章
    Part,
    /// 一、
    Chinese,
    /// （一）
    BracketedChinese,
    /// 1. or 1、
    Arabic,
    /// （1） or 1）
    BracketedArabic,
    /// ①
    Circled,
}

/// A number as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemNumber {
    /// Its style.
    pub style: NumberStyle,
    /// Its value.
    pub ordinal: u32,
    /// As printed, with its punctuation.
    pub printed: String,
}

impl NumberStyle {
    /// A number of this style as it is printed.
    #[must_use]
    pub fn print(self, ordinal: u32) -> String {
        match self {
            Self::Part => format!("第{}部分", chinese_numeral(ordinal)),
            Self::Chinese => format!("{}、", chinese_numeral(ordinal)),
            Self::BracketedChinese => format!("（{}）", chinese_numeral(ordinal)),
            Self::Arabic => format!("{ordinal}."),
            Self::BracketedArabic => format!("（{ordinal}）"),
            Self::Circled => {
                char::from_u32(0x245F + ordinal).map_or_else(String::new, String::from)
            }
        }
    }
}

pub(super) struct Found {
    pub(super) number: ItemNumber,
    /// Bytes up to the title, white space before the number included.
    pub(super) bytes: usize,
}

/// The number at the start of a text.
pub(super) fn at_start(text: &str) -> Option<Found> {
    // A field that a converter left in square brackets is no part of the text.
    let trimmed = text.trim_start();
    let trimmed = match trimmed.strip_prefix("[bookmark").and_then(|r| r.split_once(']')) {
        Some((_, rest)) => rest.trim_start(),
        None => trimmed,
    };
    let start = text.len() - trimmed.len();
    let (style, ordinal, bytes) = part(trimmed)
        .or_else(|| bracketed(trimmed))
        .or_else(|| chinese(trimmed))
        .or_else(|| arabic(trimmed))
        .or_else(|| circled(trimmed))?;
    let printed = trimmed[..bytes].to_owned();
    Some(Found { number: ItemNumber { style, ordinal, printed }, bytes: start + bytes })
}

fn part(text: &str) -> Option<(NumberStyle, u32, usize)> {
    let rest = text.strip_prefix('第')?;
    let (ordinal, bytes) = ordinal_at(rest)?;
    let unit = ["部分", "章", "篇"].into_iter().find(|u| rest[bytes..].starts_with(u))?;
    Some((NumberStyle::Part, ordinal, "第".len() + bytes + unit.len()))
}

fn bracketed(text: &str) -> Option<(NumberStyle, u32, usize)> {
    let rest = text.strip_prefix(['（', '('])?;
    let open = text.len() - rest.len();
    let (ordinal, bytes) = ordinal_at(rest)?;
    let close = rest[bytes..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
    let style = if rest.starts_with(|c: char| c.is_ascii_digit()) {
        NumberStyle::BracketedArabic
    } else {
        NumberStyle::BracketedChinese
    };
    Some((style, ordinal, open + bytes + close.len_utf8()))
}

fn chinese(text: &str) -> Option<(NumberStyle, u32, usize)> {
    let (ordinal, bytes) = crate::lex::chinese_at(text)?;
    let after = text[bytes..].chars().next().filter(|c| matches!(c, '、' | '．' | '.'))?;
    (ordinal <= 40).then_some((NumberStyle::Chinese, ordinal, bytes + after.len_utf8()))
}

fn arabic(text: &str) -> Option<(NumberStyle, u32, usize)> {
    let (ordinal, bytes) = arabic_ordinal(text)?;
    let mut rest = text[bytes..].chars();
    let after = rest.next()?;
    let followed_by_digit = rest.next().is_some_and(|c| c.is_ascii_digit());
    let style = match after {
        '、' => NumberStyle::Arabic,
        '.' | '．' if !followed_by_digit => NumberStyle::Arabic,
        '）' | ')' => NumberStyle::BracketedArabic,
        _ => return None,
    };
    Some((style, ordinal, bytes + after.len_utf8()))
}

fn circled(text: &str) -> Option<(NumberStyle, u32, usize)> {
    let c = text.chars().next()?;
    let ordinal = (c as u32).checked_sub(0x245F).filter(|n| (1..=20).contains(n))?;
    Some((NumberStyle::Circled, ordinal, c.len_utf8()))
}

fn ordinal_at(text: &str) -> Option<(u32, usize)> {
    arabic_ordinal(text).or_else(|| crate::lex::chinese_at(text))
}

fn arabic_ordinal(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits).then(|| text[..digits].parse().ok().map(|n| (n, digits)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(NumberStyle, u32, &str)> {
        at_start(text).map(|f| (f.number.style, f.number.ordinal, &text[f.bytes..]))
    }

    #[test]
    fn reads_the_styles() {
        assert_eq!(read("一、结论"), Some((NumberStyle::Chinese, 1, "结论")));
        assert_eq!(read("（十二）结论"), Some((NumberStyle::BracketedChinese, 12, "结论")));
        assert_eq!(read("　　1.收入"), Some((NumberStyle::Arabic, 1, "收入")));
        assert_eq!(read("2、收入"), Some((NumberStyle::Arabic, 2, "收入")));
        assert_eq!(read("（3）收入"), Some((NumberStyle::BracketedArabic, 3, "收入")));
        assert_eq!(read("③收入"), Some((NumberStyle::Circled, 3, "收入")));
        assert_eq!(read("第二部分 决算"), Some((NumberStyle::Part, 2, " 决算")));
        assert_eq!(read("[bookmark: _GoBack]1. 充分"), Some((NumberStyle::Arabic, 1, " 充分")));
    }

    #[test]
    fn numbers_of_the_text_are_none() {
        assert_eq!(read("2022年本年收入"), None);
        assert_eq!(read("1.5倍"), None);
        assert_eq!(read("三个方面"), None);
    }
}
