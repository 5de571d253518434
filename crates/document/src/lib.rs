//! Readers of every format to one [`Document`].
//!
//! [`read`] takes the bytes of a file and never panics: what cannot be read is refused with a
//! [`ReadError`] that says in Chinese what is wrong. Each piece of text keeps where it stood
//! (line, page, run), so that a finding needs no search to point at its words.

mod docx;
mod error;
mod model;
mod plain;
mod sheet;
mod sniff;

pub use error::ReadError;
pub use model::{
    Anchor, Area, Block, Cell, Document, Format, Location, Node, Notice, Origin, Paragraph, Table,
};

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 200 << 20;

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
    match sniff::format_of(bytes)? {
        Format::Docx => docx::read(bytes),
        Format::Text => plain::read(bytes),
        Format::Xlsx => sheet::read_xlsx(bytes),
        Format::Xls => sheet::read_xls(bytes),
        other => {
            Err(ReadError::Unsupported { format: other.extension(), instead: " docx 或 txt " })
        }
    }
}
