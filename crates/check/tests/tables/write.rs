//! A sample in each format that a unit may hand in.

#![allow(clippy::float_arithmetic)]

use crate::grid::{Cell, Grid};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The name of each format as the checker reports it, and the bytes.
pub fn all(grid: &Grid) -> Vec<(&'static str, Vec<u8>)> {
    vec![("xlsx", xlsx(grid)), ("docx", docx(grid)), ("html", html(grid)), ("txt", text(grid))]
}

fn xlsx(grid: &Grid) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("自评表").unwrap();
    for cell in grid.cells() {
        let (row, column) = (u32::try_from(cell.row).unwrap(), u16::try_from(cell.column).unwrap());
        if cell.row_span * cell.column_span > 1 {
            let last_row = row + u32::try_from(cell.row_span).unwrap() - 1;
            let last_column = column + u16::try_from(cell.column_span).unwrap() - 1;
            sheet.merge_range(row, column, last_row, last_column, "", &Format::new()).unwrap();
        }
        fill(sheet, row, column, &cell.text);
    }
    book.save_to_buffer().unwrap()
}

/// Numbers as numbers, with the format that shows them as they are printed.
fn fill(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    let plain = text.replace(',', "");
    let (digits, percent) = plain.strip_suffix('%').map_or((plain.as_str(), false), |d| (d, true));
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let Ok(value) = digits.parse::<f64>() else {
        sheet.write(row, column, text).unwrap();
        return;
    };
    if !is_number {
        sheet.write(row, column, text).unwrap();
        return;
    }
    let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
    let zeros = if decimals > 0 { format!(".{}", "0".repeat(decimals)) } else { String::new() };
    let whole = if text.contains(',') { "#,##0" } else { "0" };
    let sign = if percent { "%" } else { "" };
    let format = Format::new().set_num_format(format!("{whole}{zeros}{sign}"));
    let value = if percent { value / 100.0 } else { value };
    sheet.write_with_format(row, column, value, &format).unwrap();
}

fn docx(grid: &Grid) -> Vec<u8> {
    let mut body = String::new();
    let cells = grid.cells();
    for row in 0..grid.rows.len() {
        body.push_str("<w:tr>");
        let covers = |c: &&Cell| (c.row..c.row + c.row_span).contains(&row);
        let mut across: Vec<&Cell> = cells.iter().filter(covers).collect();
        across.sort_by_key(|c| c.column);
        for cell in across {
            let merge = match (cell.row_span > 1, cell.row == row) {
                (false, _) => "",
                (true, true) => "<w:vMerge w:val=\"restart\"/>",
                (true, false) => "<w:vMerge/>",
            };
            let text = if cell.row == row { escape(&cell.text) } else { String::new() };
            let _ = write!(
                body,
                "<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr><w:p><w:r><w:t \
                 xml:space=\"preserve\">{text}</w:t></w:r></w:p></w:tc>",
                cell.column_span
            );
        }
        body.push_str("</w:tr>");
    }
    let main = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
         <w:tbl>{body}</w:tbl><w:p/></w:body></w:document>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(main.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn html(grid: &Grid) -> Vec<u8> {
    let cells = grid.cells();
    let mut body = String::new();
    for row in 0..grid.rows.len() {
        body.push_str("<tr>");
        for cell in cells.iter().filter(|c| c.row == row) {
            let _ = write!(
                body,
                "<td rowspan=\"{}\" colspan=\"{}\">{}</td>",
                cell.row_span,
                cell.column_span,
                escape(&cell.text)
            );
        }
        body.push_str("</tr>\n");
    }
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body><table>\n{body}</table>\
         </body></html>\n"
    )
    .into_bytes()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Merged cells leave empty ones behind.
fn text(grid: &Grid) -> Vec<u8> {
    let mut out = String::new();
    for row in &grid.rows {
        let shown =
            row.iter().map(|c| if matches!(c.as_str(), "<" | "^") { "" } else { c.as_str() });
        let _ = writeln!(out, "| {} |", shown.collect::<Vec<_>>().join(" | "));
    }
    out.into_bytes()
}
