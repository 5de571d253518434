//! Averages: 平均每平方米628.04元, 人均, 平均班额53.56人.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::role::Role;
use jiheng_base::{Bound, Dimension, Unit};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        for id in index.main(sentence) {
            if index.role(id) == Role::Average && index.figures[id].quantity.bound == Bound::Exact {
                found.extend(relation(context, id));
            }
        }
    }
}

fn relation(context: &Context, claimed: FigureId) -> Option<Relation> {
    let index = &context.index;
    let lead = &index.figures[claimed].lead;
    let dimension = index.dimension(claimed);
    let near = nearby(index, claimed);
    let mut wholes: Vec<FigureId> = near
        .iter()
        .copied()
        .filter(|id| index.dimension(*id) == dimension && index.is_plain(*id))
        .collect();
    // 平均每场1.80万元（演出专项支出514.80万元）: what is averaged stands in the bracket behind.
    let told = bracket_behind(index, claimed);
    wholes.extend(told);
    if wholes.is_empty() {
        wholes.extend(named_elsewhere(context, claimed));
    }
    let mut counts = divisors(index, &near, lead, dimension);
    // A total is averaged, or divides, rather than one of its parts; a thing that the sentence
    // names, rather than another.
    let is_part =
        |id: &FigureId| context.lists.iter().any(|l| l.parts.len() > 1 && l.parts.contains(id));
    let sentence = index.figures[claimed].sentence;
    let named = |id: &FigureId| context.is_named_in(&index.figures[*id].label, sentence);
    wholes.sort_by_key(|id| (Some(*id) != told, !named(id), is_part(id)));
    counts.sort_by_key(is_part);
    let (whole, count) = (*wholes.first()?, *counts.first()?);
    let mut relation =
        Relation::new(RelationKind::Average, claimed, index.figures[claimed].label.clone());
    relation = relation.reading(
        Expr::ratio(whole, count),
        told.is_some() || named(&whole) || index.figures[whole].sentence == sentence,
    );
    for whole in &wholes {
        for count in &counts {
            relation = relation.reading(Expr::ratio(*whole, *count), false);
        }
    }
    Some(relation)
}

/// 救助城乡低保对象47215人次，人次均补助…: the only money of a thing that the sentence names.
fn named_elsewhere(context: &Context, claimed: FigureId) -> Option<FigureId> {
    let index = &context.index;
    let sentence = index.figures[claimed].sentence;
    let mut named = (0..index.figures.len()).filter(|id| {
        let figure = &index.figures[*id];
        index.dimension(*id) == Dimension::Money
            && index.is_plain(*id)
            && index.is_current(*id)
            && !figure.in_table
            && figure.sentence != sentence
            && context.is_named_in(&figure.label, sentence)
    });
    let only = named.next().filter(|_| index.dimension(claimed) == Dimension::Money)?;
    named.next().is_none().then_some(only)
}

fn bracket_behind(index: &Index, claimed: FigureId) -> Option<FigureId> {
    let sentence = index.figures[claimed].sentence;
    let next = (claimed + 1..index.sentences[sentence].figures.end).next()?;
    let is_aside = index.figures[next].depth > index.figures[claimed].depth
        && index.figures[next].after.is_none();
    (is_aside && index.dimension(next) == index.dimension(claimed)).then_some(next)
}

/// Amounts before the average in its sentence, then in its paragraph, the nearest first.
fn nearby(index: &Index, claimed: FigureId) -> Vec<FigureId> {
    let paragraph = index.paragraph(index.figures[claimed].sentence);
    let all = paragraph.flat_map(|s| index.main(s).collect::<Vec<_>>());
    let mut before: Vec<FigureId> = all.filter(|id| *id < claimed).collect();
    before.reverse();
    before
}

/// What the average divides by: the amount whose measure word or name stands in its lead.
fn divisors(index: &Index, near: &[FigureId], lead: &str, dimension: Dimension) -> Vec<FigureId> {
    let after = ["平均每", "每", "平均", "人次均", "人均", "户均", "亩均", "生均", "次均", "车均"]
        .iter()
        .find_map(|w| lead.rfind(w).map(|at| (&lead[at..], *w)));
    let Some((words, opener)) = after else {
        return Vec::new();
    };
    let rest = words.strip_prefix(opener).unwrap_or("");
    let measured = |id: &FigureId| match index.figures[*id].quantity.unit {
        Unit::Measure { word, .. } if !word.is_empty() => {
            rest.starts_with(word)
                || opener.starts_with(word.chars().next().unwrap_or('\0')) && opener.ends_with('均')
        }
        _ => false,
    };
    let by_measure: Vec<FigureId> = near
        .iter()
        .copied()
        .filter(|id| index.dimension(*id) != dimension && measured(id))
        .collect();
    if !by_measure.is_empty() {
        return by_measure;
    }
    // 平均班额 divides by classes: the amount whose name holds the first word of what is averaged.
    let Some(first) = rest.chars().next() else {
        return Vec::new();
    };
    near.iter()
        .copied()
        .filter(|id| {
            index.dimension(*id) != dimension
                && index.is_plain(*id)
                && index.figures[*id].label.contains(first)
        })
        .collect()
}
