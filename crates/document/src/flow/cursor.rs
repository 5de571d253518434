//! For formats whose paragraphs say how deep in tables they stand: opens and closes tables, rows
//! and cells to get there.

use super::{CellShape, Edges, Flow};

/// Deeper than any flow lets tables be.
const MAX_DEPTH: usize = 64;

/// For each open table, whether a row is open.
#[derive(Default)]
pub(crate) struct TableCursor {
    open_rows: Vec<bool>,
}

impl TableCursor {
    /// Goes to a cell of a table that deep; 0 is outside of tables.
    pub(crate) fn go_to(&mut self, flow: &mut Flow, depth: usize) {
        self.close_below(flow, depth);
        while self.open_rows.len() < depth.min(MAX_DEPTH) {
            self.open_cell(flow);
            flow.start_table();
            self.open_rows.push(false);
        }
        self.open_cell(flow);
    }

    /// Ends the cell of a table that deep, which may be empty.
    pub(crate) fn end_cell(&mut self, flow: &mut Flow, depth: usize) {
        self.go_to(flow, depth);
        flow.end_cell();
    }

    /// Ends the row of a table that deep.
    pub(crate) fn end_row(&mut self, flow: &mut Flow, depth: usize, edges: &[Edges]) {
        if self.open_rows.len() < depth {
            return;
        }
        self.close_below(flow, depth);
        flow.end_cell();
        if self.open_rows.last_mut().is_some_and(std::mem::take) {
            flow.end_row_at(edges);
        }
    }

    fn open_cell(&mut self, flow: &mut Flow) {
        let Some(open) = self.open_rows.last_mut() else {
            return;
        };
        if !std::mem::replace(open, true) {
            flow.start_row(0);
        }
        if !flow.in_cell() {
            flow.start_cell(CellShape::default());
        }
    }

    fn close_below(&mut self, flow: &mut Flow, depth: usize) {
        while self.open_rows.len() > depth {
            flow.end_cell();
            if self.open_rows.pop() == Some(true) {
                flow.end_row();
            }
            flow.end_table();
        }
    }
}
