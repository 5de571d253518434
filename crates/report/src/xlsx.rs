//! Tables as workbooks, and the form that a clerk fills in.

mod area;
pub mod entry;
mod page;
mod style;
mod table;

use rust_xlsxwriter::XlsxError;
use thiserror::Error;

/// Why there is no workbook.
#[derive(Debug, Error)]
#[error("无法生成工作簿（{0}）")]
pub struct BookError(#[from] XlsxError);
