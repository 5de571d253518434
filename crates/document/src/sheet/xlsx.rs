//! Excel 2007 and later.

use super::package::{self, broken};
use super::{Sheet, assemble, guarded, has_cells, is_visible, text_of};
use crate::error::ReadError;
use crate::model::{Document, Format};
use calamine::{Data, Reader, Xlsx, XlsxError};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

const UNREADABLE: &str = "工作表的内容无法解析";

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    // First of all: it bounds what the library below unpacks.
    let hidden = package::hidden_rows(bytes)?;
    let sheets = guarded(|| sheets(bytes, hidden)).ok_or_else(|| broken(UNREADABLE))??;
    let mut document = Document::new(Format::Xlsx);
    assemble(&mut document, sheets)?;
    Ok(document)
}

fn sheets(
    bytes: &[u8],
    mut hidden: BTreeMap<String, BTreeSet<u32>>,
) -> Result<Vec<Sheet>, ReadError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refuse)?;
    let mut sheets = Vec::new();
    let mut left = super::MAX_CELLS;
    for sheet in workbook.sheets_metadata().to_vec() {
        if !has_cells(&sheet) {
            continue;
        }
        let cells = cells(&mut workbook, &sheet.name, left)?;
        left -= cells.len();
        sheets.push(Sheet {
            merged: workbook.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default(),
            hidden_rows: hidden.remove(&sheet.name).unwrap_or_default(),
            visible: is_visible(&sheet),
            name: sheet.name,
            cells,
        });
    }
    Ok(sheets)
}

/// The texts of a sheet. They are streamed, so that a far-off cell costs no room.
fn cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limit: usize,
) -> Result<BTreeMap<(u32, u32), String>, ReadError> {
    let mut cells = BTreeMap::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(refuse)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(refuse)? {
        let code = reader.styles().get(style).and_then(|s| s.number_format.as_ref());
        let code = code.map_or("General", |f| f.format_code.as_str()).to_owned();
        let value = Data::from(cell.get_value().clone());
        if let Some(text) = text_of(&value, &code) {
            cells.insert(cell.get_position(), text);
        }
        if cells.len() > limit {
            return Err(ReadError::TooManyCells { limit: super::MAX_CELLS });
        }
    }
    Ok(cells)
}

fn refuse(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        XlsxError::Zip(_) => broken("不是完整的压缩包"),
        XlsxError::FileNotFound(part) => broken(&format!("缺少 {part}")),
        _ => broken(UNREADABLE),
    }
}
