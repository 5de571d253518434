//! Indicators: target, actual value, weight, score.

use super::cells;
use crate::Facts;
use crate::figure::{Figure, FigureId, FigureYear};
use crate::score::{Rubric, ScoreItem, ScoreTree, same_name};
use crate::wording;
use jiheng_base::evaluation::{Actual, Dimension, Indicator, Stated, Target};
use jiheng_base::formula::{Formula, Operator, PartStep};
use jiheng_base::{Bound, Decimal, Place, Quantity, Unit, words};
use jiheng_document::Document;

pub(super) fn indicators(
    document: &Document,
    facts: &Facts,
    scores: &ScoreTree,
    dimensions: &[Dimension],
) -> Vec<Indicator> {
    let all: Vec<(bool, Indicator)> = (0..scores.items.len())
        .filter(|at| scores.children(*at).next().is_none())
        .map(|at| (at, &scores.items[at]))
        .filter(|(_, item)| {
            let names_dimension = dimensions.iter().any(|d| same_name(&d.name, &item.title()));
            let counts = !item.is_total && !item.is_group && !item.is_execution;
            counts
                && item.weight.is_some()
                && (!names_dimension || item.is_scored() && !heads_rows(facts, item))
                && !repeats_prose(facts, item)
        })
        .map(|(at, item)| {
            let indicator = indicator(document, facts, dimensions, &scores.lineage(at), item);
            (item.in_table, indicator)
        })
        .collect();
    let complete = told_in_prose(&all, dimensions);
    let retold =
        |i: &Indicator| i.dimension.as_ref().is_some_and(|d| complete.contains(&d.as_str()));
    let kept = all.iter().filter(|(in_table, i)| !(*in_table && retold(i)));
    let all: Vec<Indicator> = kept.map(|(_, i)| i.clone()).collect();
    let heads = |i: &Indicator| heads_others(i, &all, dimensions);
    let kept = all
        .iter()
        .enumerate()
        .filter(|(at, i)| !heads(i) && !is_told_again(i, &all[at + 1..], dimensions));
    kept.map(|(_, i)| i.clone()).collect()
}

/// The first levels whose indicators the prose tells to the last point of their weight: a table that
/// divides them otherwise only sums them up.
fn told_in_prose<'a>(all: &[(bool, Indicator)], dimensions: &'a [Dimension]) -> Vec<&'a str> {
    let points = |weight: &Option<Stated<Decimal>>| weight.as_ref().map(|w| w.value);
    let is_complete = |dimension: &&Dimension| {
        let own = all.iter().filter(|(in_table, i)| {
            !in_table && i.dimension.as_deref() == Some(dimension.name.as_str())
        });
        let sum: Decimal = own.filter_map(|(_, i)| points(&i.weight)).sum();
        points(&dimension.weight) == Some(sum)
    };
    dimensions.iter().filter(is_complete).map(|d| d.name.as_str()).collect()
}

/// A first level without indicators, told in the summary and again under its own heading, is one.
fn is_told_again(indicator: &Indicator, later: &[Indicator], dimensions: &[Dimension]) -> bool {
    let title = indicator.title();
    let weight = |i: &Indicator| i.weight.as_ref().map(|w| w.value);
    dimensions.iter().any(|d| same_name(&d.name, &title))
        && later.iter().any(|i| {
            same_name(&i.title(), &title)
                && i.dimension == indicator.dimension
                && weight(i) == weight(indicator)
        })
}

/// A first level that is told again with its points (产出指标得39分, 预算执行得9分) is no indicator,
/// unless it is the only one of itself.
fn heads_others(indicator: &Indicator, all: &[Indicator], dimensions: &[Dimension]) -> bool {
    let title = indicator.title();
    let Some(own) = dimensions.iter().find(|d| same_name(&d.name, &title)) else { return false };
    let is_under = |other: &Indicator| {
        let dimension = other.dimension.as_deref().is_some_and(|d| same_name(d, &own.name));
        dimension && !same_name(&other.title(), &title)
    };
    own.is_execution || all.iter().any(is_under)
}

/// The first level of the prose whose indicators stand in a table.
fn heads_rows(facts: &Facts, item: &ScoreItem) -> bool {
    let is_under =
        |row: &&ScoreItem| row.outer.first().is_some_and(|name| same_name(name, &item.title()));
    !item.in_table && facts.scores.items.iter().any(|row| is_under(&row))
}

