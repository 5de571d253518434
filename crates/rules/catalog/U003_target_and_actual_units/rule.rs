//! Target and actual value are told in units that can be compared.

use crate::{Context, Verdict};
use jiheng_base::{Dimension, Finding, Level, Place, Role};
use jiheng_facts::Figure;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for indicator in &cx.evaluation().indicators {
        let target = indicator.target.as_ref().and_then(|t| figure_at(cx, t.place?));
        let actual = indicator.actual.as_ref().and_then(|a| figure_at(cx, a.place?));
        let (Some(target), Some(actual)) = (target, actual) else { continue };
        let (a, b) = (target.quantity.dimension(), actual.quantity.dimension());
        if !is_told(a) || !is_told(b) {
            continue;
        }
        looked = true;
        if a != b {
            let message = format!(
                "“{}”目标值为{}，完成值为{}，单位不同",
                indicator.title(),
                target.quantity.text(),
                actual.quantity.text()
            );
            findings.push(
                Finding::new("U003", Level::Doubt, actual.place, message, "按批复的指标统一单位")
                    .using(target.place, Role::Against, "目标值"),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}

fn figure_at<'a>(cx: &Context<'a>, place: Place) -> Option<&'a Figure> {
    cx.facts.figures.iter().find(|f| f.place == place)
}

/// A unit is printed, and it is no mere 万.
fn is_told(dimension: Dimension) -> bool {
    !matches!(dimension, Dimension::Bare | Dimension::Points | Dimension::Measure(""))
}
