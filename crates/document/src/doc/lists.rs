//! Lists: how their levels look, and which list a paragraph counts in.

use super::bytes::{counted_text, size_at, u8_at, u16_at, u32_at};
use super::fib::{Fib, Part};
use crate::numbering::{Digits, Level, Lists};
use std::collections::HashMap;

/// Lists and uses of lists; Word knows far fewer.
const MAX_LISTS: usize = 10_000;
const LIST_BYTES: usize = 28;
const USE_BYTES: usize = 16;

pub(super) struct Numbering {
    lists: Lists,
    uses: Vec<Use>,
}

/// How some paragraphs use a list.
#[derive(Default)]
struct Use {
    list: u32,
    restarts: Vec<(usize, u32)>,
    begun: bool,
}

impl Numbering {
    pub(super) fn parse(fib: &Fib, table: &[u8]) -> Self {
        let mut numbering = Self { lists: Lists::default(), uses: Vec::new() };
        let identifiers = numbering.lists(fib, table).unwrap_or_default();
        numbering.uses(fib.part(table, Part::ListOverrides), &identifiers);
        numbering
    }

    /// Reads the lists; returns their places by identifier.
    fn lists(&mut self, fib: &Fib, table: &[u8]) -> Option<HashMap<u32, u32>> {
        let part = fib.part(table, Part::Lists);
        let count = usize::from(u16_at(part, 0)?).min(MAX_LISTS);
        let mut identifiers = HashMap::new();
        // The levels of all lists follow behind the part.
        let levels = table.get(fib.range(Part::Lists).end..).unwrap_or_default();
        let mut at = 0;
        for (index, list) in (0..).zip(part.get(2..)?.chunks_exact(LIST_BYTES).take(count)) {
            identifiers.insert(u32_at(list, 0)?, index);
            let is_simple = u8_at(list, 26)? & 1 != 0;
            for depth in 0..if is_simple { 1 } else { 9 } {
                let Some((level, end)) = level(levels, at) else {
                    return Some(identifiers);
                };
                if let Some(slot) = self.lists.level_mut(index, depth) {
                    *slot = level;
                }
                at = end;
            }
        }
        Some(identifiers)
    }

    fn uses(&mut self, part: &[u8], identifiers: &HashMap<u32, u32>) -> Option<()> {
        let count = size_at(part, 0)?.min(MAX_LISTS);
        let mut at = 4 + count * USE_BYTES;
        for entry in part.get(4..)?.chunks_exact(USE_BYTES).take(count) {
            // A list that is not there numbers nothing.
            let list = identifiers.get(&u32_at(entry, 0)?).copied().unwrap_or(u32::MAX);
            let mut restarts = Vec::new();
            at += 4;
            for _ in 0..u8_at(entry, 12)? {
                let Some((start, flags)) = u32_at(part, at).zip(u32_at(part, at + 4)) else {
                    break;
                };
                at += 8;
                let mut start = start;
                if flags & 0x20 != 0 {
                    let Some((level, end)) = level(part, at) else { break };
                    (start, at) = (level.start, end);
                }
                if flags & 0x10 != 0 {
                    restarts.push(((flags & 0x0F) as usize, start));
                }
            }
            self.uses.push(Use { list, restarts, begun: false });
        }
        Some(())
    }

    /// The next number of a paragraph with this use of a list, from 1.
    pub(super) fn next(&mut self, number: u16, level: u8) -> Option<String> {
        let used = self.uses.get_mut(usize::from(number.checked_sub(1)?))?;
        if !std::mem::replace(&mut used.begun, true) {
            for (level, start) in &used.restarts {
                self.lists.restart(used.list, *level, *start);
            }
        }
        self.lists.next(used.list, level)
    }
}

/// A level of a list, and where it ends.
fn level(bytes: &[u8], at: usize) -> Option<(Level, usize)> {
    let start = u32_at(bytes, at)?;
    let code = u8_at(bytes, at + 4)?;
    let modifiers = usize::from(u8_at(bytes, at + 24)?) + usize::from(u8_at(bytes, at + 25)?);
    let (units, end) = counted_text(bytes, at + 28 + modifiers)?;
    let mut pattern = String::new();
    for character in char::decode_utf16(units).flatten() {
        match u32::from(character) {
            // A level stands for its number.
            place @ 0..9 => pattern.push_str(&format!("%{}", place + 1)),
            _ => pattern.push(character),
        }
    }
    Some((Level { digits: Digits::from_word_code(code), pattern, start }, end))
}
