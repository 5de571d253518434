//! A self-evaluation without a score.

use crate::section::{is_whole_report, subject_place};
use crate::{Context, Verdict};
use jiheng_base::{Dimension, Finding, Level};

pub(super) fn check(cx: &Context) -> Verdict {
    if !is_whole_report(cx) {
        return Verdict::NotApplicable;
    }
    let scored = cx.facts.figures.iter().any(|f| f.quantity.dimension() == Dimension::Points)
        || cx.facts.scores.items.iter().any(|i| i.is_scored());
    if scored {
        return Verdict::Pass;
    }
    let message = "全文没有自评得分";
    let action = "写明自评总分、各一级指标得分和等级";
    Verdict::of(vec![Finding::new("S004", Level::Doubt, subject_place(cx), message, action)])
}
