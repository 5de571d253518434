//! Web pages, among them what Word and WPS save as one.

mod body;
mod charset;
mod style;
mod text;

use crate::error::ReadError;
use crate::model::Document;

/// Whether the bytes start as a web page does.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
    const STARTS: &[&str] =
        &["<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<div"];
    let front = charset::front(bytes).to_ascii_lowercase();
    let front = front.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let declared = front.starts_with("<?xml") || front.starts_with("<!--");
    STARTS.iter().any(|s| front.starts_with(s)) || (declared && front.contains("<html"))
}

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    body::read(&charset::decode(bytes)?)
}
