//! Single property modifiers: the formats of characters, paragraphs and rows.

use super::bytes::{u8_at, u16_at};

pub(super) const DELETED: u16 = 0x0800;
pub(super) const INSERTED: u16 = 0x0801;
pub(super) const HIDDEN: u16 = 0x083C;
pub(super) const SPECIAL: u16 = 0x0855;
pub(super) const SYMBOL: u16 = 0x6A09;
pub(super) const CHARACTER_STYLE: u16 = 0x4A30;
pub(super) const PARAGRAPH_STYLE: u16 = 0x4600;
pub(super) const OUTLINE_LEVEL: u16 = 0x2640;
pub(super) const LIST_LEVEL: u16 = 0x260A;
pub(super) const LIST: u16 = 0x460B;
pub(super) const IN_TABLE: u16 = 0x2416;
pub(super) const ROW_END: u16 = 0x2417;
pub(super) const TABLE_DEPTH: u16 = 0x6649;
pub(super) const INNER_CELL_END: u16 = 0x244B;
pub(super) const INNER_ROW_END: u16 = 0x244C;
/// The properties are too long for their place and stand in the data stream.
pub(super) const ELSEWHERE: [u16; 2] = [0x6645, 0x6646];
pub(super) const ROW: u16 = 0xD608;
pub(super) const ROW_MERGE: u16 = 0x5624;
pub(super) const ROW_VERTICAL_MERGE: u16 = 0xD62B;
const TABS: u16 = 0xC615;

/// The modifiers of a list, each with its operand; what is cut off ends it.
pub(super) fn modifiers(list: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let code = u16_at(rest, 0)?;
        let (skipped, length) = match code >> 13 {
            0 | 1 => (2, 1),
            2 | 4 | 5 => (2, 2),
            3 => (2, 4),
            7 => (2, 3),
            _ if code == ROW => (4, usize::from(u16_at(rest, 2)?).saturating_sub(1)),
            _ if code == TABS && u8_at(rest, 2) == Some(255) => (3, tabs_length(rest)?),
            _ => (3, usize::from(u8_at(rest, 2)?)),
        };
        let operand = rest.get(skipped..skipped + length)?;
        rest = &rest[skipped + length..];
        Some((code, operand))
    })
}

/// Many tab stops: those deleted with their tolerances, then those added.
fn tabs_length(rest: &[u8]) -> Option<usize> {
    let deleted = usize::from(u8_at(rest, 3)?) * 4;
    let added = usize::from(u8_at(rest, 4 + deleted)?) * 3;
    Some(2 + deleted + added)
}

/// A switch that may also say "as the style" or "unlike the style".
pub(super) fn switch(operand: &[u8], style: bool) -> bool {
    match operand.first() {
        Some(0x80) => style,
        Some(0x81) => !style,
        Some(value) => *value != 0,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_have_the_length_that_their_code_says() {
        let list = [0x16, 0x24, 1, 0x49, 0x66, 2, 0, 0, 0, 0x2B, 0xD6, 2, 7, 3, 0x3C, 0x08];
        let found: Vec<_> = modifiers(&list).collect();
        assert_eq!(
            found,
            [(IN_TABLE, &[1][..]), (TABLE_DEPTH, &[2, 0, 0, 0]), (ROW_VERTICAL_MERGE, &[7, 3]),]
        );
    }
}
