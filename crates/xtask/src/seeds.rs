//! First inputs for the fuzz targets, from the samples.

use crate::samples::{self, folder};
use anyhow::Result;
use std::io::{Cursor, Read};
use std::path::Path;

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
        let docx = std::fs::read(source.with_extension("docx"))?;
        put(corpus, "read", &format!("{name}.docx"), &docx)?;
        let mut body = Vec::new();
        let mut archive = zip::ZipArchive::new(Cursor::new(docx))?;
        archive.by_name("word/document.xml")?.read_to_end(&mut body)?;
        put(corpus, "docx_body", &name, &body)?;
    }
    Ok(())
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
