//! Full points for satisfaction need a survey.

use crate::score::span;
use crate::{Context, Verdict};
use jiheng_base::evaluation::{Actual, Indicator};
use jiheng_base::{Finding, Level, words};

pub(super) fn check(cx: &Context) -> Verdict {
    let items: Vec<_> = cx
        .facts
        .scores
        .items
        .iter()
        // A form tells the rate in the cell beside the points.
        .filter(|i| {
            i.title().contains("满意") && i.weight.is_some() && !i.is_total && i.form.is_none()
        })
        .collect();
    if items.is_empty() {
        return Verdict::NotApplicable;
    }
    if has_survey(cx) || has_row(cx) {
        return Verdict::Pass;
    }
    // In an evaluation by others the survey may stand in papers of its own.
    let level =
        if cx.facts.subject.kind.is_self_evaluation() { Level::Error } else { Level::Doubt };
    let findings = items
        .iter()
        .filter_map(|item| {
            let (weight, score) = (item.weight?, item.score?);
            let full = cx.figure(weight).quantity.value == cx.figure(score).quantity.value;
            let message = format!("“{}”得满分，全文没有满意率、样本数等调查数据", item.title());
            let action = "写明调查对象、样本数和满意率，按调查结果给分";
            full.then(|| Finding::new("G011", level, span(cx, &[weight, score]), message, action))
        })
        .collect();
    Verdict::of(findings)
}

/// A form beside the text tells the rate of satisfaction that was reached.
fn has_row(cx: &Context) -> bool {
    let reached =
        |i: &Indicator| matches!(i.actual.as_ref().map(|a| &a.value), Some(Actual::Quantity(_)));
    let is_told = |i: &Indicator| i.title().contains("满意") && i.target.is_some() && reached(i);
    cx.evaluations().flat_map(|e| &e.indicators).any(is_told)
}

/// A number of a survey stands somewhere: a rate of satisfaction, or people asked.
fn has_survey(cx: &Context) -> bool {
    let speaks = |words: &str| words.contains("满意");
    cx.facts.sentences.iter().any(|sentence| {
        let text = cx.quote(sentence.place);
        speaks(text)
            && sentence.figures.clone().any(|id| {
                let figure = cx.figure(id);
                !matches!(figure.quantity.unit, jiheng_base::Unit::Points | jiheng_base::Unit::Bare)
                    && !figure.quoted
                    && (speaks(&figure.lead)
                        || speaks(&figure.tail)
                        || words!["问卷", "样本", "调查", "访问"].any_in(text))
            })
    })
}
