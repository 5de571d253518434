//! The groups of the file as paragraphs, tables and notes.

mod destination;

use super::charset::Charsets;
use super::damaged;
use super::rows::Rows;
use super::token::{Token, Tokens};
use crate::error::ReadError;
use crate::flow::{Flow, TableCursor};
use crate::model::{Document, Format};
use crate::numbering;
use destination::Destination;
use std::collections::HashMap;

/// Groups nested deeper than this are no document.
const MAX_DEPTH: usize = 2000;
/// Endnotes stand after all footnotes.
const AFTER_FOOTNOTES: usize = usize::MAX / 2;

/// What holds up to the end of a group.
#[derive(Clone, Default)]
struct Group {
    destination: Destination,
    hidden: bool,
    deleted: bool,
    font: i32,
    /// Characters after a `\u` that stand in for it.
    substitutes: usize,
}

/// What holds up to the next `\pard`.
#[derive(Default)]
struct Properties {
    in_table: bool,
    depth: Option<usize>,
    style: i32,
    level: Option<u8>,
}

/// A style that is being read.
#[derive(Default)]
struct OpenStyle {
    number: i32,
    level: Option<u8>,
    name: String,
}

pub(super) struct Reader {
    flow: Flow,
    charsets: Charsets,
    /// Heading levels of the styles.
    levels: HashMap<i32, u8>,
    groups: Vec<Group>,
    /// A `\*` was read: the next word names a destination that may be passed over.
    optional: bool,
    bytes: Vec<u8>,
    /// Substitutes still to be passed over, and the first half of a pair.
    passing: usize,
    high_surrogate: Option<u16>,
    font_number: i32,
    style: OpenStyle,
    paragraph: Properties,
    marker: String,
    rows: Rows,
    cursor: TableCursor,
    /// Paragraphs that are open around a note or a text box.
    outer: Vec<bool>,
    notes: usize,
    is_endnote: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            flow: Flow::new(Format::Rtf),
            charsets: Charsets::default(),
            levels: HashMap::new(),
            groups: Vec::new(),
            optional: false,
            bytes: Vec::new(),
            passing: 0,
            high_surrogate: None,
            font_number: 0,
            style: OpenStyle::default(),
            paragraph: Properties::default(),
            marker: String::new(),
            rows: Rows::default(),
            cursor: TableCursor::default(),
            outer: vec![false],
            notes: 0,
            is_endnote: false,
        }
    }
}

impl Reader {
    pub(super) fn read(mut self, bytes: &[u8]) -> Result<Document, ReadError> {
        let mut tokens = Tokens::new(bytes);
        while let Some(token) = tokens.next() {
            if self.flow.is_refused() {
                return self.finish();
            }
            if !matches!(token, Token::Byte(_)) {
                self.flush();
            }
            match token {
                Token::Open if self.groups.len() >= MAX_DEPTH => return Err(damaged("嵌套过深")),
                Token::Open => {
                    let group = self.groups.last().cloned();
                    self.groups.push(group.unwrap_or(Group { substitutes: 1, ..Group::default() }));
                    self.optional = false;
                }
                Token::Close => {
                    self.close();
                    if self.groups.is_empty() {
                        return self.finish();
                    }
                }
                Token::Word("bin", length) => {
                    tokens.pass(length.and_then(|n| usize::try_from(n).ok()).unwrap_or(0));
                }
                Token::Word(word, parameter) => self.word(word, parameter),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Byte(_) if self.passing > 0 => self.passing -= 1,
                Token::Byte(byte) => self.bytes.push(byte),
            }
        }
        Err(damaged("内容不完整，括号没有闭合"))
    }

    fn finish(mut self) -> Result<Document, ReadError> {
        self.end_paragraph();
        self.flow.finish()
    }

