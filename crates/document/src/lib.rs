//! Readers of every format to one [`Document`].
//!
//! [`read`] takes the bytes of a file and never panics: what cannot be read is refused with a
//! [`ReadError`] that says in Chinese what is wrong. Each piece of text keeps where it stood
//! (line, page, run), so that a finding needs no search to point at its words.

pub mod archive;
mod doc;
mod docx;
mod error;
mod flow;
mod html;
mod model;
mod numbering;
mod odt;
mod package;
mod pdf;
mod plain;
mod rtf;
mod sheet;
mod sniff;
mod symbol;

pub use docx::{DocxSource, SourceChild, SourceHost, SourcePiece};
pub use error::ReadError;
pub use model::{
    Anchor, Area, Block, Cell, Document, Format, Location, Node, Notice, Origin, Paragraph, Table,
    column_letters,
};

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 200 << 20;

/// The most text that a document may hold, in bytes of UTF-8: some thousand pages.
pub const MAX_TEXT_BYTES: usize = 16 << 20;

/// Reads a file of any supported format; the content decides, not the name.
///
/// # Errors
/// [`ReadError`] when the bytes are empty, of no supported format, damaged, encrypted or too large.
///
/// ```
/// let document = jiheng_document::read("自评结果：\n得分为98分。".as_bytes())?;
/// assert_eq!(document.nodes[1].text, "得分为98分。");
/// # Ok::<(), jiheng_document::ReadError>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: MAX_FILE_BYTES });
    }
    let document = match sniff::format_of(bytes)? {
        Format::Doc => doc::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Html => html::read(bytes),
        Format::Odt => odt::read(bytes),
        Format::Rtf => rtf::read(bytes),
        Format::Pdf => pdf::read(bytes),
        Format::Text => plain::read(bytes),
        Format::Xlsx => sheet::read_xlsx(bytes),
        Format::Xls => sheet::read_xls(bytes),
    }?;
    let text: usize = document.nodes.iter().map(|n| n.text.len()).sum();
    if text > MAX_TEXT_BYTES {
        return Err(ReadError::TooMuchText { bytes: text, limit: MAX_TEXT_BYTES });
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_much_text_is_refused() {
        let line = "收入合计100.00万元。\n";
        let text = line.repeat(MAX_TEXT_BYTES / (line.len() - 1) + 1);
        assert!(matches!(read(text.as_bytes()), Err(ReadError::TooMuchText { .. })));
        assert!(read(line.repeat(1000).as_bytes()).is_ok());
    }
}
