//! A printed number with its unit, and what its printed digits leave open.

use crate::exact::{Decimal, last_place, round_half_up};
use crate::unit::{Dimension, Unit};
use serde::Serialize;

/// How a number is meant, as the words around it say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
pub enum Bound {
    /// No word limits it.
    #[default]
    Exact,
    /// 约、近、左右、大约
    About,
    /// 不低于、至少、以上、≥
    AtLeast,
    /// 不超过、以内、以下、≤
    AtMost,
    /// 超、超过、突破、多、余
    Over,
    /// 不足、不到
    Under,
}

/// A number as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Quantity {
    /// The number in its printed unit.
    pub value: Decimal,
    /// How many decimals are printed.
    pub decimals: u32,
    /// The printed unit.
    pub unit: Unit,
    /// What the words around it say of its exactness.
    pub bound: Bound,
}

impl Quantity {
    /// An exact quantity; its decimals are those that `value` carries.
    #[must_use]
    pub fn new(value: Decimal, unit: Unit) -> Self {
        Self { value, decimals: value.scale(), unit, bound: Bound::Exact }
    }

    /// The value in the base of its dimension: yuan, 1 for rates, single things.
    #[must_use]
    pub fn base(self) -> Decimal {
        self.value.checked_mul(self.unit.scale()).unwrap_or(self.value)
    }

    /// One unit in the last printed place, in the base of the dimension.
    #[must_use]
    pub fn last_place(self) -> Decimal {
        last_place(self.decimals).checked_mul(self.unit.scale()).unwrap_or(Decimal::ZERO)
    }

    /// Half a unit in the last printed place: how far the true value may lie from the printed one
    /// if the printed one was rounded. Zero for things counted one by one.
    #[must_use]
    pub fn slack(self) -> Decimal {
        if self.unit.is_counted() && self.decimals == 0 {
            Decimal::ZERO
        } else {
            self.last_place() / Decimal::TWO
        }
    }

    /// Whether the two may be one value, each rounded to its last printed place; of one dimension.
    #[must_use]
    pub fn agrees(self, other: Self) -> bool {
        (self.base() - other.base()).abs() <= self.slack().max(other.slack())
    }

    /// What it can be added to or compared with.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        self.unit.dimension()
    }

    /// `base` (in the base of the dimension) as this quantity would print it: same unit, same
    /// number of decimals.
    #[must_use]
    pub fn print_like(self, base: Decimal) -> String {
        let scale = self.unit.scale();
        let value = base.checked_div(scale).unwrap_or(base);
        let digits = self.decimals as usize;
        format!("{:.digits$}{}", round_half_up(value, self.decimals), self.unit.text())
    }

    /// The number as printed, without grouping: `4286.67万元`.
    #[must_use]
    pub fn text(self) -> String {
        let digits = self.decimals as usize;
        format!("{:.digits$}{}", self.value, self.unit.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::MoneyUnit;

    #[test]
    fn prints_in_the_unit_of_its_model() {
        let model = Quantity::new(Decimal::new(428_667, 2), Unit::Money(MoneyUnit::TenThousand));
        assert_eq!(model.base(), Decimal::from(42_866_700));
        assert_eq!(model.print_like(Decimal::from(51_518_500)), "5151.85万元");
        assert_eq!(model.slack(), Decimal::from(50));
    }

    #[test]
    fn counted_things_have_no_slack() {
        let people = Quantity::new(Decimal::from(286), Unit::Measure { word: "人", scale: 1 });
        assert_eq!(people.slack(), Decimal::ZERO);
    }
}
