//! Exact decimals and the one way to round them.

pub use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;

/// Rounds half away from zero (四舍五入) to `digits` decimals.
///
/// The decimal library rounds half to even unless told otherwise, so nothing else may round.
#[must_use]
pub fn round_half_up(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

/// One unit in the last of `decimals` places: 0.01 for 2.
#[must_use]
pub fn last_place(decimals: u32) -> Decimal {
    Decimal::new(1, decimals.min(Decimal::MAX_SCALE))
}

/// `part / whole`, or `None` when `whole` is zero or the quotient does not fit.
#[must_use]
pub fn ratio(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_div(whole)
}

/// The sum of all, or `None` when one is missing or the sum does not fit.
pub fn sum(values: impl IntoIterator<Item = Option<Decimal>>) -> Option<Decimal> {
    values.into_iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value?))
}

/// The text of a number without trailing zeros: `98.30` gives `98.3`, `40.00` gives `40`.
#[must_use]
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_goes_away_from_zero() {
        assert_eq!(round_half_up(Decimal::new(125, 3), 2), Decimal::new(13, 2));
        assert_eq!(round_half_up(Decimal::new(-125, 3), 2), Decimal::new(-13, 2));
        assert_eq!(round_half_up(Decimal::new(80625, 3), 2), Decimal::new(8063, 2));
    }

    #[test]
    fn a_sum_is_whole_or_none() {
        assert_eq!(sum([Some(Decimal::ONE), Some(Decimal::TWO)]), Some(Decimal::from(3)));
        assert_eq!(sum([Some(Decimal::ONE), None]), None);
        assert_eq!(sum([Some(Decimal::MAX), Some(Decimal::MAX)]), None);
    }

    #[test]
    fn division_by_zero_is_no_ratio() {
        assert_eq!(ratio(Decimal::ONE, Decimal::ZERO), None);
    }
}
