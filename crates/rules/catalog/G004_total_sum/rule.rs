//! The total is the sum of the dimensions.

use crate::credible::level_of_sum;
use crate::score::{is_of_form, members, printed_points, tolerance};
use crate::{Context, Verdict};
use jiheng_base::evaluation::{Evaluation, Stated};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Place, Role, Words};
use jiheng_facts::Figure;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for evaluation in cx.evaluations() {
        let parts = parts(cx, evaluation);
        if evaluation.totals.is_empty() || parts.len() < 2 {
            continue;
        }
        looked = true;
        let sums = sums(&parts);
        let allowed = tolerance(cx, parts.len());
        let wrong = evaluation
            .totals
            .iter()
            .filter(|t| !sums.iter().any(|s| (t.value - s).abs() <= allowed))
            .filter(|t| !adds_up_beside(evaluation, t, allowed));
        let settled = evaluation.totals.iter().find(|t| adds_up_beside(evaluation, t, allowed));
        findings.extend(wrong.filter_map(|total| {
            let mut finding = finding(cx, &parts, total, *sums.first()?)?;
            let is_other = settled.is_some_and(|settled| settled.value != total.value);
            if is_other && !names_the_whole(cx, total) {
                finding.level = finding.level.min(Level::Doubt);
            }
            Some(finding)
        }));
    }
    Verdict::of_looked(findings, looked)
}

/// 得分96.75分，其中预算执行17.75分…: the parts that stand in the text of the total make it; what is scored
/// elsewhere stands under them.
fn adds_up_beside(evaluation: &Evaluation, total: &Stated<Decimal>, allowed: Decimal) -> bool {
    let node = |s: &Stated<Decimal>| s.place.map(|p| p.node);
    let beside = |d: &jiheng_base::evaluation::Dimension| {
        d.scores.iter().find(|s| node(s).is_some() && node(s) == node(total)).map(|s| s.value)
    };
    let parts: Vec<Decimal> = evaluation.dimensions.iter().filter_map(beside).collect();
    parts.len() > 1 && (parts.iter().sum::<Decimal>() - total.value).abs() <= allowed
}

/// 自评98.50分 beside a total with its parts may be that of a project.
fn names_the_whole(cx: &Context, total: &Stated<Decimal>) -> bool {
    static WORDS: Words =
        Words::new(&["总分", "总得分", "综合", "总评", "总体", "整体", "合计", "部门"]);
    let is_total = |f: &&Figure| total.place.is_some_and(|place| f.place.overlaps(place));
    let figure = cx.facts.figures.iter().find(is_total);
    figure.is_none_or(|f| f.in_table || WORDS.any_in(&f.lead))
}

/// What the total adds up, each as often as it is stated: the dimensions, or the indicators of one
/// whose points a form does not print. None when a part has no points.
fn parts(cx: &Context, evaluation: &Evaluation) -> Vec<Vec<Stated<Decimal>>> {
    let mut parts = Vec::new();
    for dimension in &evaluation.dimensions {
        if !dimension.scores.is_empty() {
            parts.push(dimension.scores.clone());
            continue;
        }
        let members = members(cx, evaluation, dimension);
        if !is_of_form(cx, &members) {
            return Vec::new();
        }
        parts.extend(members.into_iter().map(|m| vec![m.score]));
    }
    parts
}

/// The sums that the stated points of the parts can make: the first ones, the last ones.
fn sums(parts: &[Vec<Stated<Decimal>>]) -> Vec<Decimal> {
    let pick = |choose: fn(&[Stated<Decimal>]) -> Option<&Stated<Decimal>>| -> Option<Decimal> {
        parts.iter().map(|scores| choose(scores).map(|s| s.value)).sum()
    };
    [pick(|s| s.last()), pick(|s| s.first())].into_iter().flatten().collect()
}

fn finding(
    cx: &Context,
    parts: &[Vec<Stated<Decimal>>],
    total: &Stated<Decimal>,
    sum: Decimal,
) -> Option<Finding> {
    let last: Vec<&Stated<Decimal>> = parts.iter().filter_map(|scores| scores.last()).collect();
    let values: Vec<Decimal> = last.iter().map(|s| s.value).collect();
    let terms: Vec<String> = values.iter().map(|v| plain(*v)).collect();
    let places: Vec<Place> =
        last.iter().filter_map(|s| s.place).map(|p| printed_points(cx, p)).collect();
    let message = format!("总分{}分，与各部分得分之和{}分不符", plain(total.value), plain(sum));
    Some(
        Finding::new(
            "G004",
            level_of_sum(total.value, &values),
            printed_points(cx, total.place?),
            message,
            "核对各部分得分和总分，改正有误的一个",
        )
        .compare(format!("{}分", plain(sum)), format!("{}分", plain(total.value)))
        .by(format!("{}＝{}", terms.join("＋"), plain(sum)))
        .using_all(places, Role::Input),
    )
}