/// A table that lists again what the prose scored adds no indicator.
fn repeats_prose(facts: &Facts, item: &ScoreItem) -> bool {
    item.in_table
        && facts
            .scores
            .items
            .iter()
            .any(|p| !p.in_table && p.weight.is_some() && same_name(&p.title(), &item.title()))
}

/// The row of a form that lists again what the prose scored.
fn row_of<'a>(facts: &'a Facts, item: &ScoreItem) -> Option<&'a ScoreItem> {
    let same = |row: &&ScoreItem| {
        row.in_table && row.form.is_some() && same_name(&row.title(), &item.title())
    };
    facts.scores.items.iter().find(same)
}

fn indicator(
    document: &Document,
    facts: &Facts,
    dimensions: &[Dimension],
    lineage: &[&ScoreItem],
    item: &ScoreItem,
) -> Indicator {
    let points = |id: Option<FigureId>| {
        id.map(|id| Stated::at(facts.figures[id].quantity.value, facts.figures[id].place))
    };
    let weight = points(item.weight);
    // 均得满分 gives the weight.
    let full = item.full.and_then(|place| weight.as_ref().map(|w| Stated::at(w.value, place)));
    // What the prose leaves open, the row that lists the indicator again tells.
    let row = if item.in_table { Some(item) } else { row_of(facts, item) };
    let cells = row.and_then(|row| cells::of(facts, row));
    let target = prose_target(facts, item).filter(|_| !item.in_table);
    let target = target.or_else(|| cells.as_ref().and_then(|c| c.target.clone()));
    let actual = prose_actual(facts, item).filter(|_| !item.in_table);
    let actual = actual.or_else(|| cells.as_ref().and_then(|c| c.actual.clone()));
    let told = cells.and_then(|c| c.reason);
    Indicator {
        dimension: lineage
            .last()
            .map(|outermost| proper_name(dimensions, outermost.title()))
            .or_else(|| dimension_of(facts, dimensions, item)),
        category: item
            .category
            .clone()
            .or_else(|| item.outer.get(1).cloned())
            .or_else(|| row.and_then(|row| row.category.clone()))
            .or_else(|| lineage.split_last().and_then(|(_, inner)| Some(inner.first()?.title()))),
        names: item.names.iter().map(|(name, place)| Stated::at(name.clone(), *place)).collect(),
        actual_year: prose_actual_figure(facts, item).and_then(|id| printed_year(facts, id)),
        target,
        actual,
        score: points(item.score).or(full),
        weight,
        formula: formula(item),
        reason: told.or_else(|| reason(document, facts, item)),
    }
}

/// The name of the dimension that a title means.
fn proper_name(dimensions: &[Dimension], title: String) -> String {
    dimensions.iter().find(|d| same_name(&d.name, &title)).map_or(title, |d| d.name.clone())
}

fn dimension_of(facts: &Facts, dimensions: &[Dimension], item: &ScoreItem) -> Option<String> {
    if let Some(outer) = item.outer.first() {
        return Some(outer.clone());
    }
    if dimensions.iter().any(|d| same_name(&d.name, &item.title())) {
        return Some(item.title());
    }
    let category = item.category.as_deref().unwrap_or("");
    if let Some(known) = dimensions.iter().find(|d| same_name(&d.name, category)) {
        return Some(known.name.clone());
    }
    let entry = facts.outline.entry_of(item.node);
    facts.outline.ancestors(entry).find_map(|e| {
        let title = wording::squeeze(&e.title);
        let bare = |name: &str| name.trim_end_matches("指标").to_owned();
        dimensions.iter().find(|d| title.starts_with(&bare(&d.name))).map(|d| d.name.clone())
    })
}

/// Figures of the item that are no points and stand in the running text.
fn values<'a>(
    facts: &'a Facts,
    item: &'a ScoreItem,
) -> impl Iterator<Item = (FigureId, &'a Figure)> {
    item.figures
        .clone()
        .map(|id| (id, &facts.figures[id]))
        .filter(|(_, f)| f.quantity.unit != Unit::Points && !f.quoted && f.depth == 0)
        .filter(|(_, f)| !item.rubrics.iter().any(|r| is_standard(&r.rubric, r.place, f)))
}