    fn group(&mut self) -> &mut Group {
        if self.groups.is_empty() {
            self.groups.push(Group::default());
        }
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    fn destination(&self) -> Destination {
        self.groups.last().map(|g| g.destination).unwrap_or_default()
    }

    fn close(&mut self) {
        let Some(group) = self.groups.pop() else { return };
        self.passing = 0;
        let inside = self.destination();
        if group.destination == inside {
            // Each style is a group of its own.
            if inside == Destination::Styles {
                self.end_style();
            }
            return;
        }
        match group.destination {
            Destination::Note => {
                self.end_paragraph();
                self.outer.pop();
                let after = if self.is_endnote { AFTER_FOOTNOTES } else { 0 };
                self.notes += 1;
                self.flow.end_note(self.notes + after);
            }
            Destination::TextBox => {
                self.end_paragraph();
                self.outer.pop();
            }
            _ => {}
        }
    }

    fn end_style(&mut self) {
        let style = std::mem::take(&mut self.style);
        let name = style.name.trim().trim_end_matches(';').to_lowercase();
        let named = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
        self.levels.extend(style.level.or(named).map(|level| (style.number, level)));
    }

    fn word(&mut self, word: &str, parameter: Option<i32>) {
        if self.passing > 0 {
            self.passing -= 1;
            return;
        }
        let optional = std::mem::take(&mut self.optional);
        if self.destination() == Destination::Skipped {
            return;
        }
        if let Some(destination) = Destination::of(word, optional) {
            self.start(destination, word);
            return;
        }
        let on = parameter != Some(0);
        let level = || parameter.and_then(|n| u8::try_from(n + 1).ok()).filter(|n| *n <= 9);
        match (self.destination(), word) {
            (_, "ansicpg") => self.charsets.set_code_page(parameter.unwrap_or(0)),
            (Destination::Fonts, "f") => self.font_number = parameter.unwrap_or(0),
            (Destination::Fonts, "fcharset") => {
                self.charsets.set_font(self.font_number, parameter.unwrap_or(0));
            }
            (Destination::Styles, "s") => self.style.number = parameter.unwrap_or(0),
            (Destination::Styles, "outlinelevel") => self.style.level = level(),
            (Destination::Fonts | Destination::Styles | Destination::Quiet, _) => {}
            (_, "f" | "af") => self.group().font = parameter.unwrap_or(0),
            (_, "uc") => {
                self.group().substitutes =
                    parameter.and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
            }
            (_, "u") => self.unicode(parameter.unwrap_or(0)),
            (_, "plain") => {
                let group = self.group();
                (group.hidden, group.deleted) = (false, false);
            }
            (_, "v") => {
                let new = on && !std::mem::replace(&mut self.group().hidden, on);
                self.flow.seen.hidden += usize::from(new);
            }
            (_, "deleted") => {
                let new = on && !std::mem::replace(&mut self.group().deleted, on);
                self.flow.seen.deletions += usize::from(new);
            }
            (_, "revised") => self.flow.seen.insertions += usize::from(on),
            (_, "ftnalt") => self.is_endnote = true,
            (Destination::Marker, "pard") => {}
            (Destination::Marker, "tab") => self.marker.push(' '),
            (_, "pard") => self.paragraph = Properties::default(),
            (_, "intbl") => self.paragraph.in_table = true,
            (_, "itap") => self.paragraph.depth = parameter.and_then(|n| usize::try_from(n).ok()),
            (_, "s") => self.paragraph.style = parameter.unwrap_or(0),
            (_, "outlinelevel") => self.paragraph.level = level(),
            (_, "par") if self.group().deleted => self.carry_paragraph(),
            (_, "par" | "sect") => self.end_shown_paragraph(),
            (_, "cell" | "nestcell") => self.end_cell(word == "nestcell"),
            (_, "row") => self.end_row(1),
            (_, "nestrow") => self.end_row(self.depth().max(2)),
            _ if self.describe_row(word, parameter) => {}
            _ => self.push(destination::character(word)),
        }
    }

    fn describe_row(&mut self, word: &str, parameter: Option<i32>) -> bool {
        let nested = self.destination() == Destination::NestedRow;
        let depth = if nested { self.depth().max(2) } else { 1 };
        self.rows.describe(depth, word, parameter)
    }

    fn start(&mut self, destination: Destination, word: &str) {
        self.flow.seen.comments += usize::from(word == "annotation");
        match destination {
            // A note in a note is no note.
            Destination::Note if self.flow.in_note() => {
                self.group().destination = Destination::Skipped;
                return;
            }
            Destination::Note => {
                self.go_to_text();
                self.is_endnote = false;
                self.outer.push(false);
                self.flow.start_note();
            }
            Destination::TextBox => {
                self.go_to_text();
                self.outer.push(false);
            }
            Destination::Marker => self.marker.clear(),
            _ => {}
        }
        self.group().destination = destination;
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.optional = true,
            _ if self.passing > 0 => self.passing -= 1,
            b'~' => self.push(" "),
            b'_' => self.push("-"),
            b'\\' => self.push("\\"),
            b'{' => self.push("{"),
            b'}' => self.push("}"),
            b'\r' | b'\n' => self.word("par", None),
            _ => {}
        }
    }

