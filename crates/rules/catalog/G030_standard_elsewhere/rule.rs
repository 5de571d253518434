//! A standard that stands elsewhere in the document, held against the score.

use crate::score::{printed, span};
use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, NodeId, Place, Role, Unit, Words};
use jiheng_facts::score::ScoreItem;
use jiheng_facts::{Figure, FigureId};

static IN_PROPORTION: Words =
    Words::new(&["乘以权重", "乘以分值", "×权重", "×分值", "乘权重", "乘以该项分值"]);
static ABOVE: Words = Words::new(&["高于", "以上", "大于", "达到", "超过"]);
static BELOW: Words = Words::new(&["低于", "以下", "小于", "不足"]);

/// 低于90%不得分，高于90%按照到位率乘以权重得分.
struct Standard {
    place: Place,
    /// The rate from which it changes.
    bound: Decimal,
    /// Whether the rate itself counts above the bound, or below it.
    counts_above: bool,
    /// What is given on the other side: nothing, or all.
    other_is_full: bool,
}

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for item in cx.facts.scores.items.iter().filter(|i| !i.is_total && !i.in_table) {
        let title = item.title();
        let (Some(weight), Some(score)) = (item.weight, item.score) else { continue };
        if !title.ends_with('率') || weight == score {
            continue;
        }
        let Some(standard) =
            cx.texts().find_map(|(node, text)| standard(cx, item, node, text, &title))
        else {
            continue;
        };
        let Some(rate) = rate_of(cx, item, &title) else { continue };
        looked = true;
        findings.extend(compare(cx, &standard, [weight, rate, score]));
    }
    Verdict::of_looked(findings, looked)
}

/// The standard that a text gives for the indicator, not the text of its score.
fn standard(
    cx: &Context,
    item: &ScoreItem,
    node: NodeId,
    text: &str,
    title: &str,
) -> Option<Standard> {
    let (start, end) = sentence_with(text, &IN_PROPORTION)?;
    let sentence = &text[start..end];
    if node == item.node || !sentence.contains(title) {
        return None;
    }
    let rule = IN_PROPORTION.first_in(sentence)?;
    let comma = sentence[..rule].rmatch_indices(['，', ',', '；']).next();
    let clause_start = comma.map_or(0, |(at, mark)| at + mark.len());
    let bound = cx.facts.figures.iter().rfind(|f| {
        let at = f.place.start as usize;
        f.place.node == node && f.quantity.unit == Unit::Percent && at >= start && at < start + rule
    })?;
    let (other, side) = (&sentence[..clause_start], &sentence[clause_start..rule]);
    let says = |words: &Words| words.any_in(side);
    let counts_above = says(&ABOVE);
    if counts_above == says(&BELOW) {
        return None;
    }
    let other_is_full =
        !other.contains("不得分") && (other.contains('得') || other.contains("满分"));
    let place = Place::new(node, start, end);
    let known = other.contains("不得分") || other_is_full;
    known.then_some(Standard { place, bound: bound.quantity.base(), counts_above, other_is_full })
}

fn sentence_with(text: &str, words: &Words) -> Option<(usize, usize)> {
    let at = words.first_in(text)?;
    Some(crate::text::sentence_around(text, at))
}

/// The rate that the section of the item states under its name.
fn rate_of(cx: &Context, item: &ScoreItem, title: &str) -> Option<FigureId> {
    let section = |node: NodeId| cx.facts.outline.entry_of(node).ok_or(node);
    let named = |figure: &Figure| {
        figure.quantity.unit == Unit::Percent
            && figure.label == title
            && !figure.in_table
            && section(figure.place.node) == section(item.node)
            && figure.place.node >= item.node
    };
    cx.facts.figures.iter().position(named)
}

fn compare(
    cx: &Context,
    standard: &Standard,
    [weight, rate, score]: [FigureId; 3],
) -> Option<Finding> {
    let (all, stated, given) =
        (cx.figure(weight).quantity, cx.figure(rate).quantity, cx.figure(score).quantity);
    let above = stated.base() >= standard.bound;
    let in_proportion = above == standard.counts_above;
    let (right, slack) = if in_proportion {
        (all.value.checked_mul(stated.base())?, all.value.checked_mul(stated.slack())?)
    } else if standard.other_is_full {
        (all.value, Decimal::ZERO)
    } else {
        (Decimal::ZERO, Decimal::ZERO)
    };
    // Full marks are no rounded number.
    let rounding = if given.value == all.value { Decimal::ZERO } else { given.slack() };
    if (right - given.value).abs() <= slack + rounding {
        return None;
    }
    let expected = format!("{}分", plain(jiheng_base::round_half_up(right, 2)));
    let message = format!("按另处的标准应得{expected}，写为{}", printed(cx, score));
    Some(
        Finding::new(
            "G030",
            Level::Doubt,
            span(cx, &[score]),
            message,
            "按标准重算得分，或改正标准",
        )
        .compare(expected, printed(cx, score))
        .using(standard.place, Role::Against, "标准")
        .using(cx.figure(rate).span, Role::Input, ""),
    )
}
