//! Which encoding the bytes are in.

use crate::error::ReadError;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Control characters that no text has, in a thousand characters, before it is called binary.
const MAX_CONTROLS_PER_THOUSAND: usize = 5;

/// The text of the bytes: by byte order mark, else UTF-8, else GB18030.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
        None => (unmarked(bytes), bytes),
    };
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(if looks_binary(bytes) { BINARY } else { ReadError::Encoding })?;
    if is_text(&text) { Ok(text.into_owned()) } else { Err(BINARY) }
}

const BINARY: ReadError = ReadError::Unknown { hint: "内容是二进制数据" };

/// Bytes that are not UTF-8 and have no mark: UTF-16 shows itself by its zero bytes or by the
/// high bytes of Chinese characters, all else is taken for GB18030.
fn unmarked(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let of = |odd: usize| {
        let high = sample.iter().skip(odd).step_by(2);
        high.filter(|b| matches!(b, 0x00 | 0x20 | 0x30 | 0x4E..=0x9F | 0xFF)).count()
    };
    let pairs = sample.len() / 2;
    if pairs > 0 && sample.contains(&0) {
        if of(1) * 10 >= pairs * 9 {
            return UTF_16LE;
        }
        if of(0) * 10 >= pairs * 9 {
            return UTF_16BE;
        }
    }
    GB18030
}

fn looks_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(4096)];
    let odd = sample.iter().filter(|b| **b < 0x09 || (0x0E..0x20).contains(*b)).count();
    odd * 1000 > sample.len() * MAX_CONTROLS_PER_THOUSAND
}

fn is_text(text: &str) -> bool {
    let odd = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    odd * 1000 <= text.chars().count() * MAX_CONTROLS_PER_THOUSAND
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "2021年度部门整体绩效自评得分为99.7分。";

    #[test]
    fn reads_the_encodings_of_chinese_offices() {
        assert_eq!(decode(SAMPLE.as_bytes()).as_deref(), Ok(SAMPLE));
        let (gb, _, _) = GB18030.encode(SAMPLE);
        assert_eq!(decode(&gb).as_deref(), Ok(SAMPLE));
        let mut marked = vec![0xEF, 0xBB, 0xBF];
        marked.extend_from_slice(SAMPLE.as_bytes());
        assert_eq!(decode(&marked).as_deref(), Ok(SAMPLE));
        let little: Vec<u8> = SAMPLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&little).as_deref(), Ok(SAMPLE));
        let big: Vec<u8> = SAMPLE.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&big).as_deref(), Ok(SAMPLE));
    }

    #[test]
    fn refuses_what_is_no_text() {
        let junk: Vec<u8> = (0..2000_u32).map(|i| (i * 7919 % 256) as u8).collect();
        assert_eq!(decode(&junk), Err(BINARY));
    }
}
