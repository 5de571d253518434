//! Tables in plain text: runs of lines whose cells are parted by tabs or by upright strokes.

use super::Line;
use crate::model::{Anchor, Cell, Document, Node, Origin, Table};

const STROKES: [char; 3] = ['|', '｜', '│'];

/// How many lines from the start of `lines` are one table, if they are one: at least two lines
/// with the same number of tabs, or with strokes between cells.
pub(crate) fn rows_from(lines: &[Line]) -> Option<usize> {
    let tabs = |line: &Line| line.text.matches('\t').count();
    let rows = match lines.first().map(tabs)? {
        0 => lines.iter().take_while(|l| is_ruled(l.text)).count(),
        first => lines.iter().take_while(|l| tabs(l) == first).count(),
    };
    (rows >= 2).then_some(rows)
}

/// 甲 | 乙 | 丙: at least three cells.
fn is_ruled(line: &str) -> bool {
    line.matches(STROKES).count() >= 2
}

/// |---|:--:|: a rule between the head and the rows.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| STROKES.contains(&c) || "-—─:：+ ".contains(c))
        && line.contains(['-', '—', '─'])
}

pub(crate) fn build(document: &mut Document, lines: &[Line], number: u32) -> Table {
    let mut table = Table::default();
    let rows = lines.iter().filter(|l| l.text.contains('\t') || !is_rule(l.text));
    for (row, line) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells(line.text)) {
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

fn cells(line: &str) -> Vec<&str> {
    if line.contains('\t') {
        return line.split('\t').collect();
    }
    // A stroke at the edge opens or closes the line.
    let inner = line.trim();
    let inner = inner.strip_prefix(STROKES).unwrap_or(inner);
    let inner = inner.strip_suffix(STROKES).unwrap_or(inner);
    inner.split(STROKES).collect()
}
