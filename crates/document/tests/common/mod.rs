//! What the tests of the readers share.
#![allow(dead_code, reason = "each test uses its part")]

use jiheng_document::{Block, Document};
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The document as text: a line for each paragraph and each cell.
pub fn outline(document: &Document) -> String {
    let mut lines = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let level = paragraph.style_level.map_or("-".into(), |level| level.to_string());
                let number = paragraph.numbering.as_deref().unwrap_or_default();
                let text = document.text(paragraph.node);
                writeln!(lines, "{level} [{number}] {text}").unwrap();
            }
            Block::Table(table) => {
                writeln!(lines, "table {}x{}", table.rows, table.columns).unwrap();
                for cell in &table.cells {
                    let text = document.text(cell.node);
                    let (rows, columns) = (cell.row_span, cell.column_span);
                    writeln!(lines, "  {},{} {rows}x{columns} {text}", cell.row, cell.column)
                        .unwrap();
                }
            }
        }
    }
    lines
}

/// The parts of a package.
pub fn parts(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(package)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// A package of parts.
pub fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The fixture with one part changed.
pub fn changed(name: &str, part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut parts = parts(&fixture(name));
    for (found, bytes) in &mut parts {
        if found == part {
            *bytes = change(std::str::from_utf8(bytes).unwrap()).into_bytes();
        }
    }
    package(&parts)
}
