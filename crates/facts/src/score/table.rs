//! Score items of tables: rows with a column of weights and one of scores.

use super::ScoreItem;
use crate::table::{ColumnKind, DataTable, RowKind, Side};
use jiheng_base::{NodeId, Place};
use jiheng_document::Document;

/// Reads the score items of all tables, without the rows that add up others.
pub(crate) fn tables(document: &Document, tables: &[DataTable]) -> Vec<ScoreItem> {
    tables.iter().flat_map(|t| &t.sides).flat_map(|side| items(document, side)).collect()
}

fn items(document: &Document, side: &Side) -> Vec<ScoreItem> {
    let column = |kind| side.columns_of(kind).next().map(|(at, _)| at);
    let (Some(weight), Some(score)) = (column(ColumnKind::Weight), column(ColumnKind::Score))
    else {
        return Vec::new();
    };
    let place = |node: NodeId| Place::new(node, 0, document.text(node).len());
    side.rows
        .iter()
        .filter(|row| row.kind != RowKind::Subtotal)
        .filter_map(|row| {
            let (weight, score) = (row.figure(weight), row.figure(score));
            let first = weight.or(score)?;
            let node = row.label_node?;
            let mut item = ScoreItem::new(vec![(row.label.clone(), place(node))], node, first);
            item.weight = weight;
            item.score = score;
            item.deducted = column(ColumnKind::Deducted).and_then(|at| row.figure(at));
            item.is_total = row.kind == RowKind::Total;
            item.outer = row.labels.iter().filter(|l| **l != row.label).cloned().collect();
            item.in_table = true;
            item.figures = first..score.unwrap_or(first).max(first) + 1;
            Some(item)
        })
        .collect()
}