/// Whether a number belongs to a printed standard, not to what was reached.
fn is_standard(rubric: &Rubric, place: Place, figure: &Figure) -> bool {
    let counts = matches!(rubric, Rubric::Share(_) | Rubric::Proportional);
    !counts && place.overlaps(figure.place)
}

const TARGETS: &[&str] = &["目标值", "目标", "指标值", "计划值", "计划", "预期值", "应完成"];
const ACTUALS: &[&str] = &["实际完成值", "完成值", "实际完成", "实际值", "实际", "完成"];

/// The words that name a number, without a sign of comparison behind them.
fn name_words(figure: &Figure) -> &str {
    figure.lead.trim_end_matches([
        '≥', '≤', '＝', '=', '＞', '>', '＜', '<', '为', '是', '：', ':', '不', '低', '高', '大',
        '小', '于', '少', '超', '过', '达', '到',
    ])
}

fn prose_target_figure(facts: &Facts, item: &ScoreItem) -> Option<FigureId> {
    // 高于目标2个百分点 is a gap, not the target.
    let is_gap = |f: &Figure| f.quantity.unit == Unit::PercentPoint;
    values(facts, item)
        .filter(|(_, f)| !is_gap(f))
        .find(|(_, f)| TARGETS.iter().any(|w| name_words(f).ends_with(w)))
        .map(|(id, _)| id)
}

fn prose_actual_figure(facts: &Facts, item: &ScoreItem) -> Option<FigureId> {
    let target = prose_target_figure(facts, item)?;
    let named = values(facts, item)
        .find(|(id, f)| {
            let words = name_words(f);
            // 目标20公里，完成93%: by how much, not what.
            let is_other_kind =
                f.quantity.dimension() != facts.figures[target].quantity.dimension();
            if is_other_kind && words.ends_with("完成") && !words.contains("实际") {
                return false;
            }
            // 目标3座，实际完工2座: whatever the verb is, in the unit of the target.
            let unit = facts.figures[target].quantity.unit;
            let is_like =
                words.starts_with("实际") && f.quantity.unit == unit && !words.contains('由');
            *id > target && (is_like || ACTUALS.iter().any(|w| words.ends_with(w)))
        })
        .map(|(id, _)| result_of(facts, id));
    named.or_else(|| only_other_of_its_kind(facts, item, target))
}

/// 目标80个，年底完工79个: the one number of the item behind the target that is counted like it.
fn only_other_of_its_kind(facts: &Facts, item: &ScoreItem, target: FigureId) -> Option<FigureId> {
    let unit = facts.figures[target].quantity.unit;
    let mut like = values(facts, item)
        .filter(|(id, f)| *id > target && f.quantity.unit == unit && unit.is_counted());
    let (only, figure) = like.next()?;
    let is_reached = words!["完", "成", "建", "到", "达", "开"].any_in(&figure.lead);
    (is_reached && like.next().is_none()).then_some(only)
}

/// 实际＝1194.60万元÷3.56万亩＝335.56元: what the calculation that begins with a number makes.
fn result_of(facts: &Facts, first: FigureId) -> FigureId {
    let sign = |id: FigureId| facts.figures.get(id).map_or("", |f| f.lead.trim());
    let mut id = first + 1;
    while ["÷", "/", "／", "×", "*"].contains(&sign(id)) {
        id += 1;
    }
    if id > first + 1 && ["=", "＝", "≈"].contains(&sign(id)) { id } else { first }
}

fn prose_target(facts: &Facts, item: &ScoreItem) -> Option<Stated<Target>> {
    let figure = &facts.figures[prose_target_figure(facts, item)?];
    Some(Stated::at(target_of(figure), figure.place))
}

/// The target that a figure states, with the operator in or before it; without one, more is better.
pub(crate) fn target_of(figure: &Figure) -> Target {
    let lead = figure.lead.as_str();
    let ends = |words: &[&str]| words.iter().any(|w| lead.ends_with(w));
    let operator = if ends(&["≥", ">=", "＞="]) || figure.quantity.bound == Bound::AtLeast {
        Operator::AtLeast
    } else if ends(&["≤", "<=", "＜=", "≦", "不超过", "不高于", "小于等于"])
        || figure.quantity.bound == Bound::AtMost
    {
        Operator::AtMost
    } else if ends(&["＜", "<", "低于", "小于"]) {
        Operator::Below
    } else if ends(&["＞", ">", "高于", "大于"]) {
        Operator::Above
    } else if ends(&["＝", "="]) {
        Operator::Equal
    } else {
        Operator::AtLeast
    };
    Target::Quantity { operator, value: figure.quantity.value, unit: figure.quantity.unit.text() }
}

