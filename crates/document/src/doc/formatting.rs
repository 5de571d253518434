//! Formatted disk pages: which modifiers hold for which bytes of the main stream.

use super::bytes::{plc_data, size_at, u8_at, u16_at, u32_at};

const PAGE: usize = 512;

/// Bytes of the main stream with one format.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'a> {
    start: u32,
    pub(super) end: u32,
    /// Style of a paragraph; 0 for characters.
    pub(super) style: u16,
    pub(super) modifiers: &'a [u8],
}

/// Runs in the order of their bytes.
pub(super) struct Runs<'a>(Vec<Run<'a>>);

/// What the pages describe.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Characters,
    Paragraphs,
}

impl<'a> Runs<'a> {
    pub(super) fn parse(plc: &[u8], main: &'a [u8], kind: Kind) -> Self {
        let mut runs = Vec::new();
        // An honest file names no page twice.
        for entry in plc_data(plc, 4).take(main.len() / PAGE + 1) {
            let number = size_at(entry, 0).unwrap_or(usize::MAX) & 0x3F_FFFF;
            let at = number.saturating_mul(PAGE);
            if let Some(page) = at.checked_add(PAGE).and_then(|end| main.get(at..end)) {
                runs.extend((0..usize::from(page[PAGE - 1])).map_while(|i| run(page, i, kind)));
            }
        }
        runs.sort_by_key(|run| run.start);
        Self(runs)
    }

    /// The run that holds the byte.
    pub(super) fn at(&self, offset: u32) -> Option<Run<'a>> {
        let after = self.0.partition_point(|run| run.start <= offset);
        let run = self.0.get(after.checked_sub(1)?)?;
        (offset < run.end).then_some(*run)
    }
}

fn run(page: &[u8], index: usize, kind: Kind) -> Option<Run<'_>> {
    let count = usize::from(page[PAGE - 1]);
    let offsets = (count + 1) * 4;
    let (start, end) = (u32_at(page, index * 4)?, u32_at(page, index * 4 + 4)?);
    let unformatted = Run { start, end, style: 0, modifiers: &[] };
    if kind == Kind::Characters {
        let at = usize::from(u8_at(page, offsets + index)?) * 2;
        if at == 0 {
            return Some(unformatted);
        }
        let length = usize::from(u8_at(page, at)?);
        let modifiers = page.get(at + 1..at + 1 + length)?;
        return Some(Run { modifiers, ..unformatted });
    }
    let at = usize::from(u8_at(page, offsets + index * 13)?) * 2;
    if at == 0 {
        return Some(unformatted);
    }
    // The length counts words, of which the first is short by the byte of the length.
    let (from, length) = match usize::from(u8_at(page, at)?) {
        0 => (at + 2, usize::from(u8_at(page, at + 1)?) * 2),
        words => (at + 1, words * 2 - 1),
    };
    let body = page.get(from..from + length)?;
    let style = u16_at(body, 0)?;
    Some(Run { style, modifiers: body.get(2..)?, ..unformatted })
}
