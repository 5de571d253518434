//! The text: pieces of the main stream, each in one of two encodings.

use super::bytes::{plc_data, plc_positions, size_at, u8_at, u16_at, u32_at};
use super::damaged;
use crate::error::ReadError;
use encoding_rs::WINDOWS_1252;

/// More text than any report has, 16,000 pages.
const MAX_CHARACTERS: usize = 8 << 20;
/// A piece with one byte a character.
const COMPRESSED: u32 = 0x4000_0000;

/// A character with the place of its bytes in the main stream, by which it is formatted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub(super) code: u16,
    pub(super) offset: u32,
    /// Which of the changes that a fast save left behind hold for it.
    pub(super) change: Option<u16>,
}

pub(super) struct Text<'a> {
    pub(super) units: Vec<Unit>,
    changes: Vec<&'a [u8]>,
}

impl<'a> Text<'a> {
    pub(super) fn parse(pieces: &'a [u8], main: &[u8]) -> Result<Self, ReadError> {
        let mut text = Self { units: Vec::new(), changes: Vec::new() };
        let mut at = 0;
        while u8_at(pieces, at) == Some(1) {
            let length = usize::from(u16_at(pieces, at + 1).unwrap_or(0));
            text.changes.push(pieces.get(at + 3..at + 3 + length).unwrap_or_default());
            at += 3 + length;
        }
        let plc = size_at(pieces, at + 1)
            .filter(|_| u8_at(pieces, at) == Some(2))
            .and_then(|length| pieces.get(at + 5..(at + 5).checked_add(length)?))
            .ok_or_else(|| damaged("正文片段表缺失"))?;
        let starts: Vec<usize> = plc_positions(plc, 8).collect();
        for (range, piece) in starts.windows(2).zip(plc_data(plc, 8)) {
            let length = range[1].checked_sub(range[0]).ok_or_else(|| damaged("正文片段表错乱"))?;
            text.add(piece, length, main)?;
        }
        Ok(text)
    }

    fn add(&mut self, piece: &[u8], length: usize, main: &[u8]) -> Result<(), ReadError> {
        let beyond = || damaged("正文片段超出文件");
        let place = u32_at(piece, 2).ok_or_else(beyond)?;
        let change = u16_at(piece, 6).filter(|prm| prm & 1 != 0).map(|prm| prm >> 1);
        let compressed = place & COMPRESSED != 0;
        let place = place & (COMPRESSED - 1);
        let (start, width) = if compressed { (place / 2, 1) } else { (place, 2) };
        let from = usize::try_from(start).map_err(|_| beyond())?;
        let to = length.checked_mul(width).and_then(|l| l.checked_add(from)).ok_or_else(beyond)?;
        let bytes = main.get(from..to).ok_or_else(beyond)?;
        if self.units.len() + length > MAX_CHARACTERS {
            return Err(damaged("文字过多"));
        }
        // Pieces of an honest file do not overlap.
        if self.units.len() + length > main.len() {
            return Err(damaged("正文片段重叠"));
        }
        let offsets = (start..).step_by(width);
        if compressed {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            // Each byte is one character of the basic plane.
            let codes = text.encode_utf16();
            self.units.extend(codes.zip(offsets).map(|(code, offset)| Unit {
                code,
                offset,
                change,
            }));
        } else {
            let codes = bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
            self.units.extend(codes.zip(offsets).map(|(code, offset)| Unit {
                code,
                offset,
                change,
            }));
        }
        Ok(())
    }

    /// The changes that hold for a character beside the formats at its place.
    pub(super) fn changes_of(&self, unit: Unit) -> &'a [u8] {
        unit.change
            .and_then(|index| self.changes.get(usize::from(index)))
            .copied()
            .unwrap_or_default()
    }
}
