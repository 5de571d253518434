//! Spreadsheets: what the program shows is what is read, where it stands.

#![allow(clippy::panic, clippy::unwrap_used)]

use jiheng_document::{Block, Document, Format, ReadError, Table, read};
use rust_xlsxwriter::{Format as Style, Workbook};
use std::io::Cursor;

fn table(document: &Document, at: usize) -> &Table {
    match &document.blocks[at] {
        Block::Table(table) => table,
        Block::Paragraph(_) => panic!("no table"),
    }
}

fn text(document: &Document, row: u32, column: u32) -> &str {
    table(document, 0).at(row, column).map_or("", |c| document.text(c.node))
}

fn form() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("自评表").unwrap();
    let (plain, percent) = (Style::new(), Style::new().set_num_format("0.00%"));
    let money = Style::new().set_num_format("#,##0.00");
    let day = Style::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    sheet.merge_range(0, 0, 0, 3, "清河县民政局项目支出绩效自评表", &plain).unwrap();
    sheet.write(2, 1, "全年预算数").unwrap();
    sheet.write(2, 2, "执行率").unwrap();
    sheet.write(2, 3, "填报日期").unwrap();
    sheet.write_with_format(3, 1, 4286.7, &money).unwrap();
    sheet.write_with_format(3, 2, 0.9827, &percent).unwrap();
    sheet.write_with_format(3, 3, 45356.0, &day).unwrap();
    sheet.merge_range(4, 0, 5, 0, "产出", &plain).unwrap();
    sheet.write(4, 1, "甲").unwrap();
    sheet.write(5, 1, "乙").unwrap();
    sheet.set_row_hidden(5).unwrap();
    sheet.write_blank(40, 9, &plain).unwrap();
    let hidden = book.add_worksheet().set_name("附注").unwrap();
    hidden.write(0, 0, "说明").unwrap();
    hidden.set_hidden(true);
    book.save_to_buffer().unwrap()
}

#[test]
fn cells_read_as_they_are_shown() {
    let document = read(&form()).unwrap();
    assert_eq!(document.format, Format::Xlsx);
    assert_eq!(text(&document, 1, 1), "全年预算数");
    assert_eq!(text(&document, 2, 1), "4,286.70");
    assert_eq!(text(&document, 2, 2), "98.27%");
    assert_eq!(text(&document, 2, 3), "2024年3月5日");
}

#[test]
fn merged_cells_span_and_empty_rows_and_columns_are_left_out() {
    let document = read(&form()).unwrap();
    let table = table(&document, 0);
    assert_eq!((table.rows, table.columns), (5, 4));
    assert_eq!(table.cells[0].column_span, 4);
    let output = table.at(4, 0).unwrap();
    assert_eq!((document.text(output.node), output.row_span), ("产出", 2));
    let place = jiheng_base::Place::new(table.at(2, 2).unwrap().node, 0, 6);
    assert_eq!(document.locate(place).path, "工作表“自评表”C4单元格");
}

#[test]
fn hidden_rows_and_sheets_are_told_and_read() {
    let document = read(&form()).unwrap();
    let notices: Vec<&str> = document.notices.iter().map(|n| n.text.as_str()).collect();
    assert_eq!(
        notices,
        ["工作表“自评表”的第6行是隐藏的，仍一并核对", "工作表“附注”是隐藏的，仍一并核对"]
    );
    assert!(document.nodes.iter().any(|n| n.text == "说明"));
}

#[test]
fn a_far_off_cell_costs_no_room() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "甲").unwrap();
    sheet.write(1_048_575, 16_383, "乙").unwrap();
    let document = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!((table(&document, 0).rows, table(&document, 0).columns), (2, 2));
}

#[test]
fn too_many_cells_are_refused() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..1_000 {
        for column in 0..201 {
            sheet.write(row, column, 1).unwrap();
        }
    }
    let refused = read(&book.save_to_buffer().unwrap());
    assert!(matches!(refused, Err(ReadError::TooManyCells { .. })), "{refused:?}");
}

#[test]
fn broken_workbooks_are_refused() {
    let whole = form();
    for length in (0..whole.len()).step_by(97) {
        assert!(read(&whole[..length]).is_err(), "{length}");
    }
}

#[test]
fn encrypted_workbooks_are_named_as_such() {
    let mut envelope = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    envelope.create_stream("/EncryptedPackage").unwrap();
    assert_eq!(read(&envelope.into_inner().into_inner()), Err(ReadError::Encrypted));

    // The record after the first one becomes the one that opens an encrypted stream.
    let mut old = include_bytes!("data/form.xls").to_vec();
    let start = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00];
    let first = old.windows(start.len()).position(|w| w == start).unwrap();
    old[first + 20..first + 22].copy_from_slice(&[0x2F, 0x00]);
    assert_eq!(read(&old), Err(ReadError::Encrypted));
}

/// Writes the source of `data/form.xls`; see `data/README.md`.
#[test]
#[ignore = "makes a fixture"]
fn write_the_source_of_the_fixture() {
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/form.xlsx"), form()).unwrap();
}

#[test]
fn old_workbooks_read_like_new_ones() {
    let old = read(include_bytes!("data/form.xls")).unwrap();
    assert_eq!(old.format, Format::Xls);
    let new = read(&form()).unwrap();
    let words = |d: &Document| d.nodes.iter().map(|n| n.text.clone()).collect::<Vec<_>>();
    assert_eq!(words(&old), words(&new));
    assert_eq!(table(&old, 0).cells, table(&new, 0).cells);
    assert_eq!(old.notices, new.notices);
}

#[test]
fn broken_old_workbooks_never_panic() {
    let whole = include_bytes!("data/form.xls");
    for at in (512..whole.len()).step_by(61) {
        let mut bytes = whole.to_vec();
        bytes[at] ^= 0xFF;
        let _ = read(&bytes);
        let _ = read(&whole[..at]);
    }
}
