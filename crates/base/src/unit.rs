//! Units of printed numbers and which of them may be added or compared.

use crate::exact::Decimal;
use serde::Serialize;

/// A unit of money as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 千元
    Thousand,
    /// 万元
    TenThousand,
    /// 百万元
    Million,
    /// 亿元
    HundredMillion,
}

impl MoneyUnit {
    /// How many yuan one unit is.
    #[must_use]
    pub fn yuan(self) -> Decimal {
        Decimal::from(match self {
            Self::Yuan => 1_i64,
            Self::Thousand => 1_000,
            Self::TenThousand => 10_000,
            Self::Million => 1_000_000,
            Self::HundredMillion => 100_000_000,
        })
    }

    /// The unit as it is printed.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Thousand => "千元",
            Self::TenThousand => "万元",
            Self::Million => "百万元",
            Self::HundredMillion => "亿元",
        }
    }
}

/// The unit of a printed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Unit {
    /// An amount of money.
    Money(MoneyUnit),
    /// A share or rate in hundredths (%).
    Percent,
    /// A share or rate in thousandths (‰).
    Permille,
    /// A difference of two rates (个百分点).
    PercentPoint,
    /// Points of a score (分).
    Points,
    /// A multiple (倍).
    Fold,
    /// A counted or measured thing: its measure word, and 1, 10 000 (万) or 100 000 000 (亿) as scale.
    Measure {
        /// The measure word as printed (人, 平方米, 台（套） …).
        word: &'static str,
        /// How many of `word` one unit is.
        scale: u32,
    },
    /// No unit is printed.
    Bare,
}

/// What may be added to or compared with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Dimension {
    /// Money, whatever its printed unit.
    Money,
    /// Rates, shares.
    Rate,
    /// Differences of rates.
    PercentPoint,
    /// Points of a score.
    Points,
    /// Multiples.
    Fold,
    /// Things counted with this family of measure words (人, 名 and 位 are one family).
    Measure(&'static str),
    /// Not known.
    Bare,
}

/// Measure words that count the same kind of thing; the first stands for all.
const MEASURE_FAMILIES: &[&[&str]] = &[
    &["人", "名", "位"],
    &["次", "场次", "场", "轮"],
    &["件", "起", "宗"],
    &["台", "套", "台（套）", "台套"],
    &["平方米", "㎡"],
    &["公里", "千米"],
    &["家", "户"],
];

impl Unit {
    /// What this unit can be added to.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        match self {
            Self::Money(_) => Dimension::Money,
            Self::Percent | Self::Permille => Dimension::Rate,
            Self::PercentPoint => Dimension::PercentPoint,
            Self::Points => Dimension::Points,
            Self::Fold => Dimension::Fold,
            Self::Measure { word, .. } => Dimension::Measure(
                MEASURE_FAMILIES.iter().find(|f| f.contains(&word)).map_or(word, |f| f[0]),
            ),
            Self::Bare => Dimension::Bare,
        }
    }

    /// What one printed unit is in the base of its dimension: yuan for money, 1 for rates
    /// (so a percent is 0.01), single things for measures.
    #[must_use]
    pub fn scale(self) -> Decimal {
        match self {
            Self::Money(unit) => unit.yuan(),
            Self::Percent => Decimal::new(1, 2),
            Self::Permille => Decimal::new(1, 3),
            Self::PercentPoint => Decimal::new(1, 2),
            Self::Measure { scale, .. } => Decimal::from(scale),
            Self::Points | Self::Fold | Self::Bare => Decimal::ONE,
        }
    }

    /// The unit as it is printed.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Money(unit) => unit.text().into(),
            Self::Percent => "%".into(),
            Self::Permille => "‰".into(),
            Self::PercentPoint => "个百分点".into(),
            Self::Points => "分".into(),
            Self::Fold => "倍".into(),
            Self::Measure { word, scale } => match scale {
                10_000 => format!("万{word}"),
                100_000_000 => format!("亿{word}"),
                _ => word.into(),
            },
            Self::Bare => String::new(),
        }
    }

    /// Whether amounts in this unit are counted one by one, so that no rounding can excuse a
    /// difference.
    #[must_use]
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Measure { scale: 1, .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_one_family() {
        let people = |word| Unit::Measure { word, scale: 1 }.dimension();
        assert_eq!(people("名"), people("人"));
        assert_ne!(people("人次"), people("人"));
        assert_eq!(Unit::Measure { word: "人", scale: 10_000 }.dimension(), people("位"));
    }
}
