//! Tables: what their rows and columns are, and the figures in their cells.

mod band;
mod column;
mod form;
mod read;

pub(crate) use band::{Band, RowCell, bands, bands_above, opens_form, rows_of};
pub use column::ColumnKind;
pub(crate) use read::{is_blank, read};

use crate::figure::FigureId;
use jiheng_base::{MoneyUnit, NodeId, Place};

/// A table with the meaning of its rows and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataTable {
    /// Its number in the document, from 1.
    pub number: u32,
    /// Its first cell.
    pub first: NodeId,
    /// The words just above it.
    pub caption: String,
    /// The unit of its amounts, where the words above it or its head name one.
    pub money: Option<MoneyUnit>,
    /// What it is in a form that a unit fills in.
    pub part: TablePart,
    /// Parts that stand side by side, each with row labels of its own (收入 and 支出).
    pub sides: Vec<Side>,
}

/// What a table is in a form that a unit fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TablePart {
    /// No part of a form.
    None,
    /// The money of a form, with the points for its execution.
    Money,
    /// The indicators of a form.
    Indicators,
}

/// Columns that share their row labels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    /// Heads of the label columns.
    pub label_heads: Vec<String>,
    /// Columns behind the labels.
    pub columns: Vec<Column>,
    /// Rows below the head.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its place in the grid, from 0.
    pub index: u32,
    /// The words of its head, outer ones first.
    pub header: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// Whether a row adds up others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A row of its own.
    Item,
    /// 小计
    Subtotal,
    /// 合计、总计
    Total,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place in the grid, from 0.
    pub index: u32,
    /// Its label, the innermost of several.
    pub label: String,
    /// All labels from the outermost, repeated where cells are merged.
    pub labels: Vec<String>,
    /// Where they stand.
    pub label_nodes: Vec<Option<NodeId>>,
    /// Where the innermost label stands.
    pub label_node: Option<NodeId>,
    /// The ordinal or code before the label, as printed.
    pub number: String,
    /// Whether it adds up others.
    pub kind: RowKind,
    /// Its cells, one for each column of the side.
    pub cells: Vec<Option<Content>>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Its text.
    pub node: NodeId,
    /// The whole of it.
    pub span: Place,
    /// Its number, when it is one.
    pub figure: Option<FigureId>,
    /// The text without white space.
    pub text: String,
}

impl Side {
    /// Columns of a kind with their position among the columns of the side.
    pub fn columns_of(&self, kind: ColumnKind) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(move |(_, c)| c.kind == kind)
    }
}

impl Row {
    /// The figure in a column of the side.
    #[must_use]
    pub fn figure(&self, column: usize) -> Option<FigureId> {
        self.cells.get(column)?.as_ref()?.figure
    }

    /// The cell in a column of the side, unless it is empty.
    #[must_use]
    pub fn filled(&self, column: usize) -> Option<&Content> {
        self.cells.get(column)?.as_ref().filter(|c| !is_blank(&c.text))
    }

    /// The text in a column of the side.
    #[must_use]
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).and_then(|c| c.as_ref()).map_or("", |c| c.text.as_str())
    }
}
