//! The points of a dimension are the sum of those of its indicators.

use crate::score::{Member, members, printed_points, tolerance};
use crate::{Context, Verdict};
use jiheng_base::evaluation::Dimension;
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Role};

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
    Verdict::of_looked(findings, looked)
}

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
    let terms: Vec<String> = members.iter().map(|m| plain(m.score.value)).collect();
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
                Finding::new(
                    "G002",
                    Level::Error,
                    place,
                    message,
                    "核对各指标得分和小计，改正有误的一个",
                )
                .compare(format!("{}分", plain(sum)), format!("{}分", plain(claimed.value)))
                .by(calculation.clone())
                .using_all(places, Role::Input),
            )
        })
        .collect()
}