/// The actual value, in the unit of the target; the rate of a rate item where no target is printed.
fn prose_actual(facts: &Facts, item: &ScoreItem) -> Option<Stated<Actual>> {
    let target_at = prose_target_figure(facts, item);
    let target = target_at.map(|t| facts.figures[t].quantity);
    // 目标80个，完成率98.75%: how much of the target, not what was reached.
    let by_rate = || {
        let is_rate = |t: Quantity| t.dimension() == jiheng_base::Dimension::Rate;
        // 目标95%，实际不到: the target is not what was reached.
        own_rate(facts, item).filter(|id| target.is_none_or(is_rate) && Some(*id) != target_at)
    };
    let id = prose_actual_figure(facts, item).or_else(by_rate)?;
    let quantity = facts.figures[id].quantity;
    // 目标1.20万亩，完成11580亩
    let alike = target.filter(|t| t.dimension() == quantity.dimension());
    let value = alike.and_then(|t| quantity.base().checked_div(t.unit.scale()));
    let value = value.unwrap_or(quantity.value);
    Some(Stated::at(Actual::Quantity(value), facts.figures[id].place))
}

/// 控制率102.14% in the item 在职人员控制率.
pub(crate) fn own_rate(facts: &Facts, item: &ScoreItem) -> Option<FigureId> {
    let title = item.title();
    let rates: Vec<(FigureId, &Figure)> =
        values(facts, item).filter(|(_, f)| f.quantity.unit == Unit::Percent).collect();
    let proportional = item.rubrics.iter().any(|r| r.rubric == Rubric::Proportional);
    if let ([(only, _)], true) = (rates.as_slice(), proportional) {
        return Some(*only);
    }
    let own = |f: &Figure| !f.label.is_empty() && title.ends_with(f.label.as_str());
    rates.into_iter().find(|(_, f)| own(f) || f.lead.starts_with("相当于")).map(|(id, _)| id)
}

fn printed_year(facts: &Facts, id: FigureId) -> Option<Stated<u16>> {
    let figure = &facts.figures[id];
    let FigureYear::Printed(year, _) = figure.year? else { return None };
    let date =
        facts.dates.iter().find(|d| d.place.overlaps(figure.span) && d.date.year == Some(year))?;
    Some(Stated::at(year, date.place))
}

/// The standard that the text prints, as a formula over the actual value. What is over 100 % is over
/// the limit of a control rate; a rate of change must not rise.
fn formula(item: &ScoreItem) -> Option<Formula> {
    let rubric = &item.rubrics.first()?.rubric;
    let title = item.title();
    Some(match rubric {
        Rubric::DeductPerStep { limit, step, points, part, below } => {
            let limit = if let Some(limit) = limit {
                *limit
            } else if title.ends_with("控制率") {
                Decimal::ONE_HUNDRED
            } else if title.ends_with("变动率") {
                Decimal::ZERO
            } else {
                return None;
            };
            Formula::DeductPerPoint {
                limit,
                step: *step,
                points: *points,
                part: *part,
                below: *below,
            }
        }
        Rubric::DeductPerCase { points } => Formula::DeductPerPoint {
            limit: Decimal::ZERO,
            step: Decimal::ONE,
            points: *points,
            part: PartStep::Full,
            below: false,
        },
        Rubric::Ladder(rungs) => Formula::Ladder { rungs: rungs.clone() },
        Rubric::Share(share) => Formula::Share { share: *share },
        Rubric::Proportional => Formula::Ratio,
        Rubric::Cases(_) => return None,
    })
}

/// A clause of the item that gives a reason.
fn reason(document: &Document, facts: &Facts, item: &ScoreItem) -> Option<Stated<String>> {
    let sentences = item.figures.clone().map(|id| facts.figures[id].sentence);
    sentences.map(|s| facts.sentences[s].place).find_map(|place| {
        let text = document.quote(place);
        let at = ["原因", "由于", "主要是", "因为"].iter().filter_map(|w| text.find(w)).min()?;
        let start = place.start as usize + at;
        let reason = Place { start: start as u32, ..place };
        Some(Stated::at(text[at..].to_owned(), reason))
    })
}
