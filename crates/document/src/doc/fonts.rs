//! Names of fonts, by which the codes of symbols are read.

use super::bytes::{u8_at, u16_at};

/// Where the name of a font starts, behind the byte of its length.
const NAME: usize = 39;

#[derive(Default)]
pub(super) struct Fonts(Vec<String>);

impl Fonts {
    pub(super) fn parse(part: &[u8]) -> Self {
        let count = u16_at(part, 0).map_or(0, usize::from);
        let mut at = 4;
        let mut names = Vec::new();
        while names.len() < count
            && let Some(length) = u8_at(part, at).map(usize::from)
        {
            let units = part.get(at + 1 + NAME..at + 1 + length).unwrap_or_default();
            let units = units.chunks_exact(2).map(|u| u16::from_le_bytes([u[0], u[1]]));
            let name = char::decode_utf16(units.take_while(|unit| *unit != 0)).flatten().collect();
            names.push(name);
            at += 1 + length;
        }
        Self(names)
    }

    pub(super) fn name(&self, number: u16) -> &str {
        self.0.get(usize::from(number)).map_or("", String::as_str)
    }
}
