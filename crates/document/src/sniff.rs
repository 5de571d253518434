//! Which format the bytes are, by their content.

use crate::error::ReadError;
use crate::model::Format;
use crate::sheet;

pub(crate) fn format_of(bytes: &[u8]) -> Result<Format, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    let unsupported = |format, instead| Err(ReadError::Unsupported { format, instead });
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] if sheet::is_xlsx(bytes) => Ok(Format::Xlsx),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Ok(Format::Docx),
        _ if sheet::is_xls(bytes) => Ok(Format::Xls),
        _ if sheet::is_encrypted(bytes) => Err(ReadError::Encrypted),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => unsupported("旧版 Office 文件（doc、xls）", " docx "),
        [b'%', b'P', b'D', b'F', ..] => unsupported(" PDF ", " docx 或 txt "),
        [b'{', b'\\', b'r', b't', b'f', ..] => unsupported(" RTF ", " docx "),
        _ => Ok(Format::Text),
    }
}
