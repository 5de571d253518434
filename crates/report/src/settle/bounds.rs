//! Numbers that no budget has: calculating with them would overflow.

use super::Fault;
use crate::xlsx::entry::layout::{FURTHER_AMOUNTS, MAIN_AMOUNTS};
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Actual, Evaluation, Indicator, Stated, Target};
use jiheng_base::exact::plain;
use jiheng_base::formula::{Formula, Rung};

/// A hundred trillion.
const MOST: Decimal = Decimal::from_parts(0x107A_4000, 0x5AF3, 0, false, 0);
const MOST_POINTS: Decimal = Decimal::ONE_THOUSAND;
const MOST_DECIMALS: u32 = 8;

/// Every number that is out of bounds.
pub(super) fn faults(evaluation: &Evaluation) -> Vec<Fault> {
    let mut bounds = Bounds(Vec::new());
    let mut budget = evaluation.budget.clone();
    for amount in MAIN_AMOUNTS.into_iter().chain(FURTHER_AMOUNTS) {
        let path = format!("evaluation.budget.{}", amount.field);
        bounds.stated(path, (amount.of)(&mut budget), MOST);
    }
    for (at, line) in budget.lines.iter().enumerate() {
        let path = format!("evaluation.budget.lines[{at}].executed");
        bounds.number(path, line.executed.value, MOST);
    }
    for (at, dimension) in evaluation.dimensions.iter().enumerate() {
        let path = |field: &str| format!("evaluation.dimensions[{at}].{field}");
        bounds.stated(path("weight"), &dimension.weight, MOST_POINTS);
        for score in &dimension.scores {
            bounds.number(path("scores"), score.value, MOST_POINTS);
        }
    }
    for (at, indicator) in evaluation.indicators.iter().enumerate() {
        bounds.indicator(&format!("evaluation.indicators[{at}]"), indicator);
    }
    for (at, total) in evaluation.totals.iter().enumerate() {
        bounds.number(format!("evaluation.totals[{at}]"), total.value, MOST_POINTS);
    }
    bounds.0
}

struct Bounds(Vec<Fault>);

impl Bounds {
    fn number(&mut self, path: String, value: Decimal, most: Decimal) {
        let value = value.normalize();
        if value.abs() > most {
            let what = format!("数字 {value} 太大，最多{}，请核对单位", plain(most));
            self.0.push(Fault::new(path, what));
        } else if value.scale() > MOST_DECIMALS {
            let what = format!("数字 {value} 的小数多于{MOST_DECIMALS}位，请核对");
            self.0.push(Fault::new(path, what));
        }
    }

    fn stated(&mut self, path: String, value: &Option<Stated<Decimal>>, most: Decimal) {
        if let Some(value) = value {
            self.number(path, value.value, most);
        }
    }

    fn indicator(&mut self, path: &str, indicator: &Indicator) {
        self.stated(format!("{path}.weight"), &indicator.weight, MOST_POINTS);
        self.stated(format!("{path}.score"), &indicator.score, MOST_POINTS);
        if let Some(Target::Quantity { value, .. }) = indicator.target.as_ref().map(|t| &t.value) {
            self.number(format!("{path}.target"), *value, MOST);
        }
        if let Some(Actual::Quantity(value)) = indicator.actual.as_ref().map(|a| &a.value) {
            self.number(format!("{path}.actual"), *value, MOST);
        }
        let path = |field: &str| format!("{path}.formula.{field}");
        match &indicator.formula {
            Some(Formula::Ladder { rungs }) => {
                for Rung { bound, points, .. } in rungs {
                    self.number(path("rungs"), *bound, MOST);
                    self.number(path("rungs"), *points, MOST_POINTS);
                }
            }
            Some(Formula::DeductPerPoint { limit, step, points, .. }) => {
                self.number(path("limit"), *limit, MOST);
                self.number(path("step"), *step, MOST);
                self.number(path("points"), *points, MOST_POINTS);
            }
            Some(Formula::Checklist { points }) => {
                self.number(path("points"), *points, MOST_POINTS);
            }
            Some(Formula::Share { share }) => self.number(path("share"), *share, MOST_POINTS),
            Some(Formula::Ratio | Formula::Manual) | None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_is_a_hundred_trillion() {
        assert_eq!(plain(MOST), "100000000000000");
    }
}