    fn unicode(&mut self, code: i32) {
        self.passing = self.group().substitutes;
        // Codes above 32767 are written as negative numbers.
        let Ok(unit) = u16::try_from(code.rem_euclid(0x1_0000)) else { return };
        let pair = self.high_surrogate.take().map_or([unit, 0], |high| [high, unit]);
        match char::decode_utf16(pair).next() {
            Some(Ok(character)) => self.push(character.encode_utf8(&mut [0; 4])),
            Some(Err(_)) if (0xD800..0xDC00).contains(&unit) => self.high_surrogate = Some(unit),
            _ => {}
        }
    }

    /// Hands on the bytes of text since the last control word.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let font = self.group().font;
            let text = self.charsets.decode(&bytes, font);
            self.push(&text);
        }
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let group = self.group();
        let is_shown = !group.hidden && !group.deleted;
        match group.destination {
            Destination::Marker => self.marker.push_str(text),
            Destination::Styles => self.style.name.push_str(text),
            d if d.holds_text() && is_shown => {
                self.go_to_text();
                self.flow.push(text, None);
            }
            _ => {}
        }
    }

    fn is_aside(&self) -> bool {
        self.outer.len() > 1
    }

    /// The depth in tables at which the paragraph stands.
    fn depth(&self) -> usize {
        match self.paragraph.depth {
            Some(depth) => depth.max(usize::from(self.paragraph.in_table)),
            None => usize::from(self.paragraph.in_table),
        }
    }

    /// Opens the paragraph, and the cell that it stands in.
    fn go_to_text(&mut self) {
        if self.outer.last() == Some(&true) {
            return;
        }
        if !self.is_aside() {
            let depth = self.depth();
            self.cursor.go_to(&mut self.flow, depth);
        }
        self.flow.start_paragraph();
        if let Some(open) = self.outer.last_mut() {
            *open = true;
        }
    }

    /// The mark was deleted: what follows goes on with this paragraph.
    fn carry_paragraph(&mut self) {
        if self.outer.last_mut().is_some_and(std::mem::take) {
            self.flow.carry_paragraph();
        }
    }

    fn end_shown_paragraph(&mut self) {
        self.end_paragraph();
        self.marker.clear();
    }

    fn end_paragraph(&mut self) {
        let is_open = self.outer.last_mut().is_some_and(std::mem::take);
        if is_open {
            let level = self.paragraph.level.or(self.levels.get(&self.paragraph.style).copied());
            self.flow.end_paragraph(level, numbering::shown(&std::mem::take(&mut self.marker)));
        }
    }

    fn end_cell(&mut self, nested: bool) {
        self.end_shown_paragraph();
        if self.is_aside() {
            return;
        }
        let depth = if nested { self.depth().max(2) } else { 1 };
        self.cursor.end_cell(&mut self.flow, depth);
    }

    fn end_row(&mut self, depth: usize) {
        self.end_paragraph();
        if !self.is_aside() {
            self.cursor.end_row(&mut self.flow, depth, self.rows.cells(depth));
        }
    }
}

#[cfg(test)]
mod tests;
