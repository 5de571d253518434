//! Slips of the hand: which small mistake in typing turns one printed number into another.

use crate::exact::Decimal;
use serde::Serialize;

/// A mistake in typing that explains a wrong number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Slip {
    /// One digit is another one (4702.18 for 4792.18).
    OneDigit,
    /// Two neighbouring digits changed places (68.72 for 86.72).
    Swapped,
    /// The decimal point stands elsewhere (471.36 for 47.136).
    Point,
    /// The sign is missing or too many (8.03 for -8.03).
    Sign,
    /// A digit is missing or doubled (470.18 for 4702.18).
    Length,
}

impl Slip {
    /// What a clerk calls it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::OneDigit => "一位数字写错",
            Self::Swapped => "相邻两位数字颠倒",
            Self::Point => "小数点错位",
            Self::Sign => "漏写或多写负号",
            Self::Length => "漏写或多写一位数字",
        }
    }
}

/// The slip that turns `right` into `wrong` when both are printed with `decimals` decimals, if one
/// alone does.
#[must_use]
pub fn slip(wrong: Decimal, right: Decimal, decimals: u32) -> Option<Slip> {
    let print = |value: Decimal| format!("{:.*}", decimals as usize, value);
    let (a, b) = (print(wrong), print(right));
    if a == b {
        return None;
    }
    if a.trim_start_matches('-') == b.trim_start_matches('-') {
        return Some(Slip::Sign);
    }
    if wrong.is_sign_negative() != right.is_sign_negative() {
        return None;
    }
    same_length(a.as_bytes(), b.as_bytes())
        .or_else(|| moved_point(wrong, right))
        .or_else(|| one_longer(a.as_bytes(), b.as_bytes()).then_some(Slip::Length))
}

fn same_length(a: &[u8], b: &[u8]) -> Option<Slip> {
    if a.len() != b.len() {
        return None;
    }
    let differing: Vec<usize> = (0..a.len()).filter(|&i| a[i] != b[i]).collect();
    match differing.as_slice() {
        [_] => Some(Slip::OneDigit),
        [i, j] if a[*i] == b[*j] && a[*j] == b[*i] && adjacent(a, *i, *j) => Some(Slip::Swapped),
        _ => None,
    }
}

/// Neighbours, where a decimal point between two digits does not part them.
fn adjacent(text: &[u8], i: usize, j: usize) -> bool {
    j == i + 1 || (j == i + 2 && text.get(i + 1) == Some(&b'.'))
}

fn moved_point(wrong: Decimal, right: Decimal) -> Option<Slip> {
    let ten = Decimal::TEN;
    let moved = [ten, ten * ten]
        .iter()
        .any(|&f| wrong.checked_mul(f) == Some(right) || right.checked_mul(f) == Some(wrong));
    moved.then_some(Slip::Point)
}

fn one_longer(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // With fewer digits than this, dropping one explains almost any number.
    const ENOUGH_DIGITS: usize = 4;
    if long.len() != short.len() + 1 || short.len() < ENOUGH_DIGITS {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    short[same..] == long[same + 1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(wrong: &str, right: &str) -> Option<Slip> {
        let (wrong, right): (Decimal, Decimal) = (wrong.parse().unwrap(), right.parse().unwrap());
        slip(wrong, right, wrong.scale().max(right.scale()))
    }

    #[test]
    fn knows_the_usual_slips() {
        assert_eq!(of("68.72", "86.72"), Some(Slip::Swapped));
        assert_eq!(of("34.68", "34.86"), Some(Slip::Swapped));
        assert_eq!(of("2.96", "2.86"), Some(Slip::OneDigit));
        assert_eq!(of("8.03", "-8.03"), Some(Slip::Sign));
        assert_eq!(of("471.36", "4713.6"), Some(Slip::Point));
        assert_eq!(of("470.18", "4702.18"), Some(Slip::Length));
        assert_eq!(of("43.21", "98.76"), None);
        assert_eq!(of("5", "5"), None);
    }
}
