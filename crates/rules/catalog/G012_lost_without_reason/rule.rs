//! Lost points need values or a reason.

use crate::score::{item_of_weight, span};
use crate::{Context, Verdict};
use jiheng_base::evaluation::Indicator;
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Place};
use jiheng_facts::FigureId;
use jiheng_facts::score::ScoreItem;
use jiheng_facts::table::ColumnKind;
use jiheng_score::points;

pub(super) fn check(cx: &Context) -> Verdict {
    let indicators = || cx.evaluations().flat_map(|e| &e.indicators);
    let findings = indicators().filter_map(|i| finding(cx, i).or_else(|| unfilled(cx, i)));
    Verdict::of_looked(findings.collect(), indicators().any(|i| i.score.is_some()))
}

/// A form has a column for the reason, and it is empty beside points that are lost.
fn unfilled(cx: &Context, indicator: &Indicator) -> Option<Finding> {
    let (weight, score) = (indicator.weight.as_ref()?, indicator.score.as_ref()?);
    let item = item_of_weight(cx, indicator).filter(|i| i.form.is_some())?;
    let (side, _) = cx.facts.row_of(item.weight?)?;
    let asked = side.columns_of(ColumnKind::Reason).next().is_some();
    // Points lost on a target that is met are another fault.
    let met = points(indicator, cx.scheme).is_ok_and(|given| given.points >= weight.value);
    if score.value >= weight.value || !asked || indicator.reason.is_some() || met {
        return None;
    }
    let lost = plain(weight.value - score.value);
    let message = format!("“{}”失{lost}分，偏差原因一栏没有填写", indicator.title());
    let action = "补写偏差原因和改进措施";
    Some(Finding::new("G012", Level::Doubt, span(cx, &[item.score?]), message, action))
}

fn finding(cx: &Context, indicator: &Indicator) -> Option<Finding> {
    let (weight, score) = (indicator.weight.as_ref()?, indicator.score.as_ref()?);
    let explained = indicator.reason.is_some() || indicator.formula.is_some();
    let has_values = indicator.target.is_some() || indicator.actual.is_some();
    if score.value >= weight.value || explained || has_values {
        return None;
    }
    let item = item_of_weight(cx, indicator).filter(|i| !i.in_table)?;
    // Points taken off for something that the item tells, or a number that it measures.
    let tells_more = item.figures.clone().any(|id| {
        let figure = cx.figure(id);
        figure.quantity.unit != jiheng_base::Unit::Points
    });
    if tells_more
        || item.deducted.is_some()
        || judges(cx, item.weight?, item.score?)
        || is_summary(cx, item)
    {
        return None;
    }
    let message = format!("“{}”没有得满分，未写目标值、完成值和偏差原因", indicator.title());
    let place = span(cx, &[item.weight?, item.score?]);
    let action = "补写目标值、完成值、偏差原因和改进措施";
    Some(Finding::new("G012", Level::Doubt, place, message, action))
}

/// 投入10分得9.50分，过程20分得18.80分，…: a text whose weights make the whole sums up what is told elsewhere.
fn is_summary(cx: &Context, item: &ScoreItem) -> bool {
    let beside = cx.facts.scores.items.iter().filter(|i| i.node == item.node && !i.is_total);
    let weights: Vec<Decimal> =
        beside.filter_map(|i| i.weight).map(|id| cx.figure(id).quantity.value).collect();
    weights.len() > 1 && weights.iter().sum::<Decimal>() == Decimal::ONE_HUNDRED
}

/// The words between weight and score tell how it was judged: 按…的标准，…，得2分.
fn judges(cx: &Context, weight: FigureId, score: FigureId) -> bool {
    const MIN_CHARS: usize = 12;
    let (weight, score) = (cx.figure(weight).place, cx.figure(score).place);
    let same_text = weight.node == score.node && weight.end < score.start;
    same_text
        && cx.quote(Place { start: weight.end, end: score.start, ..weight }).chars().count()
            >= MIN_CHARS
}
