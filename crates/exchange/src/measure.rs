//! A target and what was reached, in one text each: ≥12.5公里, 12.8公里.

use jiheng_base::Decimal;
use jiheng_base::evaluation::{Actual, Target};
use jiheng_base::formula::Operator;

const OPERATORS: [Operator; 5] =
    [Operator::AtLeast, Operator::AtMost, Operator::Equal, Operator::Above, Operator::Below];

/// Signs as others write them.
const VARIANTS: [(&str, Operator); 7] = [
    ("=", Operator::Equal),
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    (">", Operator::Above),
    ("<", Operator::Below),
    ("≧", Operator::AtLeast),
    ("≦", Operator::AtMost),
];

pub(crate) fn unit(target: Option<&Target>) -> &str {
    match target {
        Some(Target::Quantity { unit, .. }) => unit,
        _ => "",
    }
}

/// A number where the text is a sign, digits and a unit; else words.
pub(crate) fn read_target(text: &str) -> Target {
    let quantity = || {
        let (operator, rest) = sign(text.trim())?;
        let (value, unit) = digits(rest)?;
        Some(Target::Quantity { operator, value, unit: unit.trim().to_owned() })
    };
    quantity().unwrap_or_else(|| Target::Words(text.to_owned()))
}

/// A number where the target is one and the unit is the same, or none.
pub(crate) fn read_actual(text: &str, target: Option<&Target>) -> Actual {
    let unit_of_target = unit(target);
    let quantity = || {
        let (value, unit) = digits(text.trim())?;
        (unit.is_empty() || unit.trim() == unit_of_target).then_some(Actual::Quantity(value))
    };
    quantity().unwrap_or_else(|| Actual::Words(text.to_owned()))
}

fn sign(text: &str) -> Option<(Operator, &str)> {
    let printed = OPERATORS.iter().map(|o| (o.sign(), *o)).chain(VARIANTS);
    let fitting = printed.filter_map(|(sign, o)| Some((sign.len(), o, text.strip_prefix(sign)?)));
    // >= before >
    fitting.max_by_key(|(_, _, rest)| text.len() - rest.len()).map(|(_, o, rest)| (o, rest))
}

/// The digits that a text starts with, and what follows them.
fn digits(text: &str) -> Option<(Decimal, &str)> {
    let text = text.trim_start();
    let end = text
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || *c == '.' || *c == '-' && *at == 0))
        .map_or(text.len(), |(at, _)| at);
    let value = Decimal::from_str_exact(&text[..end]).ok()?;
    Some((value.normalize(), &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_read_as_they_are_printed() {
        let read = |text: &str| read_target(text).print();
        assert_eq!(read("≥12.50公里"), "≥12.5公里");
        assert_eq!(read(">= 98 %"), "≥98%");
        assert_eq!(read("＝3"), "＝3");
        assert!(matches!(read_target("按期完成"), Target::Words(_)));
        assert!(matches!(read_target("98%"), Target::Words(_)));
    }

    #[test]
    fn what_was_reached_is_a_number_only_in_the_unit_of_the_target() {
        let target = read_target("≥12.5公里");
        let read = |text| read_actual(text, Some(&target));
        assert_eq!(read("12.80公里"), Actual::Quantity(Decimal::new(128, 1)));
        assert_eq!(read("13"), Actual::Quantity(Decimal::from(13)));
        assert_eq!(read("13米"), Actual::Words("13米".into()));
        assert_eq!(read("已建成"), Actual::Words("已建成".into()));
    }
}
