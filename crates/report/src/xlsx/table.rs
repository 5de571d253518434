//! A table on its grid.

use super::area::{Area, Value};
use super::{BookError, page, style};
use crate::paper::{Cell, Table};
use jiheng_base::Decimal;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

/// The caption stands in the first row, the table below it.
const CAPTION_ROW: u32 = 0;
const FIRST_ROW: u32 = 1;

impl Table {
    /// The table as a workbook of one sheet; the same table gives the same bytes.
    ///
    /// # Errors
    /// [`BookError`] when the table does not fit into a sheet.
    pub fn xlsx(&self) -> Result<Vec<u8>, BookError> {
        let mut book = Workbook::new();
        write(self, book.add_worksheet())?;
        page::save(book)
    }
}

fn write(table: &Table, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    page::set_up(sheet);
    for (column, width) in (0..).zip(&table.widths) {
        sheet.set_column_width(column, *width)?;
    }
    let last = narrow(table.widths.len().saturating_sub(1));
    let title = style::title();
    Area::across(CAPTION_ROW, 0, last).write(sheet, table.caption.as_str(), &title)?;
    page::set_height(sheet, CAPTION_ROW, 2)?;
    let placed = place(table);
    for cell in &placed {
        write_cell(sheet, cell)?;
    }
    for (row, lines) in (FIRST_ROW..).zip(heights(table, &placed)) {
        page::set_height(sheet, row, lines)?;
    }
    if let Some(rows) = table.repeated_rows() {
        let row = |at: usize| FIRST_ROW + u32::try_from(at).unwrap_or(u32::MAX);
        sheet.set_repeat_rows(row(rows.start), row(rows.end - 1))?;
    }
    Ok(())
}

/// A cell and where it stands in the grid.
struct Placed<'a> {
    area: Area,
    cell: &'a Cell,
}

/// The place of each cell: a row goes on behind what reaches down from above.
fn place(table: &Table) -> Vec<Placed<'_>> {
    let mut taken_until = vec![0_u32; table.widths.len()];
    let mut placed = Vec::new();
    for (row, cells) in (0_u32..).zip(&table.rows) {
        let mut column = 0;
        for cell in cells {
            while taken_until.get(column).is_some_and(|until| *until > row) {
                column += 1;
            }
            let end = (column + cell.columns.max(1) as usize).min(taken_until.len());
            if column >= end {
                break;
            }
            let last_row = row + cell.rows.max(1) - 1;
            taken_until[column..end].fill(last_row + 1);
            let area = Area::across(row, narrow(column), narrow(end - 1)).down_to(last_row);
            placed.push(Placed { area, cell });
            column = end;
        }
    }
    placed
}

fn write_cell(sheet: &mut Worksheet, placed: &Placed) -> Result<(), XlsxError> {
    let Placed { area, cell } = *placed;
    let area = Area { row: FIRST_ROW + area.row, last_row: FIRST_ROW + area.last_row, ..area };
    match Number::read(&cell.text).filter(|_| !cell.is_head) {
        Some(number) => {
            area.write(sheet, Value::Number(number.value), &style::number(&number.code))
        }
        None if cell.is_head => area.write(sheet, cell.text.as_str(), &style::head()),
        None if is_measure(&cell.text) => {
            area.write(sheet, cell.text.as_str(), &style::number("General"))
        }
        None => area.write(sheet, cell.text.as_str(), &style::cell()),
    }
}

/// A number with its sign or unit: ≥98%, 12.5公里.
fn is_measure(text: &str) -> bool {
    const MAX_CHARS: usize = 12;
    let digits = text.trim_start_matches(['≥', '≤', '＝', '＞', '＜']);
    text.chars().count() <= MAX_CHARS && digits.starts_with(|c: char| c.is_ascii_digit())
}

/// A cell that holds a number and nothing else.
#[derive(Debug, PartialEq)]
struct Number {
    value: f64,
    /// Shows it with the decimals that were printed.
    code: String,
}

impl Number {
    /// Only what is shown just as it was printed.
    fn read(text: &str) -> Option<Self> {
        let (digits, sign) = match text.strip_suffix('%') {
            Some(digits) => (digits, "%"),
            None => (text, ""),
        };
        let printed: Decimal = digits.parse().ok()?;
        if printed.to_string() != digits {
            return None;
        }
        let value =
            if sign.is_empty() { printed } else { printed.checked_div(Decimal::ONE_HUNDRED)? };
        let decimals = match printed.scale() {
            0 => String::new(),
            scale => format!(".{}", "0".repeat(scale as usize)),
        };
        Some(Self { value: page::kept(value)?, code: format!("0{decimals}{sign}") })
    }
}

/// Lines of each row; what a tall cell needs beyond its rows is added to the last of them.
fn heights(table: &Table, placed: &[Placed]) -> Vec<u32> {
    let mut lines = vec![1_u32; table.rows.len()];
    let mut by_rows: Vec<&Placed> = placed.iter().collect();
    by_rows.sort_by_key(|p| p.area.last_row - p.area.row);
    for Placed { area, cell } in by_rows {
        let columns = usize::from(area.column)..=usize::from(area.last_column);
        let width = table.widths.get(columns).map_or(1, |widths| widths.iter().sum());
        let needed = page::lines(&cell.text, width);
        let rows = area.row as usize..(area.last_row as usize + 1).min(lines.len());
        let have: u32 = lines[rows.clone()].iter().sum();
        if let Some(last) = lines[rows].last_mut() {
            *last += needed.saturating_sub(have);
        }
    }
    lines
}

fn narrow(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::TableKind;

    fn cell(text: &str, rows: u32, columns: u32, is_head: bool) -> Cell {
        Cell { text: text.into(), rows, columns, is_head }
    }

    fn table() -> Table {
        Table {
            kind: TableKind::Scores,
            caption: "表".into(),
            widths: vec![10, 10, 20],
            head_rows: 0,
            rows: vec![
                ["甲", "乙", "丙"].map(|t| cell(t, 1, 1, true)).to_vec(),
                vec![cell("高", 2, 1, true), cell("1.50", 1, 2, false)],
                vec![cell("98.20%", 1, 1, false), cell("很长的一段话要占两行", 1, 1, false)],
            ],
        }
    }

    #[test]
    fn cells_stand_beside_those_that_reach_down() {
        let table = table();
        let at: Vec<_> =
            place(&table).iter().map(|p| (p.area.row, p.area.column, p.area.last_column)).collect();
        assert_eq!(
            at,
            [(0, 0, 0), (0, 1, 1), (0, 2, 2), (1, 0, 0), (1, 1, 2), (2, 1, 1), (2, 2, 2)]
        );
        assert_eq!(heights(&table, &place(&table)), [1, 1, 2]);
        assert_eq!(table.repeated_rows(), Some(0..1));
        assert!(table.xlsx().is_ok_and(|bytes| bytes.starts_with(b"PK")));
    }

    #[test]
    fn only_bare_numbers_become_numbers() {
        let code = |text| Number::read(text).map(|n| (n.value, n.code));
        assert_eq!(code("1.50"), Some((1.5, "0.00".into())));
        assert_eq!(code("98.20%"), Some((0.982, "0.00%".into())));
        assert_eq!(code("20"), Some((20.0, "0".into())));
        for words in ["≥12.5公里", "", "007", "+1", "1e3", "1234567890.1234567"] {
            assert_eq!(code(words), None, "{words}");
        }
    }
}
