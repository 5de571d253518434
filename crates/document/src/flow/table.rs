//! An open table: cells placed by columns, by the space that spans leave, or by their edges.

use crate::model::{Anchor, Cell, Document, Node, Origin, Table};
use std::collections::BTreeMap;

/// No table of a report is wider; word processors stop at 63.
const MAX_COLUMNS: u32 = 1024;
/// Edges nearer than this are the same, in twentieths of a point.
const SAME_EDGE: u32 = 30;
/// Edges are kept as columns until the whole table is known; this makes them positive.
const EDGE_ORIGIN: i32 = 100_000;

/// How a cell lies in the grid.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CellShape {
    pub(crate) column_span: u32,
    pub(crate) row_span: u32,
    /// It goes on what the cell above began.
    pub(crate) continues_above: bool,
    /// It goes on what the cell at its left began.
    pub(crate) continues_left: bool,
}

impl Default for CellShape {
    fn default() -> Self {
        Self { column_span: 1, row_span: 1, continues_above: false, continues_left: false }
    }
}

/// The edges of a cell, in twentieths of a point, and its merges.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Edges {
    pub(crate) left: i32,
    pub(crate) right: i32,
    pub(crate) continues_above: bool,
    pub(crate) continues_left: bool,
}

/// The text of a cell or a note: its paragraphs on lines of their own.
#[derive(Default)]
pub(super) struct TextCell {
    text: String,
    anchors: Vec<Anchor>,
}

impl TextCell {
    pub(super) fn append(&mut self, text: &str, anchors: &[Anchor]) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let shift = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let moved = anchors.iter().map(|a| Anchor { at: a.at.saturating_add(shift), ..*a });
        self.anchors.extend(moved);
        self.text.push_str(text);
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn into_node(self, origin: Origin) -> Node {
        Node { text: self.text, anchors: self.anchors, origin }
    }
}

pub(super) struct OpenTable {
    table: Table,
    number: u32,
    row: u32,
    /// Column at which the row starts.
    start: u32,
    /// Cells of the open row; the last may still be open.
    cells: Vec<(CellShape, TextCell)>,
    is_cell_open: bool,
    /// By column, the row that is the first below what already lies there.
    taken: Vec<u32>,
    /// The last cell that starts at a column.
    latest: BTreeMap<u32, usize>,
    /// Columns are edges still.
    by_edges: bool,
}

impl OpenTable {
    pub(super) fn new(number: u32) -> Self {
        Self {
            table: Table::default(),
            number,
            row: 0,
            start: 0,
            cells: Vec::new(),
            is_cell_open: false,
            taken: Vec::new(),
            latest: BTreeMap::new(),
            by_edges: false,
        }
    }

    pub(super) fn start_row(&mut self, skipped: u32) {
        self.start = skipped.min(MAX_COLUMNS);
        self.cells.clear();
    }

    /// Starts a cell; `false` when the row has no room for it.
    pub(super) fn start_cell(&mut self, shape: CellShape) -> bool {
        let has_room = self.cells.len() < MAX_COLUMNS as usize;
        if has_room {
            self.cells.push((shape, TextCell::default()));
            self.is_cell_open = true;
        }
        has_room
    }

    pub(super) fn end_cell(&mut self) {
        self.is_cell_open = false;
    }

    pub(super) fn open_cell(&mut self) -> Option<&mut TextCell> {
        self.cells.last_mut().filter(|_| self.is_cell_open).map(|(_, cell)| cell)
    }

    pub(super) fn open_shape(&mut self) -> Option<&mut CellShape> {
        self.cells.last_mut().filter(|_| self.is_cell_open).map(|(shape, _)| shape)
    }

