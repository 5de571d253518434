//! First-level dimensions and what was claimed for them.

use crate::Facts;
use crate::score::{ScoreItem, ScoreTree, same_name};
use jiheng_base::evaluation::{Dimension, Stated};
use jiheng_base::{Decimal, Place, words};

/// Dimensions by name: groups of items, the parts of a total, and the first level of tables.
pub(super) fn dimensions(facts: &Facts, scores: &ScoreTree) -> Vec<Dimension> {
    let mut dimensions: Vec<Dimension> = Vec::new();
    let groups: Vec<usize> = scores.groups().collect();
    let whole = outermost_make_hundred(facts, scores);
    for (at, item) in scores.items.iter().enumerate() {
        let is_group = groups.contains(&at) && scores.parents[at].is_none();
        let is_outermost = whole && is_outermost(scores, at);
        if is_group || is_outermost || item.is_first_level || is_part_of_total(facts, scores, at) {
            add(facts, &mut dimensions, &item.title(), item);
        }
    }
    for item in scores.items.iter().filter(|i| i.in_table && !i.is_total) {
        if item.is_execution {
            add(facts, &mut dimensions, EXECUTION, item);
        } else if item.is_group {
            let name = item.outer.first().cloned().unwrap_or_else(|| item.title());
            add(facts, &mut dimensions, &name, item);
        } else if let Some(name) = outer_name(item) {
            let at = named(&mut dimensions, name);
            let printed = value(facts, item.outer_points);
            dimensions[at].weight = dimensions[at].weight.take().or(printed);
        }
    }
    for item in scores.items.iter().filter(|i| i.weight.is_some() && !i.in_table) {
        let weight = value(facts, item.weight).map(|w| w.value);
        // 1.预算执行率（10分） under （二）预算执行（20分） is a part of it.
        let is_it = |d: &&mut Dimension| {
            let own = d.weight.as_ref().map(|w| w.value);
            same_name(&d.name, &item.title()) && (own.is_none() || own == weight)
        };
        if let Some(known) = dimensions.iter_mut().find(is_it) {
            known.weight = known.weight.clone().or(value(facts, item.weight));
            let score = value(facts, item.score).filter(|s| !known.scores.contains(s));
            known.scores.extend(score);
        }
    }
    // 部分、权重、得分: a table of the dimensions under a head of other words.
    for item in scores.items.iter().filter(|i| i.in_table && i.outer.is_empty() && !i.is_group) {
        let own = |d: &&mut Dimension| {
            let weight = d.weight.as_ref().map(|w| w.value);
            d.scores.is_empty()
                && weight.is_some()
                && weight == value(facts, item.weight).map(|w| w.value)
                && same_name(&d.name, &item.title())
        };
        if let Some(known) = dimensions.iter_mut().find(own) {
            known.scores.extend(value(facts, item.score));
        }
    }
    dimensions
}

/// An item of the prose with a weight that stands under no other.
fn is_outermost(scores: &ScoreTree, at: usize) -> bool {
    let item = &scores.items[at];
    scores.parents[at].is_none() && item.weight.is_some() && !item.is_total && !item.in_table
}

/// Whether the outermost items of the prose share out the hundred points of the whole, each told once
/// or again under the same name.
fn outermost_make_hundred(facts: &Facts, scores: &ScoreTree) -> bool {
    let outermost: Vec<usize> =
        (0..scores.items.len()).filter(|at| is_outermost(scores, *at)).collect();
    let title = |at: usize| scores.items[at].title();
    let is_first = |rank: usize, at: usize| {
        !outermost[..rank].iter().any(|before| same_name(&title(*before), &title(at)))
    };
    let sum: Decimal = outermost
        .iter()
        .enumerate()
        .filter(|(rank, at)| is_first(*rank, **at))
        .filter_map(|(_, at)| value(facts, scores.items[*at].weight))
        .map(|w| w.value)
        .sum();
    outermost.len() > 1 && sum == Decimal::ONE_HUNDRED
}

/// What a form calls by the amount that is executed (年度资金总额).
const EXECUTION: &str = "预算执行率";

/// 预算执行19.7分 in the sentence of a total or the one after it.
pub(super) fn is_part_of_total(facts: &Facts, scores: &ScoreTree, at: usize) -> bool {
    let item = &scores.items[at];
    let Some(score) = item.score.filter(|_| !item.is_total) else { return false };
    let sentence = facts.figures[score].sentence;
    if leads_to_total(facts, scores, at) {
        return true;
    }
    scores.items[..at].iter().rev().take(12).any(|total| {
        let near = total.score.map(|s| facts.figures[s].sentence);
        total.is_total
            && total.node == item.node
            && near.is_some_and(|s| s == sentence || s + 1 == sentence)
    })
}

/// 预算执行得9.48分，产出指标得49.17分，…，总分98.65分: the parts before the total that ends their sentence, where no part
/// of a part stands among them.
pub(super) fn leads_to_total(facts: &Facts, scores: &ScoreTree, at: usize) -> bool {
    const PARTS: std::ops::RangeInclusive<usize> = 3..=6;
    let sentence = |item: &ScoreItem| item.score.map(|s| facts.figures[s].sentence);
    let item = &scores.items[at];
    let beside = |other: &ScoreItem| other.node == item.node && sentence(other) == sentence(item);
    // Items of one sentence follow one another; more than so many are no list of parts.
    let is_near = |i: &usize| beside(&scores.items[*i]);
    let first = (at.saturating_sub(*PARTS.end())..=at).rev().take_while(is_near).last();
    let end = scores.items.len().min(at + PARTS.end() + 2);
    let own: Vec<usize> = (first.unwrap_or(at)..end).take_while(is_near).collect();
    let Some((last, parts)) = own.split_last() else { return false };
    let are_parts = parts.iter().all(|i| {
        !scores.items[*i].is_total && scores.parents[*i].is_none() && !scores.items[*i].in_table
    });
    scores.items[*last].is_total && PARTS.contains(&parts.len()) && are_parts
}

fn add(facts: &Facts, dimensions: &mut Vec<Dimension>, name: &str, item: &ScoreItem) {
    let at = named(dimensions, name);
    let dimension = &mut dimensions[at];
    dimension.weight = dimension.weight.clone().or(value(facts, item.weight));
    dimension.scores.extend(value(facts, item.score));
}

/// The position of the dimension of that name, a new one at the end if there is none.
fn named(dimensions: &mut Vec<Dimension>, name: &str) -> usize {
    dimensions.iter().position(|d| same_name(&d.name, name)).unwrap_or_else(|| {
        dimensions.push(empty(name));
        dimensions.len() - 1
    })
}

fn empty(name: &str) -> Dimension {
    let is_execution = words!["预算执行", "执行率", "预算资金执行"].any_in(name);
    Dimension { name: name.to_owned(), is_execution, weight: None, scores: Vec::new() }
}

/// The outermost label of an item of a table.
fn outer_name(item: &ScoreItem) -> Option<&String> {
    item.outer.first().filter(|n| n.chars().any(char::is_alphanumeric))
}

fn value(facts: &Facts, id: Option<usize>) -> Option<Stated<Decimal>> {
    let figure = facts.figures.get(id?)?;
    let place: Place = figure.place;
    Some(Stated::at(figure.quantity.value, place))
}
