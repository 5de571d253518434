//! First inputs for the fuzz targets, from the samples.

use crate::pdf;
use crate::samples::{self, folder};
use anyhow::Result;
use std::fmt::Write;
use std::io::{Cursor, Read};
use std::path::Path;

/// A report of our own in the old format of Word.
const DOC: &str = "../document/tests/fixtures/sample.doc";

/// Lays the samples out under `corpus`, a folder for each target.
pub(crate) fn write(corpus: &Path) -> Result<()> {
    for source in samples::sources()? {
        let name = source.strip_prefix(folder()).unwrap_or(&source).display().to_string();
        let name = name.replace(['/', '\\'], "-");
        let text = std::fs::read(&source)?;
        for target in ["read", "text", "extract", "html", "rtf"] {
            put(corpus, target, &name, &text)?;
        }
        let words = String::from_utf8_lossy(&text);
        put(corpus, "odt_body", &name, odt_content(&words).as_bytes())?;
        put(corpus, "sheet", &name, sheet(&words).as_bytes())?;
        // Single lines are mutated faster, and reach the rules as well.
        for (number, line) in String::from_utf8_lossy(&text).lines().enumerate() {
            put(corpus, "extract", &format!("{name}-{number}"), line.as_bytes())?;
        }
        let drawings = drawings(&words);
        for (number, drawing) in drawings.iter().enumerate() {
            let name = format!("{name}-{number}");
            put(corpus, "pdf_page", &name, drawing.as_bytes())?;
            put(corpus, "pdf", &name, &pdf::file(&[drawing.as_bytes()]))?;
        }
        let pages: Vec<&[u8]> = drawings.iter().map(|d| d.as_bytes()).collect();
        put(corpus, "pdf_page", &name, &pages.join(&0x0C))?;
        put(corpus, "read", &format!("{name}.pdf"), &pdf::file(&pages))?;
        let docx = std::fs::read(source.with_extension("docx"))?;
        put(corpus, "read", &format!("{name}.docx"), &docx)?;
        let mut body = Vec::new();
        let mut archive = zip::ZipArchive::new(Cursor::new(docx))?;
        archive.by_name("word/document.xml")?.read_to_end(&mut body)?;
        put(corpus, "docx_body", &name, &body)?;
    }
    let doc = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(DOC))?;
    put(corpus, "doc", "sample.doc", &streams(&doc)?)?;
    put(corpus, "read", "sample.doc", &doc)
}

/// The lengths of the main and of the table stream of a doc, and its streams.
fn streams(doc: &[u8]) -> Result<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(doc))?;
    let (mut lengths, mut bytes) = (Vec::new(), Vec::new());
    for name in ["WordDocument", "1Table", "Data"] {
        let length = file.open_stream(name)?.read_to_end(&mut bytes)?;
        lengths.extend(u16::try_from(length)?.to_le_bytes());
    }
    lengths.truncate(4);
    Ok([lengths, bytes].concat())
}

/// The first lines of a text as drawings of pages, those with tabs or bars as rows of a ruled table.
fn drawings(text: &str) -> Vec<String> {
    const LINES_ON_PAGE: usize = 10;
    const PAGES: usize = 2;
    const CHARACTERS: usize = 28;
    const ROW: usize = 24;
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let mut pages = Vec::new();
    for lines in lines.chunks(LINES_ON_PAGE).take(PAGES) {
        let mut page = String::new();
        for (at, line) in lines.iter().enumerate() {
            let bottom = 780 - at * ROW;
            let cells: Vec<&str> = line.split(['\t', '|']).collect();
            let width = 440 / cells.len();
            for (column, cell) in cells.iter().enumerate() {
                let left = 80 + column * width;
                if cells.len() > 1 {
                    let _ = writeln!(page, "{left} {} {width} {ROW} re S", bottom - 8);
                }
                let units = cell.trim().encode_utf16().take(CHARACTERS);
                let text: String = units.map(|unit| format!("{unit:04X}")).collect();
                let _ = writeln!(page, "BT /F 12 Tf {left} {bottom} Td <{text}> Tj ET");
            }
        }
        pages.push(page);
    }
    pages
}

/// The lines of a text as the content of an odt, those with tabs as rows of a table.
fn odt_content(text: &str) -> String {
    let line = |line: &str| match line.contains('\t') {
        true => {
            let cells = line
                .split('\t')
                .map(|c| format!("<table:table-cell><text:p>{c}</text:p></table:table-cell>"));
            format!(
                "<table:table><table:table-row>{}</table:table-row></table:table>",
                cells.collect::<String>()
            )
        }
        false => format!("<text:h text:outline-level=\"1\">{line}</text:h><text:p>{line}</text:p>"),
    };
    let lines: String = text.lines().map(line).collect();
    format!(
        "<office:document-content><office:body><office:text>{lines}</office:text></office:body></office:document-content>"
    )
}

/// The lines of a text as rows of a sheet.
fn sheet(text: &str) -> String {
    let cell = |c: &str| format!("<c t=\"inlineStr\"><is><t>{c}</t></is></c>");
    let row = |line: &str| format!("<row>{}</row>", line.split('\t').map(cell).collect::<String>());
    let rows: String = text.lines().map(row).collect();
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn put(corpus: &Path, target: &str, name: &str, bytes: &[u8]) -> Result<()> {
    let folder = corpus.join(target);
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join(name), bytes)?)
}
