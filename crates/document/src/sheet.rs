//! Spreadsheets: each sheet one table, its cells with the text that the program shows.

mod date;
mod format;
mod package;
mod record;
mod xls;
mod xlsx;

pub(crate) use xls::read as read_xls;
pub(crate) use xlsx::read as read_xlsx;

use crate::error::ReadError;
use crate::model::{Anchor, Block, Cell, Document, Node, Notice, Origin, Table};
use calamine::{Data, Dimensions, SheetType, SheetVisible};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Cells with text that are read of one file.
const MAX_CELLS: usize = 200_000;
/// Positions of the grid of one sheet, empty rows and columns left out.
const MAX_GRID: usize = 2_000_000;

/// Merged regions of one sheet.
const MAX_MERGED: usize = 20_000;

/// A sheet as it is read, before it becomes a table.
struct Sheet {
    name: String,
    visible: bool,
    /// Texts by row and column, from 0.
    cells: BTreeMap<(u32, u32), String>,
    merged: Vec<Dimensions>,
    hidden_rows: BTreeSet<u32>,
}

/// What the library makes of a file. It indexes into records, and counts rows and columns, without
/// asking how long they are; `None` when it panicked.
fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

/// The text of a value with its format code; `None` for an empty cell.
fn text_of(value: &Data, code: &str) -> Option<String> {
    let text = match value {
        Data::Empty => return None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => format::shown(*number as f64, code),
        Data::Float(number) => format::shown(*number, code),
        Data::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(moment) if moment.is_duration() => format::shown(moment.as_f64(), code),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            format::shown_date((year, month, day, hour, minute, second), code)
        }
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.replace("\r\n", "\n"))
}

/// Whether a sheet holds cells at all.
fn has_cells(sheet: &calamine::Sheet) -> bool {
    matches!(sheet.typ, SheetType::WorkSheet | SheetType::MacroSheet | SheetType::DialogSheet)
}

fn is_visible(sheet: &calamine::Sheet) -> bool {
    sheet.visible == SheetVisible::Visible
}

/// Makes tables of the sheets that hold text.
fn assemble(document: &mut Document, sheets: Vec<Sheet>) -> Result<(), ReadError> {
    let mut left = MAX_CELLS;
    for sheet in sheets {
        left = left
            .checked_sub(sheet.cells.len())
            .ok_or(ReadError::TooManyCells { limit: MAX_CELLS })?;
        if sheet.cells.is_empty() {
            continue;
        }
        note_hidden(document, &sheet);
        let table = table_of(document, &sheet)?;
        document.blocks.push(Block::Table(table));
        document.sheets.push(sheet.name);
    }
    if document.is_empty() { Err(ReadError::Empty) } else { Ok(()) }
}

fn note_hidden(document: &mut Document, sheet: &Sheet) {
    if !sheet.visible {
        let text = format!("工作表“{}”是隐藏的，仍一并核对", sheet.name);
        document.notices.push(Notice { text });
    }
    let rows: BTreeSet<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
    let hidden: Vec<String> =
        rows.intersection(&sheet.hidden_rows).map(|row| (row + 1).to_string()).collect();
    if !hidden.is_empty() {
        let rows = hidden.join("、");
        let text = format!("工作表“{}”的第{rows}行是隐藏的，仍一并核对", sheet.name);
        document.notices.push(Notice { text });
    }
}

/// Rows and columns without any text are left out of the grid; the cells keep their addresses.
fn table_of(document: &mut Document, sheet: &Sheet) -> Result<Table, ReadError> {
    let rows = Axis::of(sheet.cells.keys().map(|(row, _)| *row));
    let columns = Axis::of(sheet.cells.keys().map(|(_, column)| *column));
    if rows.0.len().saturating_mul(columns.0.len()) > MAX_GRID || sheet.merged.len() > MAX_MERGED {
        return Err(ReadError::TooManyCells { limit: MAX_GRID });
    }
    let number = u32::try_from(document.sheets.len()).unwrap_or(u32::MAX);
    let spans: BTreeMap<(u32, u32), &Dimensions> =
        sheet.merged.iter().map(|m| (m.start, m)).collect();
    let covered = covered(sheet);
    let mut table = Table {
        rows: rows.len(),
        columns: columns.len(),
        cells: Vec::with_capacity(sheet.cells.len()),
    };
    for (&(row, column), text) in &sheet.cells {
        if covered.contains(&(row, column)) {
            continue;
        }
        let end = spans.get(&(row, column)).map_or((row, column), |m| m.end);
        let node = document.add_node(Node {
            text: text.clone(),
            anchors: vec![Anchor::default()],
            origin: Origin::SheetCell { sheet: number, row: row + 1, column: column + 1 },
        });
        table.cells.push(Cell {
            node,
            row: rows.position(row),
            column: columns.position(column),
            row_span: rows.span(row, end.0),
            column_span: columns.span(column, end.1),
        });
    }
    Ok(table)
}

/// Cells with text that another one is merged over.
fn covered(sheet: &Sheet) -> BTreeSet<(u32, u32)> {
    let merged = sheet.merged.iter().filter(|m| m.start <= m.end);
    merged
        .flat_map(|m| {
            let within = sheet.cells.range(m.start..=m.end).map(|(at, _)| *at);
            within.filter(|at| *at != m.start && m.contains(at.0, at.1))
        })
        .collect()
}

/// The rows or columns that hold text, ascending.
struct Axis(Vec<u32>);

impl Axis {
    fn of(used: impl Iterator<Item = u32>) -> Self {
        Self(used.collect::<BTreeSet<u32>>().into_iter().collect())
    }

    fn len(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// Where an address stands in the grid.
    fn position(&self, address: u32) -> u32 {
        u32::try_from(self.0.partition_point(|a| *a < address)).unwrap_or(u32::MAX)
    }

    /// How many positions of the grid lie from `start` to `end`.
    fn span(&self, start: u32, end: u32) -> u32 {
        let past = self.0.partition_point(|a| *a <= end);
        u32::try_from(past).unwrap_or(u32::MAX).saturating_sub(self.position(start)).max(1)
    }
}
