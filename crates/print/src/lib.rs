//! Official documents as PDF, typeset with the fonts that the machine has.
//!
//! All of it stands behind the feature `pdf`: see docs/adr/0006-pdf-behind-a-feature.md.

#![cfg(feature = "pdf")]

mod fonts;
mod source;
mod world;

pub use fonts::Fonts;

use jiheng_report::Paper;
use std::panic::resume_unwind;
use std::thread::{self, Builder};
use thiserror::Error;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use world::Press;

/// Why there is no PDF.
#[derive(Debug, Error)]
pub enum PrintError {
    /// No font has Chinese characters.
    #[error(
        "没有找到中文字体，不能生成 PDF。请把字体放进程序旁边的 fonts 文件夹，或用 --fonts 指出字体所在的文件夹；\
         免费的有 Fandol（仿宋、楷体、黑体、宋体）和 Noto Serif CJK"
    )]
    NoFonts,
    /// The typesetter refuses the document.
    #[error("排版失败（{0}）")]
    Refused(String),
}

/// The paper as PDF; the same paper and fonts give the same bytes. Not to be called on a thread of
/// rayon: the typesetter divides its work by rayon and must not wait for such a thread.
///
/// # Errors
/// When the typesetter refuses it.
pub fn pdf(paper: &Paper, fonts: &Fonts) -> Result<Vec<u8>, PrintError> {
    /// Typesetting goes deeper than the stack that a thread usually has.
    const STACK_BYTES: usize = 16 << 20;
    thread::scope(|scope| {
        let thread =
            Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, || set(paper, fonts));
        let thread = thread.map_err(|e| PrintError::Refused(e.to_string()))?;
        thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

fn set(paper: &Paper, fonts: &Fonts) -> Result<Vec<u8>, PrintError> {
    /// Results of earlier documents that are kept, for what they have in common.
    const KEPT: usize = 4;
    let press = Press::new(fonts, source::of(paper, fonts));
    let refused = |errors: &[SourceDiagnostic]| {
        let told: Vec<&str> = errors.iter().map(|e| e.message.as_str()).collect();
        PrintError::Refused(told.join("；"))
    };
    let pages = typst::compile::<PagedDocument>(&press).output.map_err(|e| refused(&e))?;
    let bytes = typst_pdf::pdf(&pages, &PdfOptions::default()).map_err(|e| refused(&e));
    typst::comemo::evict(KEPT);
    bytes
}
