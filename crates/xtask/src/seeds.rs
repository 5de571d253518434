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
        for target in ["read", "text", "extract"] {
            put(corpus, target, &name, &text)?;
        }
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

fn put(corpus: &Path, target: &str, name: &str, bytes: &[u8]) -> Result<()> {
    let folder = corpus.join(target);
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join(name), bytes)?)
}
