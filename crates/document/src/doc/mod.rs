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
    CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged("复合文件结构不完整"))
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
