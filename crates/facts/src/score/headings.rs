//! 成本指标（10分）。甲…，得5分；乙…，得5分: the first score of a paragraph is not that of its heading.

use super::ScoreItem;
use super::build::Source;
use jiheng_base::Decimal;

/// Gives the score that the heading of a paragraph took to an item of its own where the paragraph has
/// more scores and all together do not exceed the weight of the heading.
pub(super) fn settle(source: &Source, items: &mut Vec<ScoreItem>) {
    let mut at = 0;
    while at < items.len() {
        let node = items[at].node;
        let end = at + items[at..].iter().take_while(|i| i.node == node).count();
        if takes_from_its_parts(source, &items[at..end]) {
            let (score, deducted) = (items[at].score.take(), items[at].deducted.take());
            let also = std::mem::take(&mut items[at].also_deducted);
            let names = (source.title_of)(node).into_iter().collect();
            let mut part = ScoreItem::new(names, node, score.unwrap_or(items[at].figures.start));
            (part.score, part.deducted, part.also_deducted) = (score, deducted, also);
            items.insert(at + 1, part);
            at = end + 1;
        } else {
            at = end;
        }
    }
}

fn takes_from_its_parts(source: &Source, items: &[ScoreItem]) -> bool {
    let [heading, parts @ ..] = items else { return false };
    let value = |id: usize| source.figures[id].quantity.value;
    let (Some(weight), Some(score)) = (heading.weight, heading.score) else { return false };
    let scores: Vec<Decimal> = parts.iter().filter_map(|i| i.score).map(value).collect();
    let sum: Decimal = scores.iter().sum::<Decimal>() + value(score);
    let in_later_sentence = source.figures[weight].sentence < source.figures[score].sentence;
    // Its own score, told first, would be what the others make.
    let is_sum = value(score) == scores.iter().sum::<Decimal>();
    in_later_sentence
        && !scores.is_empty()
        && (!is_sum || scores.len() == 1)
        && sum <= value(weight)
}
