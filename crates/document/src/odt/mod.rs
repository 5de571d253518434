//! OpenDocument text: the body, its notes, and the lists that number its paragraphs.

mod body;
mod styles;

use crate::error::ReadError;
use crate::model::{Document, Format};
use crate::package::{Archive, xml};

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut archive = Archive::open(bytes, Format::Odt)?;
    let manifest = archive.small_text("META-INF/manifest.xml")?.unwrap_or_default();
    if xml::elements(&manifest, "encryption-data").next().is_some() {
        return Err(ReadError::Encrypted);
    }
    let body = archive.text("content.xml")?.ok_or_else(|| damaged("缺少正文"))?;
    let mut styles = styles::Styles::default();
    styles.parse(&archive.small_text("styles.xml")?.unwrap_or_default());
    // Automatic styles stand before the body in its own part.
    styles.parse(body.split("<office:body").next().unwrap_or_default());
    body::Reader::new(styles).read(&body)
}

fn damaged(what: impl Into<String>) -> ReadError {
    ReadError::Damaged { format: "odt", what: what.into() }
}
