//! A copy of the file with a note at every finding; all else in it stays as it is.

mod docx;
mod package;
mod pdf;
mod relations;
mod xlsx;
mod xml;

use crate::report::{FindingInfo, Report};
use jiheng_document::{Document, Format, ReadError};
use thiserror::Error;

/// Endings of the formats that can be annotated.
pub const ANNOTATED: &[&str] = &["docx", "pdf", "xlsx"];

/// Who signs the notes.
const AUTHOR: &str = "绩衡";

/// Why there is no annotated copy.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AnnotateError {
    /// Notes cannot be written into this format.
    #[error("不能批注 {0} 格式的文件")]
    Format(&'static str),
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// Something in the file is not as it should be.
    #[error("文件的 {part} 不合规范，无法加入批注")]
    Malformed {
        /// The part.
        part: String,
    },
    /// What is not whole cannot be added to.
    #[error("PDF 的索引不完整或已损坏，无法加入批注；请用 PDF 软件另存一份后再试")]
    NoIndex,
    /// Whoever may read it may not write to it.
    #[error("PDF 设有权限密码，无法加入批注；请用 PDF 软件解除后再试")]
    Restricted,
    /// The package cannot be written.
    #[error("无法写出批注后的文件（{0}）")]
    Package(String),
}

/// A copy of the file with a note at the primary place of every finding.
///
/// `document` and `report` must come from these bytes.
///
/// # Errors
/// [`AnnotateError`] when the format takes no notes or the file is not as it should be.
pub fn annotate(
    bytes: &[u8],
    document: &Document,
    report: &Report,
) -> Result<Vec<u8>, AnnotateError> {
    match document.format {
        Format::Docx => docx::annotate(bytes, document, &report.findings),
        Format::Pdf => pdf::annotate(bytes, document, &report.findings),
        Format::Xlsx => xlsx::annotate(bytes, document, &report.findings),
        other => Err(AnnotateError::Format(other.extension())),
    }
}

/// What a note says, a line each.
fn words(finding: &FindingInfo) -> Vec<String> {
    let title = format!("【{}】{} {}", finding.level.text(), finding.code, finding.title);
    let mut lines = vec![title, finding.message.clone()];
    lines.extend(finding.details());
    lines
}
