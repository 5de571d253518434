//! Where the cells of a row lie, as it is described before or after them.

use crate::flow::Edges;
use std::collections::HashMap;

/// No row of a report has more cells.
const MAX_CELLS: usize = 1024;

#[derive(Default)]
struct Row {
    left: i32,
    next: Edges,
    cells: Vec<Edges>,
}

/// The rows that are described, by the depth of their table.
#[derive(Default)]
pub(super) struct Rows {
    by_depth: HashMap<usize, Row>,
}

impl Rows {
    /// Takes a control word that describes a row; `false` when it is none.
    pub(super) fn describe(&mut self, depth: usize, word: &str, parameter: Option<i32>) -> bool {
        let row = self.by_depth.entry(depth).or_default();
        match word {
            "trowd" => *row = Row::default(),
            "trleft" => row.left = parameter.unwrap_or(0),
            "clvmrg" => row.next.continues_above = true,
            "clmrg" => row.next.continues_left = true,
            "cellx" if row.cells.len() < MAX_CELLS => {
                let left = row.cells.last().map_or(row.left, |c| c.right);
                let right = parameter.unwrap_or(left);
                row.cells.push(Edges { left, right, ..std::mem::take(&mut row.next) });
            }
            _ => return false,
        }
        true
    }

    pub(super) fn cells(&self, depth: usize) -> &[Edges] {
        self.by_depth.get(&depth).map_or(&[], |row| row.cells.as_slice())
    }
}
