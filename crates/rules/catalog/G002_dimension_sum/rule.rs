//! The points of a dimension are the sum of those of its indicators.

use crate::credible::level_of_sum;
use crate::score::{Member, members, points, printed_points, span, tolerance};
use crate::{Context, Verdict};
use jiheng_base::evaluation::Dimension;
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Role};
use jiheng_facts::score::same_name;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for evaluation in cx.evaluations() {
        for dimension in &evaluation.dimensions {
            let members = members(cx, evaluation, dimension);
            if members.len() < 2 || !are_all(dimension, &members) {
                continue;
            }
            looked = true;
            findings.extend(compare(cx, dimension, &members));
        }
    }
    for head in nested(cx) {
        looked = true;
        findings.extend(compare_group(cx, head));
    }
    Verdict::of_looked(findings, looked)
}

/// Groups of the prose at any level whose parts are all told, other than those that the evaluation
/// holds as dimensions with their own indicators.
fn nested<'a>(cx: &'a Context) -> impl Iterator<Item = usize> + 'a {
    let scores = &cx.facts.scores;
    let evaluation = cx.evaluation();
    let is_dimension = move |name: &str| {
        evaluation
            .dimensions
            .iter()
            .any(|d| same_name(&d.name, name) && members(cx, evaluation, d).len() > 1)
    };
    scores.groups().filter(move |at| {
        let item = &scores.items[*at];
        let weights: Option<Decimal> =
            scores.children(*at).map(|c| Some(points(cx, scores.items[c].weight?))).sum();
        let is_whole = item.weight.is_some_and(|w| weights >= Some(points(cx, w)));
        !item.in_table && item.score.is_some() && is_whole && !is_dimension(&item.title())
    })
}

/// The points of an item: its own, or what its parts make where it states none.
fn earned(cx: &Context, at: usize) -> Option<Decimal> {
    let scores = &cx.facts.scores;
    let item = &scores.items[at];
    if let Some(score) = item.score.or(item.weight.filter(|_| item.full.is_some())) {
        return Some(points(cx, score));
    }
    let parts: Option<Vec<Decimal>> = scores.children(at).map(|c| earned(cx, c)).collect();
    parts.filter(|p| !p.is_empty()).map(|p| p.into_iter().sum())
}

/// The points that an item should have: what its parts make, where all of them are told.
fn due(cx: &Context, at: usize) -> Option<Decimal> {
    let parts: Option<Vec<Decimal>> = cx.facts.scores.children(at).map(|c| due(cx, c)).collect();
    match parts {
        Some(parts) if !parts.is_empty() => Some(parts.into_iter().sum()),
        _ => earned(cx, at),
    }
}

fn compare_group(cx: &Context, head: usize) -> Option<Finding> {
    let scores = &cx.facts.scores;
    let item = &scores.items[head];
    let claimed = item.score?;
    let parts: Vec<usize> = scores.children(head).collect();
    let terms: Vec<Decimal> = parts.iter().map(|c| earned(cx, *c)).collect::<Option<_>>()?;
    let sum: Decimal = terms.iter().sum();
    let value = points(cx, claimed);
    let allowed = tolerance(cx, parts.len());
    // A part that is wrong itself is told of there.
    let agrees = |sum: Decimal| (value - sum).abs() <= allowed;
    if parts.len() < 2 || agrees(sum) || due(cx, head).is_some_and(agrees) {
        return None;
    }
    let message =
        format!("“{}”得分{}分，与明细之和{}分不符", item.title(), plain(value), plain(sum));
    let level = level_of_sum(value, &terms);
    let terms: Vec<String> = terms.into_iter().map(plain).collect();
    let places = parts.iter().filter_map(|c| scores.items[*c].score).map(|id| span(cx, &[id]));
    Some(
        Finding::new("G002", level, span(cx, &[claimed]), message, ACTION)
            .compare(format!("{}分", plain(sum)), format!("{}分", plain(value)))
            .by(format!("{}＝{}", terms.join("＋"), plain(sum)))
            .using_all(places, Role::Input),
    )
}

const ACTION: &str = "核对各指标得分和小计，改正有误的一个";

/// All indicators are listed when their weights make the weight of the dimension, or more.
fn are_all(dimension: &Dimension, members: &[Member]) -> bool {
    let weights: Decimal = members.iter().map(|m| m.weight).sum();
    dimension.weight.as_ref().is_none_or(|w| weights >= w.value)
}

fn compare(cx: &Context, dimension: &Dimension, members: &[Member]) -> Vec<Finding> {
    let sum: Decimal = members.iter().map(|m| m.score.value).sum();
    let by_table: Decimal = members.iter().map(|m| m.in_table.unwrap_or(m.score.value)).sum();
    let allowed = tolerance(cx, members.len());
    let holds = |claimed: Decimal| {
        (claimed - sum).abs() <= allowed || (claimed - by_table).abs() <= allowed
    };
    let wrong = dimension.scores.iter().filter(|s| !holds(s.value));
    let scores: Vec<Decimal> = members.iter().map(|m| m.score.value).collect();
    let terms: Vec<String> = scores.iter().map(|s| plain(*s)).collect();
    let calculation = format!("{}＝{}", terms.join("＋"), plain(sum));
    wrong
        .filter_map(|claimed| {
            let place = printed_points(cx, claimed.place?);
            let message = format!(
                "“{}”得分{}分，与明细之和{}分不符",
                dimension.name,
                plain(claimed.value),
                plain(sum)
            );
            let places =
                members.iter().filter_map(|m| m.score.place).map(|p| printed_points(cx, p));
            Some(
                Finding::new("G002", level_of_sum(claimed.value, &scores), place, message, ACTION)
                    .compare(format!("{}分", plain(sum)), format!("{}分", plain(claimed.value)))
                    .by(calculation.clone())
                    .using_all(places, Role::Input),
            )
        })
        .collect()
}
