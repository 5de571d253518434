//! What stands under what within one text, by the weights.

use super::ScoreItem;
use crate::figure::Figure;
use crate::outline::Outline;
use jiheng_base::Decimal;

/// The item of its own text that each item stands under.
pub(super) fn parents(
    items: &[ScoreItem],
    outline: &Outline,
    figures: &[Figure],
) -> Vec<Option<usize>> {
    let mut parents = vec![None; items.len()];
    let prose: Vec<usize> = (0..items.len()).filter(|at| !items[*at].in_table).collect();
    for own in prose.chunk_by(|a, b| items[*a].node == items[*b].node) {
        for (head, part) in heads(items, own, outline, figures) {
            parents[part] = Some(head);
        }
    }
    parents
}

/// Pairs of an item and one of the items of its text that make its weight (目标设定6分，其中甲3分、乙3分；预算
/// 管理8分…).
///
/// `own` are the items of one text in reading order. They are nested where that makes the weight of
/// what the text stands under, or where the first one is made of all the others, and never where they
/// add up as they stand.
fn heads(
    items: &[ScoreItem],
    own: &[usize],
    outline: &Outline,
    figures: &[Figure],
) -> Vec<(usize, usize)> {
    /// More items in one text are no levels that anybody could follow, and cost time to try.
    const ITEMS: std::ops::RangeInclusive<usize> = 3..=64;
    let weight = |at: usize| items[at].weight.map(|id| figures[id].quantity.value);
    let own: Vec<usize> =
        own.iter().copied().filter(|at| weight(*at).is_some() && !items[*at].is_total).collect();
    if !ITEMS.contains(&own.len()) || own.iter().any(|at| items[*at].is_first_level) {
        return Vec::new();
    }
    let weights: Vec<Decimal> = own.iter().filter_map(|at| weight(*at)).collect();
    let mut search = Search { weights: &weights, steps: 0 };
    let mut found = weights_above(items, own[0], outline, figures)
        .into_iter()
        .find_map(|above| search.forest(0, weights.len(), above));
    let numbered_alike = own.windows(2).all(|w| items[w[0]].is_numbered && items[w[1]].is_numbered);
    if found.is_none() && !numbered_alike {
        found = search.children(0, weights.len());
    }
    found.unwrap_or_default().into_iter().map(|(h, p)| (own[h], own[p])).collect()
}

/// Weights of the headings and openings that a text stands under.
fn weights_above(
    items: &[ScoreItem],
    at: usize,
    outline: &Outline,
    figures: &[Figure],
) -> Vec<Decimal> {
    let entry = outline.entry_of(items[at].node);
    let is_above = |i: &&ScoreItem| {
        !i.in_table
            && i.node != items[at].node
            && outline.ancestors(entry).any(|e| e.node == i.node)
    };
    let above = items.iter().filter(is_above).filter_map(|i| i.weight);
    above.map(|id| figures[id].quantity.value).collect()
}

type Pairs = Vec<(usize, usize)>;

/// How items that follow one another may stand under each other so that the weights hold.
struct Search<'a> {
    weights: &'a [Decimal],
    steps: usize,
}

impl Search<'_> {
    const MAX_STEPS: usize = 4096;

    /// The items from `at` to `end` as a row whose own weights make `sum`, each perhaps with the items
    /// right behind it under it; as flat as may be.
    fn forest(&mut self, at: usize, end: usize, sum: Decimal) -> Option<Pairs> {
        self.steps += 1;
        if at == end {
            return sum.is_zero().then(Vec::new);
        }
        let rest = sum - self.weights[at];
        if rest.is_sign_negative() || self.steps > Self::MAX_STEPS {
            return None;
        }
        if let Some(flat) = self.forest(at + 1, end, rest) {
            return Some(flat);
        }
        (at + 3..=end).find_map(|behind| {
            let mut own = self.children(at, behind)?;
            own.extend(self.forest(behind, end, rest)?);
            Some(own)
        })
    }

    /// All items behind one, up to `end`, as what it is made of: two at least.
    fn children(&mut self, head: usize, end: usize) -> Option<Pairs> {
        let inner = self.forest(head + 1, end, self.weights[head])?;
        let is_under = |at: &usize| inner.iter().any(|(_, part)| part == at);
        let tops: Vec<usize> = (head + 1..end).filter(|at| !is_under(at)).collect();
        (tops.len() > 1).then(|| tops.into_iter().map(|top| (head, top)).chain(inner).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forest(weights: &[i64], sum: i64) -> Option<Pairs> {
        let weights: Vec<Decimal> = weights.iter().copied().map(Decimal::from).collect();
        Search { weights: &weights, steps: 0 }.forest(0, weights.len(), sum.into())
    }

    #[test]
    fn weights_that_add_up_stand_side_by_side() {
        assert_eq!(forest(&[10, 5, 5], 20), Some(vec![]));
    }

    #[test]
    fn an_item_is_made_of_what_follows_it_where_that_makes_the_whole() {
        let two_groups = forest(&[6, 3, 3, 8, 6, 4, 2], 20);
        assert_eq!(two_groups, Some(vec![(0, 1), (0, 2), (4, 5), (4, 6)]));
        assert_eq!(forest(&[10, 5, 5], 10), Some(vec![(0, 1), (0, 2)]));
        assert_eq!(forest(&[10, 5, 4], 10), None);
    }

    #[test]
    fn levels_nest() {
        let pairs = forest(&[20, 10, 10, 5, 5], 20);
        assert_eq!(pairs, Some(vec![(0, 1), (0, 2), (2, 3), (2, 4)]));
    }
}
