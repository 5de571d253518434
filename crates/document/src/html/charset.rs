//! The encoding of a page: its byte order mark, what it declares, what its bytes are.

use crate::error::ReadError;
use encoding_rs::{Encoding, GB18030, UTF_8, WINDOWS_1252};

/// A page declares its encoding within its first bytes; Word puts style sheets before.
const FRONT: usize = 4096;

/// The first bytes as text that is right where it is ASCII.
pub(crate) fn front(bytes: &[u8]) -> String {
    let front = &bytes[..bytes.len().min(FRONT)];
    let encoding = Encoding::for_bom(front).map_or(WINDOWS_1252, |(encoding, _)| encoding);
    encoding.decode_with_bom_removal(front).0.into_owned()
}

pub(crate) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    let declared = declared(&front(bytes));
    // What is valid UTF-8 is hardly anything else, whatever a page that was saved anew declares.
    let strict = [UTF_8]
        .into_iter()
        .chain(declared)
        .chain([GB18030])
        .find_map(|e| e.decode_without_bom_handling_and_without_replacement(bytes));
    match (strict, declared) {
        (Some(text), _) => Ok(text.into_owned()),
        // A stray byte does not make a page unreadable when it says what it is.
        (None, Some(encoding)) => Ok(encoding.decode_without_bom_handling(bytes).0.into_owned()),
        (None, None) => Err(ReadError::Encoding),
    }
}

/// What a meta element or an XML declaration names; the web reads GBK as GB18030.
fn declared(front: &str) -> Option<&'static Encoding> {
    let front = front.to_ascii_lowercase();
    let at = ["charset=", "encoding="].iter().find_map(|k| Some(front.find(k)? + k.len()))?;
    let label: String = front[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    // A page that could be read so far is in no encoding of two-byte units.
    let encoding = Encoding::for_label(label.as_bytes())?.output_encoding();
    Some(if encoding == encoding_rs::GBK { GB18030 } else { encoding })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_whether_they_declare_their_encoding_rightly_or_not() {
        for label in ["gb2312", "GBK", "\"gb18030\"", "utf-8", "nonsense"] {
            let page = format!("<meta charset={label}><p>绩效自评得分98分</p>");
            let (bytes, _, _) = GB18030.encode(&page);
            assert_eq!(decode(&bytes).as_deref(), Ok(page.as_str()), "{label}");
            assert_eq!(decode(page.as_bytes()).as_deref().map(str::len), Ok(page.len()), "{label}");
        }
        let big5 = "<meta charset=big5><p>績效</p>";
        assert_eq!(decode(&encoding_rs::BIG5.encode(big5).0).as_deref(), Ok(big5));
    }
}
