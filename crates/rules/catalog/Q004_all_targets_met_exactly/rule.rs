//! Work that meets every target to the last digit.

use crate::{Context, Verdict};
use jiheng_base::evaluation::{Actual, Indicator, Target};
use jiheng_base::{Finding, Level, Place, Role};

/// Fewer may be met exactly by chance.
const MIN_INDICATORS: usize = 5;

pub(super) fn check(cx: &Context) -> Verdict {
    let pairs: Vec<(&Indicator, bool)> = cx
        .evaluation()
        .indicators
        .iter()
        .filter_map(|indicator| {
            let Target::Quantity { value, .. } = &indicator.target.as_ref()?.value else {
                return None;
            };
            let Actual::Quantity(actual) = &indicator.actual.as_ref()?.value else { return None };
            Some((indicator, value == actual))
        })
        .collect();
    if pairs.len() < MIN_INDICATORS {
        return Verdict::NotApplicable;
    }
    if !pairs.iter().all(|(_, met)| *met) {
        return Verdict::Pass;
    }
    let places: Vec<Place> = pairs.iter().filter_map(|(i, _)| i.names.first()?.place).collect();
    let Some((first, others)) = places.split_first() else { return Verdict::Pass };
    let message = format!("{}项定量指标的完成值全部恰好等于目标值", pairs.len());
    let finding =
        Finding::new("Q004", Level::Note, *first, message, "核对佐证材料，按实际完成填写")
            .using_all(others.iter().copied(), Role::Input);
    Verdict::of(vec![finding])
}
