//! The characters as paragraphs, tables and notes.

use super::bytes::{plc_positions, size_at, u16_at};
use super::fib::{Fib, Part, Story};
use super::fonts::Fonts;
use super::formatting::{Kind, Run, Runs};
use super::lists::Numbering;
use super::pieces::{Text, Unit};
use super::styles::{Style, Styles};
use super::{row, sprm};
use crate::error::ReadError;
use crate::flow::{Flow, TableCursor};
use crate::model::{Document, Format};
use crate::symbol;
use std::ops::Range;

const CELL_END: u16 = 0x07;
const PARAGRAPH_END: u16 = 0x0D;
const SECTION_OR_PAGE: u16 = 0x0C;
const FIELD_CODE: u16 = 0x13;
const FIELD_RESULT: u16 = 0x14;
const FIELD_END: u16 = 0x15;
const COMMENT: u16 = 0x05;

/// How a run of characters is formatted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Look {
    deleted: bool,
    inserted: bool,
    hidden: bool,
    special: bool,
    symbol: Option<char>,
}

/// What the end of a paragraph says of it.
#[derive(Default)]
struct Properties<'a> {
    style: Style,
    in_table: bool,
    depth: usize,
    is_row_end: bool,
    is_inner_cell_end: bool,
    is_inner_row_end: bool,
    modifiers: &'a [u8],
}

