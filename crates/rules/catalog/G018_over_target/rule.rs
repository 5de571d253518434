//! Far over the target needs a reason.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role};
use jiheng_score::points;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for indicator in &cx.evaluation().indicators {
        let (Some(target), Some(actual)) = (&indicator.target, &indicator.actual) else { continue };
        let Ok(given) = points(indicator, cx.scheme) else { continue };
        looked = true;
        let Some(place) = actual.place.filter(|_| given.over_target && indicator.reason.is_none())
        else {
            continue;
        };
        let place = cx
            .facts
            .figures
            .iter()
            .find(|f| f.place == place && !f.in_table)
            .map_or(place, |f| f.span);
        let message = format!(
            "“{}”超过目标{}%以上，没有说明原因",
            indicator.title(),
            cx.scheme.quantitative.over_target_alert.normalize()
        );
        let action = "写明超额完成的原因；目标定得偏低的，下年调整";
        findings.push(
            Finding::new("G018", Level::Doubt, place, message, action)
                .using_all(target.place, Role::Against),
        );
    }
    Verdict::of_looked(findings, looked)
}
