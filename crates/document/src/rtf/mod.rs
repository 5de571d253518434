//! Rich Text Format: text, tables and notes; what only describes looks is passed over.

mod body;
mod charset;
mod rows;
mod token;

use crate::error::ReadError;
use crate::model::Document;

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    body::Reader::default().read(bytes)
}

fn damaged(what: impl Into<String>) -> ReadError {
    ReadError::Damaged { format: "rtf", what: what.into() }
}
