//! Counts and money told side by side: 甲类1142个、资金138420.18万元；乙类131个、资金44871.19万元 of 1273个、183291.37万元.
//! Where the one column adds up to what was told before, so must the other.

use super::list::behind;
use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::Dimension;

/// A count and the money beside it.
type Pair = [FigureId; 2];

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    let rows: Vec<Vec<Pair>> = (0..index.sentences.len()).map(|s| pairs(index, s, false)).collect();
    if rows.iter().all(|row| row.len() < 2) {
        return;
    }
    let totals: Vec<Pair> =
        (0..index.sentences.len()).flat_map(|s| pairs(index, s, true)).collect();
    for row in rows.iter().filter(|row| row.len() > 1) {
        let others = totals.iter().filter(|total| total[0] < row[0][0]);
        found.extend(others.filter_map(|total| relation(index, row, *total)).next());
    }
}

fn pairs(index: &Index, sentence: usize, is_total: bool) -> Vec<Pair> {
    let counts = |id: &FigureId| {
        index.is_plain(*id) && matches!(index.dimension(*id), Dimension::Measure(_))
    };
    let main = index.main(sentence).filter(counts);
    main.filter_map(|id| Some([id, behind(index, id, is_total)?]))
        .filter(|pair| index.dimension(pair[1]) == Dimension::Money)
        .collect()
}

fn relation(index: &Index, row: &[Pair], total: Pair) -> Option<Relation> {
    let unit = |id: FigureId| index.figures[id].quantity.unit;
    if row.iter().any(|pair| unit(pair[0]) != unit(total[0]) || unit(pair[1]) != unit(total[1])) {
        return None;
    }
    let column = |at: usize| {
        let sum = Expr::sum(row.iter().map(|pair| pair[at]));
        let is_whole = sum.value(index.figures) == Some(index.figures[total[at]].quantity.base());
        (sum, is_whole)
    };
    let (counts, amounts) = (column(0), column(1));
    let (claimed, sum) = match (counts.1, amounts.1) {
        (true, false) => (total[1], amounts.0),
        (false, true) => (total[0], counts.0),
        _ => return None,
    };
    let what = index.figures[claimed].label.clone();
    Some(Relation::new(RelationKind::Parts, claimed, what).reading(sum, true))
}
