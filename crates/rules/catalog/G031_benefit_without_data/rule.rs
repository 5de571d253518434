//! Benefits that are told in words only, with full marks.

use crate::score::span;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role, Unit};
use jiheng_facts::score::ScoreItem;

const BENEFITS: &[&str] = &[
    "经济效益",
    "社会效益",
    "生态效益",
    "环境效益",
    "可持续影响",
    "可持续性",
    "社会影响",
    "社会经济效益",
];
const MIN_ITEMS: usize = 2;

pub(super) fn check(cx: &Context) -> Verdict {
    let items: Vec<&ScoreItem> = cx
        .facts
        .scores
        .items
        .iter()
        .filter(|i| !i.is_total && !i.in_table && BENEFITS.iter().any(|w| i.title().ends_with(w)))
        .collect();
    if items.len() < MIN_ITEMS {
        return Verdict::NotApplicable;
    }
    let places: Vec<Place> =
        items.iter().filter(|i| !has_data(cx, i.node)).filter_map(|i| full_marks(cx, i)).collect();
    let Some((first, others)) = places.split_first().filter(|_| places.len() >= MIN_ITEMS) else {
        return Verdict::Pass;
    };
    let message = format!("{}项效益指标得满分，说明里没有一个数据", places.len());
    let action = "写明每项效益的目标值、实际值和数据来源";
    let finding = Finding::new("G031", Level::Doubt, *first, message, action);
    Verdict::of(vec![finding.using_all(others.iter().copied(), Role::Fault)])
}

fn full_marks(cx: &Context, item: &ScoreItem) -> Option<Place> {
    let (weight, score) = (item.weight?, item.score?);
    let full = cx.figure(weight).quantity.value == cx.figure(score).quantity.value;
    (full && weight != score).then(|| span(cx, &[weight, score]))
}

/// A number other than points, in the text of the indicator or under it.
fn has_data(cx: &Context, node: NodeId) -> bool {
    let section = |node: NodeId| cx.facts.outline.entry_of(node).ok_or(node);
    cx.facts.figures.iter().any(|f| {
        section(f.place.node) == section(node)
            && !matches!(f.quantity.unit, Unit::Points | Unit::Bare)
    })
}
