//! Which figures speak of which item, and which standards stand among them.

use super::build::Source;
use super::rubric;
use super::{RubricText, ScoreItem};

/// Gives each item the figures from the first of its sentence that no other item has, to the next
/// item of its text.
pub(super) fn assign(source: &Source, items: &mut [ScoreItem]) {
    for at in 0..items.len() {
        items[at].figures.start = start(source, items, at);
    }
    for at in 0..items.len() {
        let node = items[at].node;
        let next = items[at + 1..].iter().find(|i| i.node == node).map(|i| i.figures.start);
        let last = source.sentences.iter().rev().find(|s| s.place.node == node);
        let end = next.or(last.map(|s| s.figures.end)).unwrap_or(items[at].figures.end);
        items[at].figures.end = end.max(items[at].figures.start + 1);
        items[at].rubrics = rubrics(source, &items[at]);
    }
}

/// Values that stand before the points of an item belong to it too (目标98%，实际97%，应得5分), back to
/// the points of the item before it.
fn start(source: &Source, items: &[ScoreItem], at: usize) -> usize {
    let item = &items[at];
    let first = item.first_points().unwrap_or(item.figures.start);
    let sentence = &source.sentences[source.figures[first].sentence];
    let previous = items[..at].iter().rev().find(|p| p.node == item.node);
    let free = previous.and_then(ScoreItem::last_points).map_or(sentence.figures.start, |l| l + 1);
    // A weight in a bracket opens its item; what stands before it belongs to the item before.
    let opens = item.weight == Some(first) && source.figures[first].depth > 0;
    if opens { first } else { first.min(free.max(sentence.figures.start)) }
}

fn rubrics(source: &Source, item: &ScoreItem) -> Vec<RubricText> {
    let mut found = Vec::new();
    let mut sentences: Vec<usize> =
        item.figures.clone().map(|id| source.figures[id].sentence).collect();
    sentences.dedup();
    for sentence in sentences {
        let place = source.sentences[sentence].place;
        found.extend(rubric::in_sentence(
            source.document.quote(place),
            place,
            source.figures,
            &item.figures,
        ));
    }
    found
}
