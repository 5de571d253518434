//! First-level dimensions and what was claimed for them.

use crate::Facts;
use crate::score::{ScoreItem, same_name};
use jiheng_base::evaluation::{Dimension, Stated};
use jiheng_base::{Decimal, Place};

/// Dimensions by name: groups of items, and the parts of a total.
pub(super) fn dimensions(facts: &Facts) -> Vec<Dimension> {
    let mut dimensions: Vec<Dimension> = Vec::new();
    let groups: Vec<usize> = facts.scores.groups().collect();
    for (at, item) in facts.scores.items.iter().enumerate() {
        let is_group = groups.contains(&at) && facts.scores.parents[at].is_none();
        if is_group || is_part_of_total(facts, at) {
            add(facts, &mut dimensions, item);
        }
    }
    for name in outer_names(facts) {
        if !dimensions.iter().any(|d| same_name(&d.name, &name)) {
            dimensions.push(empty(&name));
        }
    }
    for item in facts.scores.items.iter().filter(|i| i.weight.is_some() && !i.in_table) {
        if let Some(known) = dimensions.iter_mut().find(|d| same_name(&d.name, &item.title())) {
            known.weight = known.weight.clone().or(value(facts, item.weight));
            let score = value(facts, item.score).filter(|s| !known.scores.contains(s));
            known.scores.extend(score);
        }
    }
    dimensions
}

/// 预算执行19.7分 in the sentence of a total or the one after it.
fn is_part_of_total(facts: &Facts, at: usize) -> bool {
    let item = &facts.scores.items[at];
    let Some(score) = item.score.filter(|_| item.weight.is_none() && !item.is_total) else {
        return false;
    };
    let sentence = facts.figures[score].sentence;
    facts.scores.items[..at].iter().rev().take(12).any(|total| {
        let near = total.score.map(|s| facts.figures[s].sentence);
        total.is_total
            && total.node == item.node
            && near.is_some_and(|s| s == sentence || s + 1 == sentence)
    })
}

fn add(facts: &Facts, dimensions: &mut Vec<Dimension>, item: &ScoreItem) {
    let name = item.title();
    let at = dimensions.iter().position(|d| same_name(&d.name, &name)).unwrap_or_else(|| {
        dimensions.push(empty(&name));
        dimensions.len() - 1
    });
    let dimension = &mut dimensions[at];
    dimension.weight = dimension.weight.clone().or(value(facts, item.weight));
    dimension.scores.extend(value(facts, item.score));
}

fn empty(name: &str) -> Dimension {
    let is_execution = ["预算执行", "执行率", "预算资金执行"].iter().any(|w| name.contains(w));
    Dimension { name: name.to_owned(), is_execution, weight: None, scores: Vec::new() }
}

/// The outermost labels of score tables.
fn outer_names(facts: &Facts) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for item in facts.scores.items.iter().filter(|i| i.in_table && !i.is_total) {
        let name = item.outer.first().filter(|n| n.chars().any(char::is_alphanumeric));
        if let Some(name) = name.filter(|n| !names.contains(n)) {
            names.push(name.clone());
        }
    }
    names
}

fn value(facts: &Facts, id: Option<usize>) -> Option<Stated<Decimal>> {
    let figure = facts.figures.get(id?)?;
    let place: Place = figure.place;
    Some(Stated::at(figure.quantity.value, place))
}
