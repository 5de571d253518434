//! The money of a form: its total stands above its sources.

use super::super::{Relation, RelationKind};
use super::{column_sums, figures};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::table::{Column, ColumnKind, Row, RowKind, Side};
use jiheng_base::Decimal;

/// The total of a form stands above its sources. Sources that are left empty may be zero or not
/// filled in: then the total may exceed the sum, but the sum never the total.
pub(super) fn sources(index: &Index, side: &Side, at: usize, column: &Column) -> Vec<Relation> {
    let Some(total_at) = side.rows.iter().position(|r| r.kind == RowKind::Total) else {
        return Vec::new();
    };
    let total = &side.rows[total_at];
    let Some(claimed) = total.figure(at) else { return Vec::new() };
    let below = &side.rows[total_at + 1..];
    let below: Vec<&Row> = below.iter().take_while(|r| r.kind == RowKind::Item).collect();
    if below.is_empty() {
        return column_sums(index, side, at, column).into_iter().take(1).collect();
    }
    let what = format!("{}{}", total.label, column.header);
    let divisions = divisions(side, total, index, &below);
    divisions.into_iter().filter_map(|rows| division(index, rows, at, (claimed, &what))).collect()
}

/// 其中：基本支出、项目支出；按来源：财政拨款、其他资金 divide one total twice; the words tell it, or any column
/// whose sums show it. Rows that neither belong to a division nor divide the total stand under others.
fn divisions<'r, 's>(
    side: &Side,
    total: &Row,
    index: &Index,
    rows: &'r [&'s Row],
) -> Vec<&'r [&'s Row]> {
    let by_words = || {
        let basis =
            |r: &Row| r.label.split('：').next().filter(|w| w.starts_with('按')).map(str::to_owned);
        let first = basis(rows[0]);
        rows.iter().position(|r| basis(r).is_some_and(|b| first.as_ref() != Some(&b)))
    };
    let base = |id: FigureId| index.figures[id].quantity.base();
    let makes = |rows: &[&Row], at: usize| {
        let parts = figures(rows.iter().copied(), at);
        let whole = total.figure(at).map(base);
        parts.len() == rows.len() && Some(parts.into_iter().map(base).sum()) == whole
    };
    let columns = || side.columns_of(ColumnKind::Amount).map(|(at, _)| at);
    // Rows behind that are empty show nothing.
    let tells_more = |rows: &[&Row], at: usize| {
        figures(rows.iter().copied(), at).into_iter().any(|id| !base(id).is_zero())
    };
    if let Some(second) = by_words() {
        return vec![&rows[..second], &rows[second..]];
    }
    let is_whole =
        |n: &usize| columns().any(|at| makes(&rows[..*n], at) && tells_more(&rows[*n..], at));
    let Some(first) = (2..rows.len()).find(is_whole) else { return vec![rows] };
    let (own, rest) = rows.split_at(first);
    if columns().any(|at| makes(rest, at)) { vec![own, rest] } else { vec![own] }
}

fn division(
    index: &Index,
    below: &[&Row],
    at: usize,
    (claimed, what): (FigureId, &str),
) -> Option<Relation> {
    let nested = |r: &&&Row| r.label.starts_with("其中") && !std::ptr::eq(**r, below[0]);
    let outer: Vec<&Row> = match below.iter().position(|r| nested(&r)) {
        Some(_) => below.iter().filter(|r| !nested(r)).copied().collect(),
        None => below.to_vec(),
    };
    let base = |id: &FigureId| index.figures[*id].quantity.base();
    let mut relation = Relation::new(RelationKind::Column, claimed, what);
    for rows in [outer, below.to_vec()] {
        let parts = figures(rows.iter().copied(), at);
        if parts.is_empty() || relation.readings.iter().any(|r| r.expr.figures() == parts) {
            continue;
        }
        let exceeds = parts.iter().map(base).sum::<Decimal>() > base(&claimed);
        let sure = relation.readings.is_empty() && (exceeds || parts.len() == rows.len());
        relation = relation.reading(Expr::sum(parts), sure);
    }
    (!relation.readings.is_empty()).then_some(relation)
}
