//! Evaluations as files: TOML, JSON, or an entry form that is filled in.

use crate::say::say;
use crate::{input, output};
use anyhow::{Result, anyhow, bail};
use jiheng_document::Document;
use jiheng_intake::{Notation, is_form, read_data, read_form, write_data};
use jiheng_law::Law;
use jiheng_report::Submission;
use std::path::Path;

/// Endings of files that data is written to.
pub(crate) const ENDINGS: &[&str] = &["toml", "json"];

fn notation(path: &Path) -> Option<Notation> {
    Notation::of_ending(path.extension()?.to_str()?)
}

/// What a file turns out to be.
pub(crate) enum Source {
    Data(Box<Submission>),
    Document(Document),
}

/// The data of a TOML or JSON file; any other file as a document.
///
/// # Errors
/// When the file cannot be read, or its data is not of the right shape.
pub(crate) fn open(path: &Path) -> Result<Source> {
    let name = input::name(path);
    let bytes = input::read(path).map_err(|e| anyhow!("{name}：{e:#}"))?;
    let Some(notation) = notation(path) else {
        let document = jiheng_document::read(&bytes).map_err(|e| anyhow!("{name}：{e}"))?;
        return Ok(Source::Document(document));
    };
    let text =
        String::from_utf8(bytes).map_err(|_| anyhow!("{name}：不是 UTF-8 编码，请另存为 UTF-8"))?;
    let submission = read_data(&text, notation).map_err(|e| told(&name, &e.to_string()))?;
    Ok(Source::Data(Box::new(submission)))
}

/// The data of an entry form.
///
/// # Errors
/// When the file is no entry form, or every cell that is to be mended.
pub(crate) fn form(path: &Path, law: &Law) -> Result<Submission> {
    match open(path)? {
        Source::Data(_) => bail!("{}：已经是评价数据，不用导入", input::name(path)),
        Source::Document(document) => filled(&document, path, law),
    }
}

/// The data of a TOML or JSON file, or of an entry form.
///
/// # Errors
/// When the file is neither, or everything that is wrong with its data.
pub(crate) fn read(path: &Path, law: &Law) -> Result<Submission> {
    match open(path)? {
        Source::Data(submission) => Ok(*submission),
        Source::Document(document) => filled(&document, path, law),
    }
}

fn filled(document: &Document, path: &Path, law: &Law) -> Result<Submission> {
    let name = input::name(path);
    if !is_form(document) {
        bail!(
            "{name}：不是用 jiheng template 出的自评表；\
             已有的报告或表可用 jiheng template --from 带入新表"
        );
    }
    read_form(document, law).map_err(|e| told(&name, &e.to_string()))
}

/// Faults, one a line.
pub(crate) fn told(name: &str, faults: &str) -> anyhow::Error {
    let lines: Vec<String> = faults.lines().map(|line| format!("\n  {line}")).collect();
    anyhow!("{name} 有 {} 处要改：{}", lines.len(), lines.concat())
}

/// Writes data to a file, or to the standard output where there is none.
///
/// # Errors
/// When the data cannot be written down, or the file not be written.
pub(crate) fn write(submission: &Submission, out: Option<&Path>) -> Result<()> {
    let notation = out.and_then(notation).unwrap_or(Notation::Toml);
    let text = write_data(submission, notation)?;
    match out {
        Some(path) => output::write(path, text.as_bytes()),
        None => {
            say!("{text}");
            Ok(())
        }
    }
}
