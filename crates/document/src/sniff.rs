//! Which format the bytes are, by their content.

use crate::error::ReadError;
use crate::model::Format;
use crate::{doc, html, package};

pub(crate) fn format_of(bytes: &[u8]) -> Result<Format, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => {
            package::format_of(bytes)?.ok_or(ReadError::Unsupported {
                format: "这种压缩包或 Office 文件",
                instead: " docx ",
            })
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => doc::format_of(bytes),
        [b'%', b'P', b'D', b'F', ..] => Ok(Format::Pdf),
        [b'{', b'\\', b'r', b't', b'f', ..] => Ok(Format::Rtf),
        _ if html::is_html(bytes) => Ok(Format::Html),
        _ => Ok(Format::Text),
    }
}
