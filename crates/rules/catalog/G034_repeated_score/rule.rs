//! The points of the whole and of a part are the same wherever they are told.

use crate::credible::level_of_sum;
use crate::score::{members, printed_points};
use crate::{Context, Verdict};
use jiheng_base::evaluation::{Dimension, Evaluation, Stated};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Role, Words, round_half_up, words};
use jiheng_facts::score::{ScoreItem, same_name};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for evaluation in cx.evaluations() {
        // 总分100分 is what can be earned.
        let own = |s: &&Stated<Decimal>| s.value < Decimal::ONE_HUNDRED && tells_whole(cx, s);
        let whole = ("总分", evaluation.totals.iter().filter(own).collect());
        for (name, scores) in std::iter::once(whole).chain(parts(cx, evaluation)) {
            let Some((first, others)) = scores.split_first() else { continue };
            looked |= !others.is_empty();
            let other = others.iter().find(|other| differ(first, other));
            findings.extend(other.and_then(|other| finding(cx, name, first, other)));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// A total row, or words that nothing but the whole bears.
fn tells_whole(cx: &Context, score: &Stated<Decimal>) -> bool {
    static WORDS: Words = Words::new(&["总分", "总得分", "综合得分", "综合评分", "自评得分"]);
    let figure = cx.facts.figures.iter().find(|f| Some(f.place) == score.place);
    figure.is_some_and(|f| f.in_table || WORDS.any_in(&f.lead))
}

/// The parts of the whole that are no sum of indicators, which a rule of its own holds them against.
fn parts<'a>(
    cx: &'a Context,
    evaluation: &'a Evaluation,
) -> impl Iterator<Item = (&'a str, Vec<&'a Stated<Decimal>>)> {
    let is_sum = |d: &&Dimension| {
        let members = members(cx, evaluation, d);
        let weights: Decimal = members.iter().map(|m| m.weight).sum();
        members.len() > 1 && d.weight.as_ref().is_none_or(|w| weights >= w.value)
    };
    evaluation.dimensions.iter().filter(move |d| !is_sum(d)).map(|dimension| {
        let own = |s: &&Stated<Decimal>| {
            bears(cx, s, &dimension.name) && !may_be_weight(cx, s, dimension)
        };
        (dimension.name.as_str(), dimension.scores.iter().filter(own).collect())
    })
}

/// Whether the item of a score has the name of the part, or stands under it.
fn bears(cx: &Context, score: &Stated<Decimal>, name: &str) -> bool {
    let is_of =
        |item: &&ScoreItem| item.score.is_some_and(|id| Some(cx.figure(id).place) == score.place);
    let item = cx.facts.scores.items.iter().find(is_of);
    item.is_some_and(|item| {
        same_name(&item.title(), name) || item.outer.iter().any(|outer| same_name(outer, name))
    })
}

/// 评分由四部分组成：预算执行10分: a name with all the points of its part may tell its weight.
fn may_be_weight(cx: &Context, score: &Stated<Decimal>, dimension: &Dimension) -> bool {
    let figure = cx.facts.figures.iter().find(|f| Some(f.place) == score.place);
    let is_earned = figure.is_some_and(|f| f.in_table || words!["得", "评", "计"].any_in(&f.lead));
    let is_full = dimension.weight.as_ref().is_none_or(|weight| weight.value == score.value);
    is_full && !is_earned
}

/// By more than the coarser one may be rounded.
fn differ(a: &Stated<Decimal>, b: &Stated<Decimal>) -> bool {
    let decimals = a.value.scale().min(b.value.scale());
    round_half_up(a.value, decimals) != round_half_up(b.value, decimals)
}

fn finding(
    cx: &Context,
    name: &str,
    first: &Stated<Decimal>,
    other: &Stated<Decimal>,
) -> Option<Finding> {
    let points = |stated: &Stated<Decimal>| format!("{}分", plain(stated.value));
    let message = format!("“{name}”得分前后不一：一处{}，一处{}", points(first), points(other));
    let place = printed_points(cx, first.place?);
    Some(
        Finding::new(
            "G034",
            level_of_sum(first.value, &[other.value]),
            place,
            message,
            "核对得分，统一成一个数",
        )
        .compare(points(other), points(first))
        .using(printed_points(cx, other.place?), Role::Against, "另一处"),
    )
}
