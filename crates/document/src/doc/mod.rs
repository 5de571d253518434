//! Word 97 to 2003 (WPS writes the same): streams of a compound file, after [MS-DOC].

mod body;
mod bytes;
mod fib;
mod fonts;
mod formatting;
mod lists;
mod pieces;
mod row;
mod sprm;
mod styles;

use crate::error::ReadError;
use crate::model::{Document, Format};
use cfb::CompoundFile;
use std::io::{Cursor, Read};

type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Which document a compound file is, by the streams inside.
pub(crate) fn format_of(bytes: &[u8]) -> Result<Format, ReadError> {
    let file = open(bytes)?;
    if file.exists("/EncryptedPackage") {
        return Err(ReadError::Encrypted);
    }
    if file.exists("/WordDocument") {
        return Ok(Format::Doc);
    }
    if file.exists("/Workbook") || file.exists("/Book") {
        return Ok(Format::Xls);
    }
    Err(ReadError::Unsupported { format: "这种旧版 Office 文件", instead: " docx " })
}

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut file = open(bytes)?;
    let main = stream(&mut file, "/WordDocument")?;
    let fib = fib::Fib::parse(&main)?;
    let table = stream(&mut file, fib.table_stream())?;
    // Only documents with pictures and wide rows have it.
    let data = if file.exists("/Data") { stream(&mut file, "/Data")? } else { Vec::new() };
    body::Reader::new(&fib, &main, &table, &data)?.read()
}

fn open(bytes: &[u8]) -> Result<File<'_>, ReadError> {
    CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadError::Damaged {
        format: likely_format(bytes),
        what: "复合文件结构不完整".into(),
    })
}

/// What a damaged compound file was meant to be, by the start of its main stream, which is that of
/// a sector; the names of the streams may be lost.
fn likely_format(bytes: &[u8]) -> &'static str {
    const SECTOR: usize = 512;
    const DOCUMENT: &[u8] = &[0xEC, 0xA5];
    /// The record that begins a workbook, and its length.
    const WORKBOOK: &[u8] = &[0x09, 0x08, 0x10, 0x00];
    let has = |start: &[u8]| bytes.chunks(SECTOR).any(|sector| sector.starts_with(start));
    if has(DOCUMENT) {
        "doc"
    } else if has(WORKBOOK) {
        "xls"
    } else {
        "doc 或 xls "
    }
}

fn stream(file: &mut File, name: &str) -> Result<Vec<u8>, ReadError> {
    let broken = |_| damaged(format!("{} 流缺失或不完整", name.trim_start_matches('/')));
    let stream = file.open_stream(name).map_err(broken)?;
    let mut bytes = Vec::new();
    stream.take(crate::MAX_FILE_BYTES as u64).read_to_end(&mut bytes).map_err(broken)?;
    Ok(bytes)
}

fn damaged(what: impl Into<String>) -> ReadError {
    ReadError::Damaged { format: "doc", what: what.into() }
}
