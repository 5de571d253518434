//! Whether a difference is one that people make.
//!
//! A number that is wrong is mostly near the right one, or one slip of the hand makes it right. Where the
//! calculation gives something altogether different, it is likelier that the text was misread than that
//! its author was that wrong: such a finding is for a person to judge.

use crate::Context;
use jiheng_base::slip::slip;
use jiheng_base::{Decimal, Dimension, Level, Quantity, round_half_up};
use jiheng_facts::relation::{Broken, Relation, RelationKind};
use jiheng_facts::{Expr, FigureId};

/// Numbers with fewer digits are turned into one another by one slip too easily.
const TELLING_DIGITS: usize = 3;

/// Whether the two differ by no more than a fifth of the greater one.
pub(crate) fn is_near(a: Decimal, b: Decimal) -> bool {
    let greater = a.abs().max(b.abs());
    (a - b).abs() * Decimal::from(5) <= greater
}

/// An error where two numbers of points that should be equal differ as people's do, else a doubt.
pub(crate) fn level_of_points(told: Decimal, expected: Decimal) -> Level {
    let is_telling = told.normalize().mantissa().abs().to_string().len() >= TELLING_DIGITS;
    if is_near(told, expected) || is_telling && is_slip(told, expected) {
        Level::Error
    } else {
        Level::Doubt
    }
}

/// The same for a total and its parts: one slip in one of them may be all that is wrong.
pub(crate) fn level_of_sum(told: Decimal, parts: &[Decimal]) -> Level {
    let sum: Decimal = parts.iter().sum();
    let in_a_part = || parts.iter().any(|part| is_slip(*part, part + (told - sum)));
    if in_a_part() { Level::Error } else { level_of_points(told, sum) }
}

fn is_slip(told: Decimal, meant: Decimal) -> bool {
    slip(told, meant, told.scale().max(meant.scale())).is_some()
}

/// Whether the claim is near what its numbers make, or one slip in it or in one of them, a changed sign or
/// a rate turned over makes it right. The tables tell themselves what is added up.
pub(crate) fn is_credible(cx: &Context, relation: &Relation, broken: &Broken) -> bool {
    let by_table =
        matches!(relation.kind, RelationKind::Column | RelationKind::Cell | RelationKind::Across);
    let told = &broken.reading.expr;
    // A run of shares shows its whole by itself.
    if matches!(told, Expr::Over(_, whole) if matches!(**whole, Expr::Over(..))) {
        return true;
    }
    // What a rate divides is one pair or another; a sum is cut here or there.
    let is_quotient = matches!(told, Expr::Over(..));
    let others = relation.readings.iter().filter(|_| !is_quotient).map(|reading| &reading.expr);
    by_table || std::iter::once(told).chain(others).any(|expr| explains(cx, relation, expr))
}

/// Whether the claim is so far from what its numbers make that they are not its numbers: nobody is that
/// wrong, and a person has nothing to judge.
pub(crate) fn is_far_off(cx: &Context, relation: &Relation, broken: &Broken) -> bool {
    const TIMES: i64 = 4;
    let told = cx.figure(relation.claimed).quantity.base().abs();
    let computed = broken.computed.abs();
    let (less, more) = if told < computed { (told, computed) } else { (computed, told) };
    !is_credible(cx, relation, broken) && less * Decimal::from(TIMES) < more
}

fn explains(cx: &Context, relation: &Relation, expr: &Expr) -> bool {
    let claimed = cx.figure(relation.claimed).quantity;
    let Some(computed) = expr.value(&cx.facts.figures) else { return false };
    let told = claimed.base();
    if is_near(told, computed) || is_near(told, -computed) {
        return true;
    }
    let is_rate = claimed.dimension() == Dimension::Rate;
    let turned_over = Decimal::ONE.checked_div(computed);
    if is_rate && turned_over.is_some_and(|rate| (rate - told).abs() <= claimed.slack()) {
        return true;
    }
    // Few numbers that differ in one digit make one sum; many make one rate of two digits.
    let adds = matches!(expr, Expr::Sum(_) | Expr::Minus(..));
    let least = if adds { TELLING_DIGITS - 1 } else { TELLING_DIGITS };
    let told_digits = digits(claimed).trim_start_matches('0').len();
    // A quotient of three digits is met by one changed digit in twenty pairs; where the part is beyond
    // the whole besides, the pair is another one.
    let is_beyond = computed.abs() > Decimal::ONE && told.abs() <= Decimal::ONE;
    let tells_input = adds || told_digits > TELLING_DIGITS || !is_beyond;
    told_digits >= least
        && (slips_to(claimed, computed) || tells_input && input_slipped(cx, claimed, expr, least))
}

