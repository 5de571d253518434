//! The value of a formula of numbers, `+ - * /`, `%` and parentheses.

use rust_decimal::Decimal;
use std::ops::Range;

/// The least and the greatest value that a formula can have.
#[derive(Debug, Clone, Copy)]
pub struct Interval {
    pub low: Decimal,
    pub high: Decimal,
}

impl Interval {
    fn around(value: Decimal, slack: Decimal) -> Self {
        Self { low: value - slack, high: value + slack }
    }

    /// By the ends of both: the operations are monotonic in each.
    fn combine(self, other: Self, by: fn(Decimal, Decimal) -> Option<Decimal>) -> Option<Self> {
        let ends = |a: Decimal| [(a, other.low), (a, other.high)];
        let pairs = ends(self.low).into_iter().chain(ends(self.high));
        let values: Vec<Decimal> = pairs.map(|(a, b)| by(a, b)).collect::<Option<_>>()?;
        Some(Self { low: *values.iter().min()?, high: *values.iter().max()? })
    }

    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// How far the true value of a number may lie from the printed one.
type Slack = fn(Decimal) -> Decimal;

/// The value of the printed numbers.
pub fn calculate(formula: &str) -> Option<Decimal> {
    evaluate(formula, |_| Decimal::ZERO).map(|i| i.low)
}

/// The values that it can have when its decimals were rounded. What is printed without decimals is
/// counted or set, and rounded from nothing.
pub fn rounded(formula: &str) -> Option<Interval> {
    evaluate(formula, |printed| match printed.scale() {
        0 => Decimal::ZERO,
        decimals => Decimal::new(5, decimals + 1),
    })
}

fn evaluate(formula: &str, slack: Slack) -> Option<Interval> {
    let mut rest = formula.trim();
    let value = sum(&mut rest, slack)?;
    rest.is_empty().then_some(value)
}

fn sum(rest: &mut &str, slack: Slack) -> Option<Interval> {
    let mut value = product(rest, slack)?;
    while let Some(sign) = take(rest, &['+', '-']) {
        let by = if sign == '+' { Decimal::checked_add } else { Decimal::checked_sub };
        value = value.combine(product(rest, slack)?, by)?;
    }
    Some(value)
}

fn product(rest: &mut &str, slack: Slack) -> Option<Interval> {
    let mut value = factor(rest, slack)?;
    while let Some(sign) = take(rest, &['*', '/']) {
        let by = if sign == '*' { Decimal::checked_mul } else { Decimal::checked_div };
        value = value.combine(factor(rest, slack)?, by)?;
    }
    Some(value)
}

fn factor(rest: &mut &str, slack: Slack) -> Option<Interval> {
    if take(rest, &['-']).is_some() {
        let Interval { low, high } = factor(rest, slack)?;
        return Some(Interval { low: -high, high: -low });
    }
    if take(rest, &['(']).is_some() {
        let value = sum(rest, slack)?;
        take(rest, &[')'])?;
        return Some(value);
    }
    let number = numbers(rest).next().filter(|n| n.start == 0)?;
    let value: Decimal = rest[number.clone()].parse().ok()?;
    *rest = &rest[number.end..];
    let Interval { low, high } = Interval::around(value, slack(value));
    let whole = if take(rest, &['%']).is_some() { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    Some(Interval { low: low / whole, high: high / whole })
}

fn take(rest: &mut &str, any: &[char]) -> Option<char> {
    let first = rest.chars().next().filter(|c| any.contains(c))?;
    *rest = &rest[first.len_utf8()..];
    Some(first)
}

/// The numbers printed in a text.
pub fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = (at..bytes.len()).find(|&i| bytes[i].is_ascii_digit())?;
        let digits = |from: usize| {
            (from..bytes.len()).find(|&i| !bytes[i].is_ascii_digit()).unwrap_or(bytes.len())
        };
        at = digits(start);
        if bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at = digits(at + 1);
        }
        Some(start..at)
    })
}
