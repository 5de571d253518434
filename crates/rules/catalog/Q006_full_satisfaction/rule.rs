//! Everyone is satisfied, and no one was asked.

use crate::{Context, Verdict};
use jiheng_base::{Bound, Decimal, Finding, Level, Unit};
use jiheng_facts::Figure;
use jiheng_facts::role::Role;

const SURVEYS: &[&str] = &["问卷", "样本", "受访", "访问", "走访", "回访", "调查了", "份"];

pub(super) fn check(cx: &Context) -> Verdict {
    let rates: Vec<&Figure> = (0..cx.facts.figures.len())
        .filter(|id| cx.facts.roles[*id] == Role::Rate)
        .map(|id| cx.figure(id))
        .filter(|f| {
            f.quantity.unit == Unit::Percent && f.quantity.bound == Bound::Exact && !f.quoted
        })
        .filter(|f| is_satisfaction(cx, f) && !f.label.contains("目标"))
        .collect();
    if rates.is_empty() {
        return Verdict::NotApplicable;
    }
    let asked = cx.facts.figures.iter().any(|f| {
        let counts = matches!(f.quantity.unit, Unit::Measure { .. });
        counts
            && SURVEYS
                .iter()
                .any(|w| f.lead.contains(w) || f.tail.contains(w) || f.quantity.text().contains(w))
    });
    if asked {
        return Verdict::Pass;
    }
    let findings = rates
        .into_iter()
        .filter(|f| f.quantity.value == Decimal::ONE_HUNDRED)
        .map(|f| {
            let place = if f.in_table { f.place } else { f.span };
            let message = "满意度为100%，全文没有调查样本";
            Finding::new("Q006", Level::Doubt, place, message, "写明调查方式、对象和样本数")
        })
        .collect();
    Verdict::of(findings)
}

/// Its own words, or those of the indicator that it is the value of.
fn is_satisfaction(cx: &Context, figure: &Figure) -> bool {
    let of_indicator = cx.evaluation().indicators.iter().any(|i| {
        i.actual.as_ref().is_some_and(|a| a.place == Some(figure.place))
            && i.title().contains("满意")
    });
    figure.label.contains("满意") || of_indicator
}
