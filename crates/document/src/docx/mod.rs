//! Word 2007 and later: the parts of the package that hold words.

mod body;
mod numbering;
mod source;
mod styles;

pub use source::{DocxSource, SourceChild, SourceHost, SourcePiece};

use crate::error::ReadError;
use crate::model::{Document, Format};
use crate::package::Archive;

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut archive = Archive::open(bytes, Format::Docx)?;
    let Some(main) = archive.main_part()? else {
        return Err(damaged("缺少正文"));
    };
    let styles = styles::Styles::parse(&archive.text_beside(&main, "styles.xml")?);
    let numbering = numbering::Numbering::parse(&archive.text_beside(&main, "numbering.xml")?);
    let body = archive.text(&main)?.ok_or_else(|| damaged("缺少正文"))?;

    let mut reader = body::Reader::new(&styles, numbering);
    reader.read(&body)?;
    for kind in [body::NoteKind::Footnote, body::NoteKind::Endnote] {
        if reader.refers_to(kind) {
            reader.read_notes(&archive.text_beside(&main, kind.part())?, kind)?;
        }
    }
    reader.finish()
}

fn damaged(what: impl Into<String>) -> ReadError {
    ReadError::Damaged { format: "docx", what: what.into() }
}

/// Whether the value of a switch is on; a switch without a value is.
fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}
