//! How points follow from a value: the formulas that schemes declare and reports print.

use crate::exact::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How an actual value is held against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// =
    Equal,
    /// >
    Above,
    /// <
    Below,
}

impl Operator {
    /// The sign as printed.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::Equal => "＝",
            Self::Above => "＞",
            Self::Below => "＜",
        }
    }

    /// Whether `actual` meets `target`.
    #[must_use]
    pub fn holds(self, actual: Decimal, target: Decimal) -> bool {
        match self {
            Self::AtLeast => actual >= target,
            Self::AtMost => actual <= target,
            Self::Equal => actual == target,
            Self::Above => actual > target,
            Self::Below => actual < target,
        }
    }

    /// Whether more is worse (反向指标).
    #[must_use]
    pub fn is_reverse(self) -> bool {
        matches!(self, Self::AtMost | Self::Below)
    }
}

/// One rung of a ladder: values that satisfy `operator bound` earn `points`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// How the value is held against the bound.
    pub operator: Operator,
    /// The bound, in the unit of the value (a rate in percent).
    pub bound: Decimal,
    /// Points earned.
    pub points: Decimal,
}

/// What is done with a part of a step that is not full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartStep {
    /// Only full steps count (不足一个百分点的部分不计).
    Ignored,
    /// A part counts as a full step.
    Full,
    /// A part counts in proportion.
    Proportional,
}

/// How points follow from a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Formula {
    /// Full points when the target is met, else in proportion.
    Ratio,
    /// The first rung that the value satisfies decides; none gives zero.
    Ladder {
        /// From the first to be tried to the last.
        rungs: Vec<Rung>,
    },
    /// Full points up to `limit`; beyond it `points` off for each `step`, never below zero.
    DeductPerPoint {
        /// Up to here nothing is taken off, in the unit of the value.
        limit: Decimal,
        /// The size of a step, in the unit of the value.
        step: Decimal,
        /// Points off for each step.
        points: Decimal,
        /// What a part of a step does.
        part: PartStep,
        /// Whether falling short of the limit costs points (每低1个百分点), not exceeding it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        below: bool,
    },
    /// `points` for each item met, at most the weight.
    Checklist {
        /// Points for each item.
        points: Decimal,
    },
    /// A share of the weight given outright (按90%计分).
    Share {
        /// The share, 0 to 1.
        share: Decimal,
    },
    /// A person decides.
    Manual,
}
