//! The records of an old workbook (BIFF): what the library does not tell, and whether what it
//! would make room for is sane.

use super::format;
use crate::error::ReadError;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

/// The stream that holds the records is no longer than this.
const MAX_STREAM: u64 = 128 << 20;
/// Positions between the first and the last cell of a sheet.
const MAX_BOX: u64 = 20_000_000;

/// What the records tell of a sheet.
#[derive(Default)]
pub(super) struct Extras {
    /// Format codes of cells that hold numbers.
    pub(super) codes: BTreeMap<(u32, u32), String>,
    pub(super) hidden_rows: BTreeSet<u32>,
}

/// Walks the records.
///
/// # Errors
/// When the file is broken or encrypted, or claims more cells than a workbook has.
pub(super) fn extras(bytes: &[u8]) -> Result<Vec<Extras>, ReadError> {
    let stream = stream(bytes)?;
    let mut globals = Globals::default();
    for record in Records::new(&stream, 0) {
        match record.kind {
            FILE_PASS => return Err(ReadError::Encrypted),
            FORMAT => globals.format(record.data),
            XF => globals.xfs.push(word(record.data, 2)),
            BOUND_SHEET => globals.sheets.push(long(record.data, 0)),
            END => break,
            _ => {}
        }
    }
    globals.sheets.iter().map(|start| sheet(&stream, *start as usize, &globals)).collect()
}

fn stream(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let mut file =
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| broken("复合文件的目录不完整"))?;
    let name = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let stream = file.open_stream(name).map_err(|_| broken("缺少工作簿"))?;
    let mut content = Vec::new();
    stream.take(MAX_STREAM + 1).read_to_end(&mut content).map_err(|_| broken("工作簿不完整"))?;
    if content.len() as u64 > MAX_STREAM {
        return Err(ReadError::Bomb { limit: MAX_STREAM });
    }
    Ok(content)
}

pub(super) fn broken(what: &str) -> ReadError {
    ReadError::Damaged { format: "xls", what: what.to_owned() }
}

#[derive(Default)]
struct Globals {
    codes: BTreeMap<u16, String>,
    /// The number of the format of each cell style.
    xfs: Vec<u16>,
    /// Where each sheet starts.
    sheets: Vec<u32>,
}

impl Globals {
    /// A format: its number and its code, in one or two bytes a character.
    fn format(&mut self, data: &[u8]) {
        let (id, length) = (word(data, 0), usize::from(word(data, 2)));
        let Some(text) = data.get(5..) else { return };
        let code = if data[4] & 1 == 1 {
            let units: Vec<u16> = text
                .chunks_exact(2)
                .take(length)
                .map(|c| u16::from_le_bytes([c[0], c[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        } else {
            text.iter().take(length).map(|b| char::from(*b)).collect()
        };
        self.codes.insert(id, code);
    }

    fn code(&self, xf: u16) -> &str {
        let id = self.xfs.get(usize::from(xf)).copied().unwrap_or(0);
        self.codes.get(&id).map_or_else(|| format::builtin(id), String::as_str)
    }
}

fn sheet(stream: &[u8], start: usize, globals: &Globals) -> Result<Extras, ReadError> {
    let mut extras = Extras::default();
    let (mut depth, mut corner, mut first) = (0_usize, (0, 0), (u32::MAX, u32::MAX));
    for record in Records::new(stream, start) {
        let data = record.data;
        let (row, column) = (u32::from(word(data, 0)), u32::from(word(data, 2)));
        let mut cell = |column: u32, xf: u16| {
            extras.codes.insert((row, column), globals.code(xf).to_owned());
        };
        match record.kind {
            BEGIN => depth += 1,
            END => depth = depth.saturating_sub(1),
            _ if depth > 1 => continue,
            NUMBER | RK | FORMULA => cell(column, word(data, 4)),
            // Style and number of each, then the last column.
            MUL_RK => (column..)
                .zip(data.get(4..data.len().saturating_sub(2)).unwrap_or(&[]).chunks_exact(6))
                .for_each(|(column, c)| cell(column, word(c, 0))),
            ROW if word(data, 12) & 0x20 != 0 => {
                extras.hidden_rows.insert(row);
            }
            DIMENSIONS => {
                let (from, to) = (long(data, 0), long(data, 4));
                let (left, right) = (word(data, 8), word(data, 10));
                if from > to || left > right {
                    return Err(broken("工作表的范围前后颠倒"));
                }
                bounded(u64::from(to - from + 1) * u64::from(right - left + 1))?;
            }
            _ => {}
        }
        if matches!(record.kind, NUMBER | RK | FORMULA | MUL_RK | LABEL | LABEL_SST | RICH_LABEL) {
            corner = (row.max(corner.0), column.max(corner.1));
            first = (row.min(first.0), column.min(first.1));
            bounded(u64::from(corner.0 - first.0 + 1) * u64::from(corner.1 - first.1 + 1))?;
        }
        if depth == 0 {
            break;
        }
    }
    Ok(extras)
}

fn bounded(cells: u64) -> Result<(), ReadError> {
    let limit = usize::try_from(MAX_BOX).unwrap_or(usize::MAX);
    if cells > MAX_BOX { Err(ReadError::TooManyCells { limit }) } else { Ok(()) }
}

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00BD;
const RICH_LABEL: u16 = 0x00D6;
const XF: u16 = 0x00E0;
const LABEL_SST: u16 = 0x00FD;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const ROW: u16 = 0x0208;
const RK: u16 = 0x027E;
const FORMAT: u16 = 0x041E;
const BEGIN: u16 = 0x0809;

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    fn new(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let head = self.stream.get(self.at..self.at.checked_add(4)?)?;
        let (kind, length) = (word(head, 0), usize::from(word(head, 2)));
        let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some(Record { kind, data })
    }
}

/// Two bytes; zero where the record is cut.
fn word(data: &[u8], at: usize) -> u16 {
    data.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

fn long(data: &[u8], at: usize) -> u32 {
    u32::from(word(data, at)) | u32::from(word(data, at + 2)) << 16
}
