//! The file information block: where everything else is.

use super::bytes::{size_at, u8_at, u16_at, u32_at};
use super::damaged;
use crate::error::ReadError;
use std::ops::Range;

const MAGIC: u16 = 0xA5EC;
/// The first version that keeps its text in pieces, Word 97.
const WORD_97: u16 = 0x00C1;
/// Where the pairs of offset and length start.
const PAIRS: usize = 154;
/// Where the lengths of the texts start.
const LENGTHS: usize = 76;

/// Parts of the table stream, by their pair.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Styles = 1,
    FootnoteReferences = 2,
    FootnoteTexts = 3,
    CharacterPages = 12,
    ParagraphPages = 13,
    Fonts = 15,
    Pieces = 33,
    EndnoteReferences = 46,
    EndnoteTexts = 47,
    Lists = 73,
    ListOverrides = 74,
}

/// The texts that follow one another in the file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Story {
    Body = 0,
    Footnotes = 1,
    Endnotes = 5,
    TextBoxes = 6,
}

pub(super) struct Fib {
    parts: Vec<Range<usize>>,
    lengths: Vec<usize>,
    second_table: bool,
}

impl Fib {
    pub(super) fn parse(main: &[u8]) -> Result<Self, ReadError> {
        let short = || damaged("文件头不完整");
        let version = u16_at(main, 2).ok_or_else(short)?;
        if u16_at(main, 0) != Some(MAGIC) || version < WORD_97 {
            let format = "Word 97 以前的 doc 文件";
            return Err(ReadError::Unsupported { format, instead: " docx " });
        }
        let flags = u8_at(main, 11).ok_or_else(short)?;
        if flags & 0x01 != 0 {
            return Err(ReadError::Encrypted);
        }
        let pairs = usize::from(u16_at(main, PAIRS - 2).ok_or_else(short)?);
        let parts = (0..pairs).map_while(|index| {
            let at = PAIRS + index * 8;
            let start = size_at(main, at)?;
            Some(start..start.saturating_add(size_at(main, at + 4)?))
        });
        let lengths = (0..8).map_while(|index| u32_at(main, LENGTHS + index * 4));
        Ok(Self {
            parts: parts.collect(),
            lengths: lengths.map(|n| usize::try_from(n).unwrap_or(usize::MAX)).collect(),
            second_table: flags & 0x02 != 0,
        })
    }

    pub(super) fn table_stream(&self) -> &'static str {
        if self.second_table { "/1Table" } else { "/0Table" }
    }

    /// A part of the table stream; empty when the file has none.
    pub(super) fn part<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        table.get(self.range(part)).unwrap_or_default()
    }

    pub(super) fn range(&self, part: Part) -> Range<usize> {
        self.parts.get(part as usize).cloned().unwrap_or_default()
    }

    /// The characters of a story, counted over all of them.
    pub(super) fn story(&self, story: Story) -> Range<usize> {
        let before = self.lengths.iter().take(story as usize);
        let start = before.fold(0_usize, |sum, n| sum.saturating_add(*n));
        let length = self.lengths.get(story as usize).copied().unwrap_or(0);
        start..start.saturating_add(length)
    }
}