    pub(super) fn end_row(
        &mut self,
        edges: &[Edges],
        document: &mut Document,
    ) -> Result<(), &'static str> {
        self.is_cell_open = false;
        if self.cells.is_empty() {
            return Ok(());
        }
        self.by_edges |= !edges.is_empty();
        let mut column = self.start;
        for (index, (mut shape, cell)) in std::mem::take(&mut self.cells).into_iter().enumerate() {
            if let Some(edges) = edges.get(index) {
                column = edge(edges.left);
                shape.column_span = edge(edges.right).saturating_sub(column);
                shape.continues_above = edges.continues_above;
                shape.continues_left = edges.continues_left;
            } else if self.by_edges && cell.is_blank() {
                // Writers end rows with more cells than they describe.
                continue;
            } else if self.by_edges {
                // Cells that the row's properties forgot stand at its end.
                shape.column_span = SAME_EDGE * 2;
            } else {
                column = self.first_free(column);
                if column.saturating_add(shape.column_span) > MAX_COLUMNS {
                    return Err("表格列数过多");
                }
            }
            self.place(column, shape, cell, document);
            column += shape.column_span.max(1);
        }
        self.start = 0;
        self.row += 1;
        self.table.rows = self.row;
        Ok(())
    }

    fn first_free(&self, mut column: u32) -> u32 {
        while self.taken.get(column as usize).is_some_and(|row| *row > self.row) {
            column += 1;
        }
        column
    }

    fn place(&mut self, column: u32, shape: CellShape, cell: TextCell, document: &mut Document) {
        let span = shape.column_span.max(1);
        if shape.continues_left
            && let Some(left) = self.table.cells.last_mut().filter(|c| c.row == self.row)
        {
            left.column_span = column + span - left.column;
            return;
        }
        if shape.continues_above
            && let Some(above) = self.above(column)
        {
            above.row_span += 1;
            return;
        }
        if !self.by_edges {
            self.take(column, shape);
        }
        self.table.columns = self.table.columns.max(column + span);
        let origin = Origin::Cell { table: self.number, row: self.row + 1, column: column + 1 };
        let node = document.add_node(cell.into_node(origin));
        self.latest.insert(column, self.table.cells.len());
        self.table.cells.push(Cell {
            node,
            row: self.row,
            column,
            row_span: shape.row_span.max(1),
            column_span: span,
        });
    }

    fn above(&mut self, column: u32) -> Option<&mut Cell> {
        let near = if self.by_edges { SAME_EDGE } else { 0 };
        let index = self
            .latest
            .range(column.saturating_sub(near)..=column + near)
            .map(|(_, index)| *index)
            .find(|index| {
                self.table.cells.get(*index).is_some_and(|c| c.row + c.row_span == self.row)
            })?;
        self.table.cells.get_mut(index)
    }

    fn take(&mut self, column: u32, shape: CellShape) {
        if shape.row_span <= 1 {
            return;
        }
        let end = (column + shape.column_span.max(1)) as usize;
        if self.taken.len() < end {
            self.taken.resize(end, 0);
        }
        self.taken[column as usize..end].fill(self.row.saturating_add(shape.row_span));
    }

    pub(super) fn finish(mut self, document: &mut Document) -> Result<Table, &'static str> {
        if self.by_edges {
            self.number_columns(document)?;
        }
        for cell in &mut self.table.cells {
            cell.row_span = cell.row_span.min(self.table.rows - cell.row);
        }
        Ok(self.table)
    }

    /// Turns edges into columns: the distinct edges of the table, in order, part its columns.
    fn number_columns(&mut self, document: &mut Document) -> Result<(), &'static str> {
        let cells = &mut self.table.cells;
        let mut all: Vec<u32> =
            cells.iter().flat_map(|c| [c.column, c.column + c.column_span]).collect();
        all.sort_unstable();
        all.dedup_by(|b, a| *b - *a < SAME_EDGE);
        if all.len() > MAX_COLUMNS as usize {
            return Err("表格列数过多");
        }
        let rank = |edge: u32| {
            let above = all.partition_point(|e| *e <= edge);
            u32::try_from(above.saturating_sub(1)).unwrap_or(u32::MAX)
        };
        self.table.columns = 0;
        for cell in cells {
            let right = rank(cell.column + cell.column_span);
            cell.column = rank(cell.column);
            cell.column_span = right.saturating_sub(cell.column).max(1);
            self.table.columns = self.table.columns.max(cell.column + cell.column_span);
            if let Some(node) = document.nodes.get_mut(cell.node.index())
                && let Origin::Cell { column, .. } = &mut node.origin
            {
                *column = cell.column + 1;
            }
        }
        Ok(())
    }
}

fn edge(position: i32) -> u32 {
    u32::try_from(position.saturating_add(EDGE_ORIGIN).clamp(0, 2 * EDGE_ORIGIN)).unwrap_or(0)
}
