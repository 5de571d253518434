//! Numerals: Arabic with grouping, full-width digits, and Chinese ones.

use jiheng_base::{Decimal, is_han};

/// A numeral and the bytes that it takes.
pub(crate) struct Numeral {
    pub(crate) value: Decimal,
    pub(crate) decimals: u32,
    pub(crate) bytes: usize,
}

/// The longest numeral that reports print.
const MAX_DIGITS: usize = 18;

/// Reads digits at the start of `text`: `4,286.67`, `４２`, `0.5`.
pub(crate) fn numeral_at(text: &str) -> Option<Numeral> {
    let mut plain = String::new();
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    let mut decimals = None;
    let (mut grouped, mut spaced) = (false, false);
    while let Some(&(at, c)) = chars.peek() {
        if let Some(digit) = digit(c) {
            plain.push(digit);
            decimals = decimals.map(|n: u32| n + 1);
            end = at + c.len_utf8();
            chars.next();
        } else if c == ','
            && decimals.is_none()
            && (grouped || plain.len() <= 3)
            && starts_group(&text[at + 1..])
        {
            grouped = true;
            chars.next();
        } else if matches!(c, ' ' | '\u{A0}' | '\u{2009}')
            && decimals.is_none()
            && (spaced || !grouped && (1..=3).contains(&plain.len()))
            && opens_spaced_group(&text[at + c.len_utf8()..])
        {
            (grouped, spaced) = (true, true);
            chars.next();
        } else if matches!(c, '.' | '．') && decimals.is_none() && !plain.is_empty() {
            let next = text[at + c.len_utf8()..].chars().next();
            if next.and_then(digit).is_none() {
                break;
            }
            plain.push('.');
            decimals = Some(0);
            chars.next();
        } else {
            break;
        }
    }
    if plain.is_empty() || plain.len() > MAX_DIGITS {
        return None;
    }
    Some(Numeral { value: plain.parse().ok()?, decimals: decimals.unwrap_or(0), bytes: end })
}

/// 3 412家, 12 345 678.90元: three digits, more such groups, and then a unit; two numbers side by side are
/// none.
fn opens_spaced_group(rest: &str) -> bool {
    const GROUP: usize = 3;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &rest[digits..];
    let fraction = behind
        .strip_prefix('.')
        .map_or(behind, |f| f.trim_start_matches(|c: char| c.is_ascii_digit()));
    let is_closed = fraction.starts_with(is_han);
    let goes_on =
        || behind.strip_prefix([' ', '\u{A0}', '\u{2009}']).is_some_and(opens_spaced_group);
    digits == GROUP && (is_closed || goes_on())
}

pub(crate) fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => None,
    }
}

/// Exactly three digits, which make a group of thousands, start `text`.
fn starts_group(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// Reads a Chinese whole number below 100 000 at the start of `text` (十二, 三百六十, 两).
pub(crate) fn chinese_at(text: &str) -> Option<(u32, usize)> {
    let (mut total, mut digit, mut bytes, mut last_power) = (0_u32, None, 0, u32::MAX);
    for c in text.chars() {
        if let Some(value) = chinese_digit(c) {
            if digit.is_some_and(|d| d != 0) {
                return None;
            }
            digit = Some(value);
        } else if let Some(power) = power(c) {
            if power >= last_power {
                return None;
            }
            total += digit.take().unwrap_or(1) * power;
            last_power = power;
        } else {
            break;
        }
        bytes += c.len_utf8();
    }
    (bytes > 0).then(|| (total + digit.unwrap_or(0), bytes))
}

/// A whole number from 1 to 99 in Chinese numerals; others in digits.
pub(crate) fn chinese_numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = ((number / 10) as usize, (number % 10) as usize);
    match tens {
        0 if ones > 0 => DIGITS[ones].into(),
        1 => format!("十{}", DIGITS[ones]),
        2..=9 => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

pub(super) fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn power(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        numeral_at(text).map(|n| (n.value.to_string(), n.bytes))
    }

    #[test]
    fn reads_arabic_numerals() {
        assert_eq!(read("4286.67万元"), Some(("4286.67".into(), 7)));
        assert_eq!(read("19,700.00 万"), Some(("19700.00".into(), 9)));
        assert_eq!(read("1,234,567"), Some(("1234567".into(), 9)));
        assert_eq!(read("1000.07万元."), Some(("1000.07".into(), 7)));
        assert_eq!(read("3,4"), Some(("3".into(), 1)));
        assert_eq!(read("９８．３％").map(|r| r.0), Some("98.3".into()));
    }

    #[test]
    fn reads_chinese_numerals() {
        assert_eq!(chinese_at("十二个"), Some((12, 6)));
        assert_eq!(chinese_at("三百六十五"), Some((365, 15)));
        assert_eq!(chinese_at("两个"), Some((2, 3)));
        assert_eq!(chinese_at("一百零五"), Some((105, 12)));
        assert_eq!(chinese_at("一二三产业"), None);
        assert_eq!(chinese_at("个"), None);
    }
}
