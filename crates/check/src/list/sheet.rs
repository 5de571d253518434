//! A sheet as an office hands it out: title, frozen and repeated header, filter, ready to print.

use jiheng_base::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// Row of the header; the title stands above it.
const HEADER_ROW: u32 = 1;
/// A4 in the numbering of Excel.
const A4: u8 = 9;
/// Points; the greatest is that of Excel.
const LINE_HEIGHT: u16 = 16;
const MAX_HEIGHT: u16 = 409;
/// What a cell of Excel holds at most, in UTF-16 units.
const MAX_CELL_UNITS: usize = 32_767;

pub(super) struct Column {
    name: &'static str,
    /// In characters of half width.
    width: u16,
    printed: bool,
}

impl Column {
    pub(super) const fn new(name: &'static str, width: u16) -> Self {
        Self { name, width, printed: true }
    }

    /// Left out of the print; such columns stand last.
    pub(super) const fn on_screen_only(self) -> Self {
        Self { printed: false, ..self }
    }
}

#[derive(Debug, Clone)]
pub(super) enum Value {
    Empty,
    Text(String),
    Count(usize),
    Points(Decimal),
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

pub(super) struct Sheet {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) columns: &'static [Column],
}

impl Sheet {
    pub(super) fn write(&self, book: &mut Workbook, rows: &[Vec<Value>]) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(self.name)?;
        self.head(sheet)?;
        let text = cell_format().set_text_wrap();
        let number = cell_format().set_align(FormatAlign::Right);
        let mut at = HEADER_ROW;
        for row in rows {
            at += 1;
            sheet.set_row_height(at, self.height(row))?;
            for (column, value) in (0..).zip(row) {
                match value {
                    Value::Empty => sheet.write_blank(at, column, &text)?,
                    Value::Text(words) => {
                        sheet.write_string_with_format(at, column, fitting(words), &text)?
                    }
                    Value::Count(count) => {
                        let count = u32::try_from(*count).unwrap_or(u32::MAX);
                        sheet.write_number_with_format(at, column, count, &number)?
                    }
                    Value::Points(points) => {
                        sheet.write_number_with_format(at, column, nearest(*points), &number)?
                    }
                };
            }
        }
        sheet.autofilter(HEADER_ROW, 0, at, last_of(self.columns.len()))?;
        let printed = self.columns.iter().filter(|c| c.printed).count();
        sheet.set_print_area(0, 0, at, last_of(printed))?;
        print_set_up(sheet)
    }

    fn head(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let title = Format::new().set_bold().set_font_size(16);
        sheet.write_string_with_format(0, 0, self.title, &title)?;
        let header = cell_format()
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(0x00DC_E6F1));
        for (at, column) in (0..).zip(self.columns) {
            sheet.write_string_with_format(HEADER_ROW, at, column.name, &header)?;
            sheet.set_column_width(at, column.width)?;
        }
        sheet.set_freeze_panes(HEADER_ROW + 1, 0)?;
        Ok(())
    }

    /// High enough for the printed cell with the most lines: not every program finds out by itself.
    fn height(&self, row: &[Value]) -> u16 {
        let printed = row.iter().zip(self.columns).filter(|(_, column)| column.printed);
        let lines = printed.map(|(value, column)| match value {
            Value::Text(words) => {
                words.lines().map(|l| l.width_cjk() / usize::from(column.width - 1) + 1).sum()
            }
            _ => 1,
        });
        let lines = u16::try_from(lines.max().unwrap_or(1)).unwrap_or(u16::MAX);
        lines.saturating_mul(LINE_HEIGHT).min(MAX_HEIGHT)
    }
}

fn print_set_up(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    sheet.set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}

fn last_of(count: usize) -> u16 {
    u16::try_from(count.saturating_sub(1)).unwrap_or(u16::MAX)
}

fn cell_format() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top)
}

/// A cell of Excel is a binary number: nothing is calculated with this one.
fn nearest(points: Decimal) -> f64 {
    points.to_string().parse().unwrap_or(f64::NAN)
}

/// What does not fit into a cell is cut.
fn fitting(words: &str) -> &str {
    let mut units = 0;
    let end = words.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MAX_CELL_UNITS
    });
    end.map_or(words, |(at, _)| &words[..at])
}

#[cfg(test)]
mod tests {
    use super::{MAX_CELL_UNITS, fitting};

    #[test]
    fn long_text_is_cut_at_what_excel_holds() {
        let long = "分".repeat(MAX_CELL_UNITS + 5);
        assert_eq!(fitting(&long).chars().count(), MAX_CELL_UNITS);
        assert_eq!(fitting("98分"), "98分");
    }
}
