//! What every sheet has in common: the paper, the height of its rows, the bytes of its book.

use super::BookError;
use jiheng_base::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// A4 in the numbering of Excel.
const A4: u8 = 9;
/// Points; the greatest is that of Excel.
const LINE_HEIGHT: u32 = 15;
const LEAST_HEIGHT: u32 = 20;
const MAX_HEIGHT: u32 = 409;
/// Digits of a number that a workbook keeps.
const DIGITS: usize = 15;

/// A4 upright, one page wide, with the number of the page below.
pub(super) fn set_up(sheet: &mut Worksheet) {
    sheet.set_portrait().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.6, 0.6, 0.8, 0.8, 0.4, 0.4).set_print_center_horizontally(true);
    sheet.set_footer("&C第 &P 页，共 &N 页").set_screen_gridlines(false);
}

/// The bytes of a book; the same book gives the same bytes.
pub(super) fn save(mut book: Workbook) -> Result<Vec<u8>, BookError> {
    let founding = ExcelDateTime::from_ymd(2020, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&founding));
    Ok(book.save_to_buffer()?)
}

/// High enough for so many lines: not every program finds out by itself.
pub(super) fn set_height(sheet: &mut Worksheet, row: u32, lines: u32) -> Result<(), XlsxError> {
    sheet.set_row_height(row, height(lines))?;
    Ok(())
}

fn height(lines: u32) -> u32 {
    (lines.saturating_mul(LINE_HEIGHT) + 5).clamp(LEAST_HEIGHT, MAX_HEIGHT)
}

/// Lines that a text takes in a column of a width, in characters of half width.
pub(super) fn lines(text: &str, width: u32) -> u32 {
    let width = usize::try_from(width.saturating_sub(2).max(2)).unwrap_or(usize::MAX);
    let lines = text.lines().map(|line| line.width_cjk().div_ceil(width).max(1)).sum::<usize>();
    u32::try_from(lines.max(1)).unwrap_or(u32::MAX)
}

/// A number as a workbook keeps it; none for one that it would round. Nothing is calculated with it.
pub(super) fn kept(value: Decimal) -> Option<f64> {
    let digits = value.normalize().mantissa().unsigned_abs().to_string().len();
    value.to_string().parse().ok().filter(|_| digits <= DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_by_the_width_of_characters() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("一二三四", 10), 1);
        assert_eq!(lines("一二三四五", 10), 2);
        assert_eq!(lines("甲\n乙", 10), 2);
    }

    #[test]
    fn numbers_that_a_workbook_would_round_are_none() {
        assert_eq!(kept(Decimal::new(123_456_789_012_345, 4)), Some(12_345_678_901.234_5));
        assert_eq!(kept(Decimal::new(1_234_567_890_123_456, 4)), None);
        assert_eq!(kept(Decimal::new(12_000, 3)), Some(12.0));
    }
}
