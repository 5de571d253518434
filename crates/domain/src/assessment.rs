//! What the engine says of a report, and how much it asks to be looked at.

/// Points per error, doubt, and whatever else makes a reviewer look.
const PER_ERROR: i64 = 100;
const PER_DOUBT: i64 = 20;
/// A point of score claimed above what the rule gives.
const PER_POINT: i64 = 10;
/// A percent by which money was spent less than the score suggests.
const PER_PERCENT: i64 = 5;
/// Hundredths in a point, and hundredths of a percent in a percent.
const HUNDREDTHS: i64 = 100;

/// The figures of a report as the queue shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Assessment {
    /// Findings of level error.
    pub errors: i64,
    /// Findings of level doubt.
    pub doubts: i64,
    /// The score claimed, in hundredths of a point.
    pub claimed_points: Option<i64>,
    /// The score by the rule, in hundredths of a point.
    pub computed_points: Option<i64>,
    /// The budget that the execution rate divides by, in 分.
    pub budget_fen: Option<i64>,
    /// What was spent of it, in 分.
    pub spent_fen: Option<i64>,
}

impl Assessment {
    /// The execution rate in hundredths of a percent, rounded half up as in the report.
    #[must_use]
    pub fn execution(&self) -> Option<i64> {
        let (budget, spent) = (self.budget_fen?, self.spent_fen?);
        let (budget, spent) = (i128::from(budget), i128::from(spent) * 10_000);
        let rate = (spent * 2 + budget).checked_div(budget * 2)?;
        i64::try_from(rate).ok()
    }

    /// How much it asks to be looked at; the queue shows the highest first.
    #[must_use]
    pub fn risk(&self) -> i64 {
        let scored = self.errors.saturating_mul(PER_ERROR) + self.doubts.saturating_mul(PER_DOUBT);
        let overclaimed = match (self.claimed_points, self.computed_points) {
            (Some(claimed), Some(computed)) => {
                claimed.saturating_sub(computed).max(0).saturating_mul(PER_POINT) / HUNDREDTHS
            }
            _ => 0,
        };
        // A high score beside little spending: who spent half does not usually reach nine tenths.
        let unspent = match (self.computed_points.or(self.claimed_points), self.execution()) {
            (Some(points), Some(rate)) => {
                points.saturating_sub(rate).max(0).saturating_mul(PER_PERCENT) / HUNDREDTHS
            }
            _ => 0,
        };
        scored.saturating_add(overclaimed).saturating_add(unspent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_to_look_at_adds_to_the_risk() {
        let clean = Assessment {
            claimed_points: Some(9_200),
            computed_points: Some(9_200),
            budget_fen: Some(200_000),
            spent_fen: Some(190_000),
            ..Assessment::default()
        };
        assert_eq!((clean.execution(), clean.risk()), (Some(9_500), 0));
        let half = Assessment { budget_fen: Some(172_982), spent_fen: Some(164_382), ..clean };
        assert_eq!(half.execution(), Some(9_503), "95.0284 %");
        assert_eq!(Assessment { errors: 1, doubts: 2, ..clean }.risk(), 140);
        assert_eq!(Assessment { claimed_points: Some(9_700), ..clean }.risk(), 50);
        // 92 points with 40 % spent.
        assert_eq!(Assessment { spent_fen: Some(80_000), ..clean }.risk(), 260);
    }

    #[test]
    fn missing_figures_say_nothing() {
        let none = Assessment::default();
        assert_eq!((none.execution(), none.risk()), (None, 0));
        let no_budget = Assessment { budget_fen: Some(0), spent_fen: Some(5), ..none };
        assert_eq!(no_budget.execution(), None);
    }
}
