//! The standard that the text itself prints, applied to its own value.

use crate::score::{printed, span};
use crate::{Context, Verdict};
use jiheng_base::evaluation::{Actual, Indicator, Stated};
use jiheng_base::exact::plain;
use jiheng_base::{Dimension, Finding, Level, Role, round_half_up};
use jiheng_facts::score::{Rubric, ScoreItem};
use jiheng_facts::{Figure, FigureId};
use jiheng_score::points;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for indicator in &cx.evaluation().indicators {
        let Some(item) = item_of(cx, indicator) else { continue };
        let (Some(score), Some(weight)) = (item.score, item.weight) else { continue };
        // 产出按40分计39.20分。效益扣2分：按每少5%扣1分计: a standard told later is one of something else.
        if item.rubrics.iter().any(|r| r.place.start > cx.sentence(score).end) {
            continue;
        }
        let claimed = cx.figure(score).quantity;
        let ways: Vec<_> = with_cases(cx, indicator, item)
            .iter()
            .filter_map(|indicator| points(indicator, cx.scheme).ok())
            .collect();
        let Some(given) = ways.first() else { continue };
        looked = true;
        if ways.iter().any(|w| round_half_up(w.points, claimed.decimals) == claimed.value) {
            continue;
        }
        // 目标95%，实际不到，按比例得6.87分: what was reached is not told.
        let is_full = given.points == cx.figure(weight).quantity.value;
        if is_full && item.rubrics.iter().all(|r| r.rubric == Rubric::Proportional) {
            continue;
        }
        let level = if ways.len() == 1 { Level::Error } else { Level::Doubt };
        if is_share_of_target(cx, item, indicator, weight, score) {
            continue;
        }
        let message = format!(
            "“{}”按文中标准应得{}分，写为{}",
            item.title(),
            plain(given.points),
            printed(cx, score)
        );
        let mut finding = Finding::new(
            "G007",
            level,
            span(cx, &[score]),
            message,
            format!("把得分改为{}分", plain(given.points)),
        )
        .compare(format!("{}分", plain(given.points)), printed(cx, score))
        .by(format!("{}＝{}分", given.how, plain(given.points)))
        .using(cx.figure(weight).span, Role::Against, "分值");
        finding = finding.using_all(item.rubrics.iter().map(|r| r.place), Role::Against);
        findings
            .push(finding.using_all(indicator.actual.as_ref().and_then(|a| a.place), Role::Input));
    }
    Verdict::of_looked(findings, looked)
}

/// The item of an indicator that prints a standard of its own.
fn item_of<'a>(cx: &Context<'a>, indicator: &Indicator) -> Option<&'a ScoreItem> {
    indicator.formula.as_ref()?;
    let place = indicator.weight.as_ref()?.place?;
    cx.facts.scores.items.iter().find(|i| i.weight.is_some_and(|w| cx.figure(w).place == place))
}

/// 达标率88.06%，低于90%的目标，按比例得7.83分 of 8: in proportion to the target that is told beside it.
fn is_share_of_target(
    cx: &Context,
    item: &ScoreItem,
    indicator: &Indicator,
    weight: FigureId,
    score: FigureId,
) -> bool {
    let Some(Actual::Quantity(actual)) = indicator.actual.as_ref().map(|a| &a.value) else {
        return false;
    };
    let claimed = cx.figure(score).quantity;
    let is_proportional = item.rubrics.iter().any(|r| r.rubric == Rubric::Proportional);
    let targets = item.figures.clone().map(|id| cx.figure(id).quantity);
    is_proportional
        && targets.filter(|q| q.dimension() == Dimension::Rate && q.value > *actual).any(|q| {
            let due = cx.figure(weight).quantity.value * actual / q.value;
            round_half_up(due, claimed.decimals) == claimed.value
        })
}

/// 2例，按“每例扣1分”: the value is the number of cases; where several things are counted, each may be meant.
fn with_cases(cx: &Context, indicator: &Indicator, item: &ScoreItem) -> Vec<Indicator> {
    let per_case = item.rubrics.iter().any(|r| matches!(r.rubric, Rubric::DeductPerCase { .. }));
    if !per_case {
        return vec![indicator.clone()];
    }
    let counted = item.figures.clone().map(|id| cx.figure(id)).filter(|f| {
        !f.quoted
            && ["例", "起", "次", "项", "处", "个"].iter().any(|w| f.quantity.unit.text() == *w)
    });
    let of = |figure: &Figure| {
        let actual = Stated::at(Actual::Quantity(figure.quantity.value), figure.place);
        Indicator { actual: Some(actual), ..indicator.clone() }
    };
    counted.map(of).collect()
}
