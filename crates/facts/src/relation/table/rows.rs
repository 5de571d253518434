//! Sums across a row.

use super::super::{Relation, RelationKind};
use super::is_total;
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::table::{Column, ColumnKind, Row, Side};
use jiheng_base::Bound;

/// The columns under the same outer head as a total: its parts, a 小计 among them for its own.
fn parts_by_head(amounts: &[(usize, &Column)], total: &Column) -> Vec<usize> {
    let under = |header: &str| -> Option<String> {
        let ends = ["合计", "小计", "总计"];
        ends.iter().find_map(|end| header.strip_suffix(end)).map(str::to_owned)
    };
    let Some(head) = under(&total.header).filter(|h| !h.is_empty()) else { return Vec::new() };
    let inner: Vec<String> = amounts
        .iter()
        .filter_map(|(_, c)| under(&c.header))
        .filter(|h| h.len() > head.len() && h.starts_with(&head))
        .collect();
    let is_part = |c: &Column| {
        c.header != total.header
            && c.header.starts_with(&head)
            && !inner
                .iter()
                .any(|h| c.header.starts_with(h) && under(&c.header).as_ref() != Some(h))
    };
    amounts.iter().filter(|(_, c)| is_part(c)).map(|(at, _)| *at).collect()
}

/// 合计 across a row: the amounts behind it, or those before it.
pub(super) fn row_sums(index: &Index, side: &Side, row: &Row) -> Vec<Relation> {
    let amounts: Vec<(usize, &Column)> = side.columns_of(ColumnKind::Amount).collect();
    let mut found = Vec::new();
    for (position, (at, column)) in amounts.iter().enumerate() {
        let Some(claimed) = row.figure(*at).filter(|_| is_total(column)) else { continue };
        let plain = |columns: &[(usize, &Column)]| -> Vec<FigureId> {
            columns
                .iter()
                .take_while(|(_, c)| !is_total(c))
                .filter_map(|(at, _)| row.figure(*at))
                .collect()
        };
        let parts = parts_by_head(&amounts, column);
        let group: Vec<FigureId> = parts.iter().filter_map(|at| row.figure(*at)).collect();
        let behind = plain(&amounts[position + 1..]);
        let mut reversed: Vec<_> = amounts[..position].to_vec();
        reversed.reverse();
        let before = plain(&reversed);
        let mut ways = [before, behind];
        // A total that stands first has its parts behind it.
        if position == 0 {
            ways.reverse();
        }
        let [likely, other] = ways;
        // Where a head tells the parts, the neighbours of the total are no other reading, though all
        // but one of the parts be left empty.
        let ways = if parts.is_empty() { vec![likely, other] } else { vec![group] };
        let mut relation =
            Relation::new(RelationKind::Row, claimed, format!("{}{}", row.label, column.header));
        for (rank, way) in ways.into_iter().filter(|w| w.len() > 1).enumerate() {
            relation = relation.reading(Expr::sum(way), rank == 0);
        }
        let exact = index.figures[claimed].quantity.bound == Bound::Exact;
        if exact && !relation.readings.is_empty() {
            found.push(relation);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::parts_by_head;
    use crate::table::{Column, ColumnKind};

    #[test]
    fn a_subtotal_stands_for_its_own_columns() {
        let heads =
            ["经费合计", "经费出国费", "经费用车小计", "经费用车购置", "经费用车运行", "其他预算"];
        let columns: Vec<Column> = (0..)
            .zip(heads)
            .map(|(index, header)| Column {
                index,
                header: header.into(),
                kind: ColumnKind::Amount,
            })
            .collect();
        let amounts: Vec<(usize, &Column)> = columns.iter().enumerate().collect();
        assert_eq!(parts_by_head(&amounts, &columns[0]), [1, 2]);
        assert_eq!(parts_by_head(&amounts, &columns[2]), [3, 4]);
        assert!(parts_by_head(&amounts, &columns[1]).is_empty());
    }
}
