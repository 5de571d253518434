//! Numbers as people type them.

use jiheng_base::exact::plain;
use jiheng_base::{Decimal, MoneyUnit};

/// A number that may be grouped (1,234.5) or typed in full width.
pub(super) fn number(text: &str) -> Option<Decimal> {
    const FULL_WIDTH: std::ops::RangeInclusive<char> = '！'..='～';
    let narrow = |c: char| match c {
        c if FULL_WIDTH.contains(&c) => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '−' | '－' => '-',
        c => c,
    };
    let digits: String =
        text.chars().map(narrow).filter(|c| !c.is_whitespace() && *c != ',').collect();
    let is_plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    is_plain.then(|| digits.parse().ok()).flatten()
}

/// An amount that is typed in 万元, in yuan.
pub(super) fn yuan(text: &str) -> Option<Decimal> {
    Some(number(text)?.checked_mul(MoneyUnit::TenThousand.yuan())?.normalize())
}

/// An amount in yuan as it is typed.
pub(super) fn ten_thousands(yuan: Decimal) -> String {
    plain(yuan / MoneyUnit::TenThousand.yuan())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let read = |text| number(text).map(plain);
        assert_eq!(read(" 1,234.50 ").as_deref(), Some("1234.5"));
        assert_eq!(read("－１２．５").as_deref(), Some("-12.5"));
        assert_eq!((read(""), read("约12"), read("1e5")), (None, None, None));
        assert_eq!(yuan("132.912067").map(plain).as_deref(), Some("1329120.67"));
        assert_eq!(yuan("79228162514264337593543950335"), None);
    }
}
