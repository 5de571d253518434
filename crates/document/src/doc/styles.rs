//! The style sheet: which styles are headings, number their paragraphs, or hide their text.

use super::bytes::{counted_text, u16_at};
use super::sprm;

/// Styles of Word are never more.
const MAX_STYLES: usize = 4096;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    base: u16,
    /// Heading level, from 1; 10 is body text.
    pub(super) level: Option<u8>,
    pub(super) list: Option<u16>,
    pub(super) list_level: Option<u8>,
    pub(super) hidden: Option<bool>,
}

#[derive(Default)]
pub(super) struct Styles(Vec<Style>);

impl Styles {
    pub(super) fn parse(sheet: &[u8]) -> Self {
        let header = u16_at(sheet, 0).map_or(0, usize::from);
        let fixed = u16_at(sheet, 4).map_or(0, usize::from);
        let mut at = 2 + header;
        let mut styles = Vec::new();
        while let Some(length) = u16_at(sheet, at).filter(|_| styles.len() < MAX_STYLES) {
            let length = usize::from(length);
            let body = sheet.get(at + 2..at + 2 + length).unwrap_or_default();
            styles.push(style(body, fixed).unwrap_or_default());
            at += 2 + length + length % 2;
        }
        Self(styles)
    }

    /// The style with what it inherits.
    pub(super) fn resolve(&self, number: u16) -> Style {
        let mut resolved = Style::default();
        let mut next = number;
        // A chain of styles is short; the bound ends a circle.
        for _ in 0..16 {
            let Some(style) = self.0.get(usize::from(next)) else { break };
            resolved.level = resolved.level.or(style.level);
            resolved.list = resolved.list.or(style.list);
            resolved.list_level = resolved.list_level.or(style.list_level);
            resolved.hidden = resolved.hidden.or(style.hidden);
            next = style.base;
        }
        resolved
    }
}

fn style(body: &[u8], fixed: usize) -> Option<Style> {
    let number = u16_at(body, 0)? & 0x0FFF;
    let kind_and_base = u16_at(body, 2)?;
    let mut style = Style { base: kind_and_base >> 4, ..Style::default() };
    style.level = u8::try_from(number).ok().filter(|n| (1..=9).contains(n));
    let (_, mut at) = counted_text(body, fixed)?;
    // The name ends with a zero; the modifiers follow on even bytes.
    at += 2;
    let is_paragraph = kind_and_base & 0x0F == 1;
    for index in 0..=usize::from(is_paragraph) {
        at += at % 2;
        let Some(length) = u16_at(body, at).map(usize::from) else { break };
        let list = body.get(at + 2..at + 2 + length).unwrap_or_default();
        // Those of the paragraph start with the number of the style.
        let skipped = if is_paragraph && index == 0 { 2 } else { 0 };
        style.apply(list.get(skipped..).unwrap_or_default());
        at += 2 + length;
    }
    Some(style)
}

impl Style {
    /// Takes in what modifiers say.
    pub(super) fn apply(&mut self, list: &[u8]) {
        for (code, operand) in sprm::modifiers(list) {
            let byte = operand.first().copied();
            match code {
                sprm::OUTLINE_LEVEL => self.level = byte.map(|level| level.saturating_add(1)),
                sprm::LIST => self.list = u16_at(operand, 0),
                sprm::LIST_LEVEL => self.list_level = byte,
                sprm::HIDDEN => {
                    self.hidden = Some(sprm::switch(operand, self.hidden.unwrap_or(false)));
                }
                _ => {}
            }
        }
    }

    /// Heading level, from 1.
    pub(super) fn heading(&self) -> Option<u8> {
        self.level.filter(|level| (1..=9).contains(level))
    }
}
