//! A target that lets the estimate be overrun.

use crate::{Context, Verdict};
use jiheng_base::evaluation::{Actual, Indicator};
use jiheng_base::{Decimal, Finding, Level, words};

pub(super) fn check(cx: &Context) -> Verdict {
    let overruns: Vec<&Indicator> =
        cx.evaluation().indicators.iter().filter(|i| is_overrun(i)).collect();
    let findings = overruns.iter().filter_map(|i| finding(i)).collect();
    Verdict::of_looked(findings, !overruns.is_empty())
}

fn is_overrun(indicator: &Indicator) -> bool {
    let name = indicator.title();
    words!["超概算", "超预算", "超支", "超投资"].any_in(&name)
}

fn finding(indicator: &Indicator) -> Option<Finding> {
    let actual = indicator.actual.as_ref()?;
    let exceeded = matches!(actual.value, Actual::Quantity(value) if value > Decimal::ZERO);
    let place = indicator.names.first()?.place?.join(actual.place?);
    let message =
        format!("“{}”以允许超出为目标，实际也已超出；投资原则上不得超过概算", indicator.title());
    let action = "把目标改为不超出，并写明超出的审批情况";
    exceeded.then(|| Finding::new("G016", Level::Doubt, place, message, action))
}
