//! Where the cells of a row lie and which are merged.

use super::bytes::{i16_at, u8_at, u16_at};
use super::sprm;
use crate::flow::Edges;

const CELL_BYTES: usize = 20;
const MERGED_LEFT: u16 = 0x02;
const MERGED_ABOVE: u16 = 0x20;
const STARTS_MERGE_BELOW: u16 = 0x40;

/// The cells that the modifiers of a row end describe.
pub(super) fn cells(list: &[u8]) -> Vec<Edges> {
    let mut cells = Vec::new();
    for (code, operand) in sprm::modifiers(list) {
        match code {
            sprm::ROW => cells = defined(operand),
            sprm::ROW_MERGE => {
                let range = operand.first().zip(operand.get(1));
                if let Some((first, limit)) = range {
                    let merged = usize::from(*first) + 1..usize::from(*limit);
                    for cell in cells.get_mut(merged).unwrap_or_default() {
                        cell.continues_left = true;
                    }
                }
            }
            sprm::ROW_VERTICAL_MERGE => {
                let change = operand.first().zip(operand.get(1));
                if let Some((index, flags)) = change
                    && let Some(cell) = cells.get_mut(usize::from(*index))
                {
                    cell.continues_above = *flags == 1;
                }
            }
            _ => {}
        }
    }
    cells
}

fn defined(operand: &[u8]) -> Vec<Edges> {
    let count = u8_at(operand, 0).map_or(0, usize::from);
    let formats = 1 + (count + 1) * 2;
    let cell = |index: usize| {
        let edge = |index: usize| i16_at(operand, 1 + index * 2).map(i32::from);
        // Cells without a format of their own are not merged.
        let flags = u16_at(operand, formats + index * CELL_BYTES).unwrap_or(0);
        Some(Edges {
            left: edge(index)?,
            right: edge(index + 1)?,
            continues_above: flags & MERGED_ABOVE != 0 && flags & STARTS_MERGE_BELOW == 0,
            continues_left: flags & MERGED_LEFT != 0,
        })
    };
    (0..count).map_while(cell).collect()
}
