//! What several rules about scores need.

use crate::Context;
use jiheng_base::evaluation::{Dimension, Evaluation, Indicator, Stated};
use jiheng_base::{Decimal, Place, Unit, words};
use jiheng_facts::FigureId;
use jiheng_facts::score::{ScoreItem, same_name};

/// The value of a number of points.
pub(crate) fn points(cx: &Context, id: FigureId) -> Decimal {
    cx.figure(id).quantity.value
}

/// A number of points as printed.
pub(crate) fn printed(cx: &Context, id: FigureId) -> String {
    format!("{}分", cx.figure(id).quantity.value)
}

/// The words and numbers of several figures together where they stand near each other, else those
/// of the last one.
pub(crate) fn span(cx: &Context, ids: &[FigureId]) -> Place {
    /// About twenty characters.
    const NEAR: u32 = 60;
    let place = |id: &FigureId| points_place(cx, *id);
    let mut places = ids.iter().map(place);
    let Some(first) = places.next() else { return Place::new(jiheng_base::NodeId(0), 0, 0) };
    places.fold(first, |joined, next| {
        let near = joined.node == next.node && next.start.abs_diff(joined.end) <= NEAR;
        if near { joined.join(next) } else { next }
    })
}

/// A number of points with the short words right before it: 得3分, not the whole clause.
fn points_place(cx: &Context, id: FigureId) -> Place {
    const WORDS: &[&str] = &[
        "实际得分为",
        "实际得分",
        "评价得分",
        "自评得分",
        "应得分",
        "实际得",
        "应得",
        "得分为",
        "得分",
        "分值",
        "扣",
        "得",
    ];
    let figure = cx.figure(id);
    let before = &cx.document.text(figure.place.node)[..figure.place.start as usize];
    // A score of a name keeps the name: 投入指标得14.00分.
    if figure.depth == 0
        && figure.label.chars().count() >= 2
        && !WORDS.iter().any(|w| figure.lead == *w)
    {
        let short = figure.lead.chars().count() <= 16;
        let clause = words!["按", "标准", "计算", "比例"].any_in(&figure.lead);
        if short && !clause {
            return figure.span;
        }
    }
    let word = WORDS.iter().find(|w| before.trim_end().ends_with(**w));
    let start = word.map_or(figure.place.start as usize, |w| before.trim_end().len() - w.len());
    Place::new(figure.place.node, start, figure.place.end as usize)
}

/// The place of a stated number of points, widened by the words before it.
pub(crate) fn printed_points(cx: &Context, place: Place) -> Place {
    cx.facts.figures.iter().position(|f| f.place == place).map_or(place, |id| span(cx, &[id]))
}

/// An indicator of a dimension with its weight and score.
pub(crate) struct Member {
    pub(crate) weight: Decimal,
    pub(crate) weight_place: Option<Place>,
    pub(crate) score: Stated<Decimal>,
    /// The score that a table gives the same indicator.
    pub(crate) in_table: Option<Decimal>,
}

/// The indicators of a dimension; none when one of them has no weight or score.
pub(crate) fn members(cx: &Context, evaluation: &Evaluation, dimension: &Dimension) -> Vec<Member> {
    let of = |i: &&Indicator| i.dimension.as_deref().is_some_and(|d| same_name(d, &dimension.name));
    let members: Option<Vec<Member>> = evaluation
        .indicators
        .iter()
        .filter(of)
        .map(|i| {
            let weight = i.weight.as_ref()?;
            Some(Member {
                weight: weight.value,
                weight_place: weight.place,
                score: i.score.clone()?,
                in_table: score_in_table(cx, i),
            })
        })
        .collect();
    members.unwrap_or_default()
}

fn score_in_table(cx: &Context, indicator: &Indicator) -> Option<Decimal> {
    let name = indicator.title();
    let row = cx
        .facts
        .scores
        .items
        .iter()
        .find(|i| i.in_table && !i.is_total && same_name(&i.title(), &name))?;
    row.score.map(|id| points(cx, id))
}

/// Whether all indicators of a dimension stand in a form that goes on to its total: then none is
/// missing.
pub(crate) fn is_of_form(cx: &Context, members: &[Member]) -> bool {
    let items = &cx.facts.scores.items;
    let form = |place: Place| {
        items.iter().find(|i| i.weight.is_some_and(|w| cx.figure(w).place == place))?.form
    };
    let ends = |form: usize| items.iter().any(|i| i.form == Some(form) && i.is_total);
    !members.is_empty() && members.iter().all(|m| m.weight_place.and_then(form).is_some_and(ends))
}

/// How far a sum of `terms` printed scores may be off without being wrong.
pub(crate) fn tolerance(cx: &Context, terms: usize) -> Decimal {
    if cx.facts.exactness.is_exact(Unit::Points) {
        return Decimal::ZERO;
    }
    Decimal::new(5, 3) * Decimal::from(terms + 1)
}

/// The item that an indicator was read from.
pub(crate) fn item_of_weight<'a>(cx: &Context<'a>, indicator: &Indicator) -> Option<&'a ScoreItem> {
    let place = indicator.weight.as_ref()?.place?;
    cx.facts.scores.items.iter().find(|i| i.weight.is_some_and(|w| cx.figure(w).place == place))
}
