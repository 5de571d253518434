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
    if !is_text(&text) {
        Err(BINARY)
    } else if encoding == GB18030 && is_misread(bytes) {
        Err(ReadError::Encoding)
    } else {
        Ok(text.into_owned())
    }
}

/// Whether bytes of another encoding, most likely Big5, were taken for GB18030. The common
/// characters have a range of their own there: nearly all of a text lies in it, half of one in
/// traditional characters, a third of what was misread.
fn is_misread(bytes: &[u8]) -> bool {
    const FEWEST: usize = 8;
    let (mut common, mut rare, mut at) = (0_usize, 0_usize, 0);
    while at + 1 < bytes.len() {
        match (bytes[at], bytes[at + 1]) {
            (0..0x80, _) => at += 1,
            (_, 0x30..=0x39) => {
                rare += 1;
                at += 4;
            }
            (0xB0..=0xD7, 0xA1..) => {
                common += 1;
                at += 2;
            }
            // Punctuation, Greek letters and their like.
            (0xA1..=0xA9, 0xA1..) => at += 2,
            _ => {
                rare += 1;
                at += 2;
            }
        }
    }
    common + rare >= FEWEST && rare * 2 > common * 3
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
    fn another_encoding_is_not_taken_for_gb18030() {
        let traditional =
            "二〇二三年度部門整體預算績效自評報告，總收入一百萬元，其中財政撥款六十萬元。";
        let (big5, _, _) = encoding_rs::BIG5.encode(traditional);
        assert_eq!(decode(&big5), Err(ReadError::Encoding));
        let (gb, _, _) = GB18030.encode(traditional);
        assert_eq!(decode(&gb).as_deref(), Ok(traditional));
        // Names have rare characters.
        let (names, _, _) = GB18030.encode("自评小组：喆瑄、赟祎、朱镕基，组员均已签字确认。");
        assert!(decode(&names).is_ok());
    }

    #[test]
    fn refuses_what_is_no_text() {
        let junk: Vec<u8> = (0..2000_u32).map(|i| (i * 7919 % 256) as u8).collect();
        assert_eq!(decode(&junk), Err(BINARY));
    }
}
