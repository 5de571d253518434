//! Whether a difference is one that people make.
//!
//! A number that is wrong is mostly near the right one, or one slip of the hand makes it right. Where the
//! calculation gives something altogether different, it is likelier that the text was misread than that
//! its author was that wrong: such a finding is for a person to judge.

use crate::Context;
use jiheng_base::slip::slip;
use jiheng_base::{Decimal, Dimension, Level, Quantity, round_half_up};
use jiheng_facts::FigureId;
use jiheng_facts::relation::{Broken, Relation};

/// Numbers with fewer digits are turned into one another by one slip too easily.
const TELLING_DIGITS: usize = 3;

/// Whether the two differ by no more than a fifth of the greater one.
pub(crate) fn is_near(a: Decimal, b: Decimal) -> bool {
    let greater = a.abs().max(b.abs());
    (a - b).abs() * Decimal::from(5) <= greater
}

/// An error where two numbers of points that should be equal differ as people's do, else a doubt.
pub(crate) fn level_of_points(told: Decimal, expected: Decimal) -> Level {
    let is_telling = told.mantissa().abs().to_string().len() >= TELLING_DIGITS;
    let decimals = told.scale().max(expected.scale());
    let is_slip = is_telling && slip(told, expected, decimals).is_some();
    if is_near(told, expected) || is_slip { Level::Error } else { Level::Doubt }
}

/// Whether the claim is near what its numbers make, or one slip in it or in one of them, a changed
/// sign or a rate turned over makes it right.
pub(crate) fn is_credible(cx: &Context, relation: &Relation, broken: &Broken) -> bool {
    let claimed = cx.figure(relation.claimed).quantity;
    let (told, computed) = (claimed.base(), broken.computed);
    if is_near(told, computed) || is_near(told, -computed) {
        return true;
    }
    let is_rate = claimed.dimension() == Dimension::Rate;
    if is_rate && told.checked_mul(computed).is_some_and(|p| is_near(p, Decimal::ONE)) {
        return true;
    }
    is_telling(claimed) && (slips_to(claimed, computed) || input_slipped(cx, relation, broken))
}

fn is_telling(quantity: Quantity) -> bool {
    digits(quantity).trim_start_matches('0').len() >= TELLING_DIGITS
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

/// One digit of one of the numbers, or two neighbouring ones, changed: then the calculation agrees.
fn input_slipped(cx: &Context, relation: &Relation, broken: &Broken) -> bool {
    let claimed = cx.figure(relation.claimed).quantity;
    let inputs = broken.reading.expr.figures();
    inputs.iter().filter(|id| is_telling(cx.figure(**id).quantity)).any(|id| {
        one_slip_away(cx.figure(*id).quantity).any(|other| {
            let of = |input: FigureId| {
                Some(if input == *id { other } else { cx.figure(input).quantity.base() })
            };
            let value = broken.reading.expr.value_of(&of);
            value.is_some_and(|v| (v - claimed.base()).abs() <= claimed.slack())
        })
    })
}

/// The values, in the base of the dimension, that one changed digit or one swapped pair makes of a
/// number, and those with its point one place further.
fn one_slip_away(quantity: Quantity) -> impl Iterator<Item = Decimal> {
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
    let moved = [base.checked_mul(Decimal::TEN), base.checked_div(Decimal::TEN)];
    let values = written.into_iter().filter_map(move |digits| {
        let number: i64 = std::str::from_utf8(&digits).ok()?.parse().ok()?;
        Decimal::try_new(number, decimals).ok()?.checked_mul(scale)
    });
    values.chain(moved.into_iter().flatten())
}