fn digits(quantity: Quantity) -> String {
    let printed = format!("{:.*}", quantity.decimals as usize, quantity.value.abs());
    printed.chars().filter(char::is_ascii_digit).collect()
}

/// One slip turns the right value, in the base of its dimension, into the printed one.
fn slips_to(printed: Quantity, right: Decimal) -> bool {
    let scaled = right.checked_div(printed.unit.scale());
    scaled.is_some_and(|right| {
        let right = round_half_up(right, printed.decimals);
        slip(printed.value, right, printed.decimals).is_some()
    })
}

/// One slip in one of the numbers with so many digits at least: without it the calculation agrees.
fn input_slipped(cx: &Context, claimed: Quantity, expr: &Expr, least: usize) -> bool {
    let telling = |id: &&FigureId| digits(cx.figure(**id).quantity).len() >= least;
    expr.figures().iter().filter(telling).any(|id| {
        one_slip_away(cx.figure(*id).quantity).any(|other| {
            let of = |input: FigureId| {
                Some(if input == *id { other } else { cx.figure(input).quantity.base() })
            };
            let value = expr.value_of(&of);
            value.is_some_and(|v| (v - claimed.base()).abs() <= claimed.slack())
        })
    })
}

/// The values, in the base of the dimension, that one changed digit or one swapped pair makes of a
/// number, and those with its point elsewhere: one place, or as many as lie between two units of money.
fn one_slip_away(quantity: Quantity) -> impl Iterator<Item = Decimal> {
    const PLACES: [i64; 3] = [10, 1_000, 10_000];
    let digits: Vec<u8> = digits(quantity).into_bytes();
    let mut written: Vec<Vec<u8>> = Vec::new();
    for at in 0..digits.len() {
        for digit in (b'0'..=b'9').filter(|d| *d != digits[at]) {
            let mut changed = digits.clone();
            changed[at] = digit;
            written.push(changed);
        }
        if at > 0 {
            let mut swapped = digits.clone();
            swapped.swap(at - 1, at);
            written.push(swapped);
        }
    }
    let sign = if quantity.value.is_sign_negative() { -Decimal::ONE } else { Decimal::ONE };
    let scale = quantity.unit.scale() * sign;
    let decimals = quantity.decimals;
    let base = quantity.base();
    let moved = PLACES
        .into_iter()
        .flat_map(move |times| [base.checked_mul(times.into()), base.checked_div(times.into())]);
    let values = written.into_iter().filter_map(move |digits| {
        let number: i64 = std::str::from_utf8(&digits).ok()?.parse().ok()?;
        Decimal::try_new(number, decimals).ok()?.checked_mul(scale)
    });
    values.chain(moved.flatten())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiheng_base::{MoneyUnit, Unit};

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn money(text: &str) -> Quantity {
        let value = number(text);
        Quantity {
            decimals: value.scale(),
            ..Quantity::new(value, Unit::Money(MoneyUnit::TenThousand))
        }
    }

    #[test]
    fn near_is_within_a_fifth() {
        assert!(is_near(number("95.13"), number("96.18")));
        assert!(is_near(number("-4"), number("-5")));
        assert!(!is_near(number("2.19"), number("98.21")));
        assert!(!is_near(number("0"), number("0.01")));
    }

    #[test]
    fn points_differ_by_little_or_by_a_slip() {
        assert_eq!(level_of_points(number("18.50"), number("19.50")), Level::Error);
        assert_eq!(level_of_points(number("4.18"), number("9.18")), Level::Error);
        assert_eq!(level_of_points(number("6"), number("48.78")), Level::Doubt);
        assert_eq!(level_of_points(number("3.50"), number("1.50")), Level::Doubt);
        assert_eq!(level_of_points(number("5.00"), number("1")), Level::Doubt);
    }

    #[test]
    fn one_slip_leads_from_a_number_to_what_was_meant() {
        let reached = |printed: &str, meant: &str| {
            let meant = money(meant).base();
            one_slip_away(money(printed)).any(|value| value == meant)
        };
        assert!(reached("4212.62", "6212.62"));
        assert!(reached("4212.62", "4221.62"));
        assert!(reached("4212.62", "421.262"));
        assert!(reached("6.35", "63500"));
        assert!(!reached("4212.62", "4212.62"));
        assert!(!reached("4212.62", "5312.62"));
    }

    #[test]
    fn a_slip_in_one_part_explains_a_sum() {
        let parts = ["49.7", "40", "20", "20"].map(number);
        assert_eq!(level_of_sum(number("99.7"), &parts), Level::Error);
        let parts = ["49.7", "43", "26", "20"].map(number);
        assert_eq!(level_of_sum(number("99.7"), &parts), Level::Doubt);
    }
}
