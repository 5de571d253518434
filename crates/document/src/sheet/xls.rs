//! Excel 97 to 2003, and et files that are the same inside.

use super::record::{self, broken};
use super::{Sheet, assemble, guarded, has_cells, is_visible, text_of};
use crate::error::ReadError;
use crate::model::{Document, Format};
use calamine::{Reader, Xls, XlsError};
use std::collections::BTreeMap;
use std::io::Cursor;

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    // First of all: it bounds what the library below makes room for.
    let extras = record::extras(bytes)?;
    let opened = guarded(|| Xls::new(Cursor::new(bytes)));
    let mut workbook = opened.ok_or_else(|| broken("记录不完整"))?.map_err(refuse)?;
    let mut sheets = Vec::new();
    for (sheet, extras) in workbook.sheets_metadata().to_vec().into_iter().zip(extras) {
        if !has_cells(&sheet) {
            continue;
        }
        let range = workbook.worksheet_range(&sheet.name).map_err(refuse)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut cells = BTreeMap::new();
        for (row, column, value) in range.used_cells() {
            let at = (top + narrow(row), left + narrow(column));
            let code = extras.codes.get(&at).map_or("General", String::as_str);
            if let Some(text) = text_of(value, code) {
                cells.insert(at, text);
            }
        }
        sheets.push(Sheet {
            merged: workbook.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default(),
            visible: is_visible(&sheet),
            name: sheet.name,
            hidden_rows: extras.hidden_rows,
            cells,
        });
    }
    let mut document = Document::new(Format::Xls);
    assemble(&mut document, sheets)?;
    Ok(document)
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn refuse(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Encrypted,
        _ => broken("工作簿的内容无法解析"),
    }
}