pub(super) struct Reader<'a> {
    flow: Flow,
    cursor: TableCursor,
    fib: &'a Fib,
    table: &'a [u8],
    data: &'a [u8],
    text: Text<'a>,
    characters: Runs<'a>,
    paragraphs: Runs<'a>,
    styles: Styles,
    fonts: Fonts,
    numbering: Numbering,
    /// The look of the last character, and up to which byte it holds.
    look: (Look, Range<u32>),
    /// For each open field, whether its code is being read.
    fields: Vec<bool>,
    high_surrogate: Option<u16>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        fib: &'a Fib,
        main: &'a [u8],
        table: &'a [u8],
        data: &'a [u8],
    ) -> Result<Self, ReadError> {
        let part = |part| fib.part(table, part);
        Ok(Self {
            flow: Flow::new(Format::Doc),
            cursor: TableCursor::default(),
            fib,
            table,
            data,
            text: Text::parse(part(Part::Pieces), main)?,
            characters: Runs::parse(part(Part::CharacterPages), main, Kind::Characters),
            paragraphs: Runs::parse(part(Part::ParagraphPages), main, Kind::Paragraphs),
            styles: Styles::parse(part(Part::Styles)),
            fonts: Fonts::parse(part(Part::Fonts)),
            numbering: Numbering::parse(fib, table),
            look: (Look::default(), 0..0),
            fields: Vec::new(),
            high_surrogate: None,
        })
    }

    pub(super) fn read(mut self) -> Result<Document, ReadError> {
        self.story(self.fib.story(Story::Body));
        self.cursor.go_to(&mut self.flow, 0);
        self.story(self.fib.story(Story::TextBoxes));
        self.cursor.go_to(&mut self.flow, 0);
        let footnotes = [Part::FootnoteReferences, Part::FootnoteTexts];
        let read = self.notes(footnotes, self.fib.story(Story::Footnotes), 0);
        let endnotes = [Part::EndnoteReferences, Part::EndnoteTexts];
        self.notes(endnotes, self.fib.story(Story::Endnotes), read);
        self.flow.finish()
    }

    /// Reads notes; returns how many there are with those `before` them.
    fn notes(&mut self, parts: [Part; 2], story: Range<usize>, before: usize) -> usize {
        let [references, texts] = parts.map(|part| self.fib.part(self.table, part));
        let starts: Vec<usize> = plc_positions(texts, 0).collect();
        let mut order = before;
        for (reference, range) in plc_positions(references, 2).zip(starts.windows(2)) {
            let unit = self.text.units.get(reference).copied();
            let is_gone = unit.is_none_or(|unit| self.look_of(unit).deleted);
            let end = story.start.saturating_add(range[1]).min(story.end);
            order += 1;
            if !is_gone {
                self.flow.start_note();
                self.story(story.start.saturating_add(range[0])..end);
                self.flow.end_note(order);
            }
        }
        order
    }

    fn story(&mut self, range: Range<usize>) {
        let end = range.end.min(self.text.units.len());
        let mut start = range.start;
        while start < end && !self.flow.is_refused() {
            let stop = (start..end).find(|at| self.ends_paragraph(*at)).unwrap_or(end - 1);
            self.paragraph(start..stop + 1);
            start = stop + 1;
        }
        self.fields.clear();
    }

    /// The mark of a section is that of a page, but ends a paragraph.
    fn ends_paragraph(&self, at: usize) -> bool {
        let Some(unit) = self.text.units.get(at) else { return true };
        match unit.code {
            PARAGRAPH_END | CELL_END => true,
            SECTION_OR_PAGE => {
                self.paragraphs.at(unit.offset).is_some_and(|run| run.end <= unit.offset + 2)
            }
            _ => false,
        }
    }

    fn paragraph(&mut self, range: Range<usize>) {
        let Some(mark) = self.text.units.get(range.end - 1).copied() else { return };
        let properties = self.properties(mark);
        let in_note = self.flow.in_note();
        let depth = if in_note { 0 } else { properties.depth };
        if depth > 0 && (properties.is_row_end || properties.is_inner_row_end) {
            return self.end_row(mark, depth, properties.modifiers);
        }
        if !in_note {
            self.cursor.go_to(&mut self.flow, depth);
        }
        self.flow.start_paragraph();
        for at in range.start..range.end - 1 {
            if let Some(unit) = self.text.units.get(at).copied() {
                self.character(unit);
            }
        }
        // No code goes on past its paragraph: a field that never ends swallows no more than that.
        self.fields.fill(false);
        let ends_cell = depth > 0 && (mark.code == CELL_END || properties.is_inner_cell_end);
        if self.look_of(mark).deleted && mark.code == PARAGRAPH_END && !ends_cell {
            self.flow.carry_paragraph();
            return;
        }
        let style = properties.style;
        let list = style.list.filter(|list| *list > 0);
        let number = list.and_then(|l| self.numbering.next(l, style.list_level.unwrap_or(0)));
        self.flow.end_paragraph(style.heading(), number);
        if ends_cell {
            let depth = if mark.code == CELL_END { 1 } else { depth };
            self.cursor.end_cell(&mut self.flow, depth);
        }
    }

    fn end_row(&mut self, mark: Unit, depth: usize, modifiers: &[u8]) {
        if self.look_of(mark).deleted {
            self.flow.drop_row();
        }
        let depth = if mark.code == CELL_END { 1 } else { depth };
        self.cursor.end_row(&mut self.flow, depth, &row::cells(modifiers));
    }

    fn properties(&self, mark: Unit) -> Properties<'a> {
        let Some(run) = self.paragraphs.at(mark.offset) else {
            return Properties::default();
        };
        let modifiers = self.modifiers(run);
        let mut properties = Properties {
            style: self.styles.resolve(run.style),
            modifiers,
            ..Properties::default()
        };
        for list in [modifiers, self.text.changes_of(mark)] {
            for (code, operand) in sprm::modifiers(list) {
                let on = operand.first() == Some(&1);
                match code {
                    sprm::PARAGRAPH_STYLE => {
                        let style = u16_at(operand, 0).unwrap_or(0);
                        properties.style = self.styles.resolve(style);
                    }
                    sprm::IN_TABLE => properties.in_table = on,
                    sprm::ROW_END => properties.is_row_end = on,
                    sprm::TABLE_DEPTH => properties.depth = size_at(operand, 0).unwrap_or(0),
                    sprm::INNER_CELL_END => properties.is_inner_cell_end = on,
                    sprm::INNER_ROW_END => properties.is_inner_row_end = on,
                    _ => {}
                }
            }
            properties.style.apply(list);
        }
        properties.depth = properties.depth.max(usize::from(properties.in_table));
        properties
    }

    /// The modifiers of a paragraph, from the data stream where they are too long for a page.
    fn modifiers(&self, run: Run<'a>) -> &'a [u8] {
        let elsewhere = sprm::modifiers(run.modifiers)
            .find(|(code, _)| sprm::ELSEWHERE.contains(code))
            .and_then(|(_, operand)| size_at(operand, 0));
        elsewhere
            .and_then(|at| {
                let length = usize::from(u16_at(self.data, at)?);
                self.data.get(at + 2..at + 2 + length)
            })
            .unwrap_or(run.modifiers)
    }

    fn look_of(&mut self, unit: Unit) -> Look {
        let changes = self.text.changes_of(unit);
        if !self.look.1.contains(&unit.offset) || !changes.is_empty() {
            let run = self.characters.at(unit.offset);
            let mut look = Look::default();
            for list in [run.map_or(&[][..], |run| run.modifiers), changes] {
                self.apply(&mut look, list);
            }
            let until = if changes.is_empty() { run.map_or(0, |run| run.end) } else { 0 };
            self.flow.seen.insertions += usize::from(look.inserted);
            self.flow.seen.deletions += usize::from(look.deleted);
            self.flow.seen.hidden += usize::from(look.hidden);
            self.look = (look, unit.offset..until);
        }
        self.look.0
    }

    fn apply(&self, look: &mut Look, list: &[u8]) {
        let mut style_hides = false;
        for (code, operand) in sprm::modifiers(list) {
            match code {
                sprm::CHARACTER_STYLE => {
                    let style = self.styles.resolve(u16_at(operand, 0).unwrap_or(0));
                    style_hides = style.hidden.unwrap_or(false);
                    look.hidden |= style_hides;
                }
                sprm::DELETED => look.deleted = sprm::switch(operand, false),
                sprm::INSERTED => look.inserted = sprm::switch(operand, false),
                sprm::HIDDEN => look.hidden = sprm::switch(operand, style_hides),
                sprm::SPECIAL => look.special = sprm::switch(operand, false),
                sprm::SYMBOL => {
                    let font = self.fonts.name(u16_at(operand, 0).unwrap_or(0));
                    let code = u16_at(operand, 2).unwrap_or(0);
                    look.symbol = symbol::character(font, u32::from(code));
                }
                _ => {}
            }
        }
    }

    fn character(&mut self, unit: Unit) {
        let look = self.look_of(unit);
        match unit.code {
            FIELD_CODE => self.fields.push(true),
            FIELD_RESULT => {
                if let Some(in_code) = self.fields.last_mut() {
                    *in_code = false;
                }
            }
            FIELD_END => drop(self.fields.pop()),
            _ if look.deleted || look.hidden || self.fields.contains(&true) => {}
            COMMENT if look.special => self.flow.seen.comments += 1,
            _ if look.special && look.symbol.is_some() => {
                let symbol = look.symbol.unwrap_or_default();
                self.flow.push(symbol.encode_utf8(&mut [0; 4]), None);
            }
            0x09 => self.flow.push("\t", None),
            // Breaks of a line, a page, a column.
            0x0B | 0x0C | 0x0E => self.flow.push("\n", None),
            0x1E => self.flow.push("-", None),
            0x00..0x20 => {}
            code => {
                // A pair of units is one character outside of the basic plane.
                let pair = self.high_surrogate.take().map_or([code, 0], |high| [high, code]);
                match char::decode_utf16(pair).next() {
                    Some(Ok(character)) => {
                        self.flow.push(character.encode_utf8(&mut [0; 4]), None);
                    }
                    Some(Err(_)) => self.high_surrogate = Some(code),
                    None => {}
                }
            }
        }
    }
}
