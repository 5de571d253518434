//! Tables in plain text: runs of lines whose cells are parted by tabs.

use super::Line;
use crate::model::{Anchor, Cell, Document, Node, Origin, Table};

/// How many lines from the start of `lines` are one table, if they are one: at least two lines
/// with the same number of tabs.
pub(crate) fn rows_from(lines: &[Line]) -> Option<usize> {
    let tabs = |line: &Line| line.text.matches('\t').count();
    let first = lines.first().map(tabs).filter(|n| *n > 0)?;
    let rows = lines.iter().take_while(|l| tabs(l) == first).count();
    (rows >= 2).then_some(rows)
}

pub(crate) fn build(document: &mut Document, lines: &[Line], number: u32) -> Table {
    let mut table = Table::default();
    for (row, line) in (0..).zip(lines) {
        for (column, text) in (0..).zip(line.text.split('\t')) {
            let node = document.add_node(Node {
                text: text.trim().into(),
                anchors: vec![Anchor { line: Some(line.number), ..Anchor::default() }],
                origin: Origin::Cell { table: number, row: row + 1, column: column + 1 },
            });
            table.cells.push(Cell { node, row, column, row_span: 1, column_span: 1 });
            table.columns = table.columns.max(column + 1);
        }
        table.rows = row + 1;
    }
    table
}
