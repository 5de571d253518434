//! The body and the notes: paragraphs, tables within tables, and what tracked changes leave.

use super::numbering::Numbering;
use super::styles::Styles;
use super::{damaged, is_on};
use crate::error::ReadError;
use crate::flow::{CellShape, Flow};
use crate::model::{Document, Format};
use crate::package::xml::{self, Element};
use crate::symbol;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader as XmlReader;
use std::collections::HashMap;

/// Elements whose content is no text of the document: what was deleted or moved away, codes,
/// formats that were changed, second versions, and `tabs`, which holds tab stops.
pub(super) const SKIPPED: &[&str] = &[
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "Fallback",
    "tabs",
    "sdtPr",
    "rt",
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "tblPrExChange",
    "numberingChange",
];
/// Notes that a text may refer to.
const MAX_REFERENCES: usize = 10_000;
/// Columns that a cell may span.
const MAX_SPAN: u32 = 1000;

/// The two kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum NoteKind {
    Footnote,
    Endnote,
}

impl NoteKind {
    /// The part that holds them.
    pub(crate) fn part(self) -> &'static str {
        match self {
            Self::Footnote => "footnotes.xml",
            Self::Endnote => "endnotes.xml",
        }
    }

    fn reference(self) -> &'static str {
        match self {
            Self::Footnote => "footnoteReference",
            Self::Endnote => "endnoteReference",
        }
    }

    fn element(self) -> &'static str {
        match self {
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
        }
    }
}

/// What the properties of an open paragraph say.
#[derive(Default)]
struct Properties {
    style: Option<String>,
    outline: Option<u8>,
    list: Option<u32>,
    list_level: Option<u8>,
    mark_deleted: bool,
}

#[derive(Default, Clone, Copy)]
struct Run {
    number: u32,
    hidden: bool,
}

/// Whose properties are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    ParagraphProperties,
    RowProperties,
}

pub(crate) struct Reader<'a> {
    flow: Flow,
    styles: &'a Styles,
    numbering: Numbering,
    /// Notes that the text refers to, with their order in it.
    references: HashMap<(NoteKind, String), usize>,
    /// The kind of notes that is being read, and the order of the open one.
    notes: Option<NoteKind>,
    note_order: usize,
    skipping: usize,
    in_text: bool,
    within: Within,
    /// Runs so far, and those that are open: a run can hold a text box with runs.
    run_count: u32,
    runs: Vec<Run>,
    paragraphs: Vec<Properties>,
    /// For each open field, whether its code is being read and not its result.
    fields: Vec<bool>,
    /// How many of them.
    codes: usize,
    row_deleted: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(styles: &'a Styles, numbering: Numbering) -> Self {
        Self {
            flow: Flow::new(Format::Docx),
            styles,
            numbering,
            references: HashMap::new(),
            notes: None,
            note_order: 0,
            skipping: 0,
            in_text: false,
            within: Within::Text,
            run_count: 0,
            runs: Vec::new(),
            paragraphs: Vec::new(),
            fields: Vec::new(),
            codes: 0,
            row_deleted: false,
        }
    }

    pub(crate) fn refers_to(&self, kind: NoteKind) -> bool {
        self.references.keys().any(|(k, _)| *k == kind)
    }

    /// Reads a part of notes; those that no text refers to are left out.
    pub(crate) fn read_notes(&mut self, part: &str, kind: NoteKind) -> Result<(), ReadError> {
        self.notes = Some(kind);
        self.read(part)
    }

    pub(crate) fn finish(self) -> Result<Document, ReadError> {
        self.flow.finish()
    }

    pub(crate) fn read(&mut self, part: &str) -> Result<(), ReadError> {
        let mut reader = XmlReader::from_str(part);
        let mut depth = 0_usize;
        while !self.flow.is_refused() {
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    depth += 1;
                    self.start(&start);
                }
                Ok(Event::Empty(start)) => {
                    self.start(&start);
                    self.end(start.local_name().as_ref());
                }
                Ok(Event::End(end)) => {
                    depth = depth.saturating_sub(1);
                    self.end(end.local_name().as_ref());
                }
                Ok(Event::Text(text)) if self.in_text => self.push(&text.xml10_content()),
                Ok(Event::CData(text)) if self.in_text => self.push(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) if self.in_text => {
                    self.push(&xml::resolve_reference(&reference));
                }
                Ok(Event::Eof) if depth > 0 => return Err(damaged("正文不完整")),
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                Err(e) => {
                    let at = reader.error_position();
                    return Err(damaged(format!("正文 XML 在第 {at} 字节处中断：{e}")));
                }
            }
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart) {
        let local = start.local_name();
        let name = local.as_ref();
        // Every run counts, whether it is read or not, so that others count the same.
        self.run_count += u32::from(name == "r");
        if self.skipping == 0 && self.change_of_properties(name) {
            return;
        }
        if self.skipping > 0 || SKIPPED.contains(&name) {
            self.skipping += 1;
            let is_deletion = matches!(name, "del" | "moveFrom") && self.skipping == 1;
            self.flow.seen.deletions += usize::from(is_deletion);
            return;
        }
        let value = || xml::attribute(start, "val");
        match name {
            "ins" | "moveTo" => self.flow.seen.insertions += 1,
            "commentReference" => self.flow.seen.comments += 1,
            "p" => {
                self.paragraphs.push(Properties::default());
                self.flow.start_paragraph();
            }
            "pPr" => self.within = Within::ParagraphProperties,
            "trPr" => self.within = Within::RowProperties,
            "r" => {
                self.runs.push(Run { number: self.run_count, hidden: false });
            }
            "t" => self.in_text = self.flow.in_paragraph(),
            "tab" | "ptab" if self.within == Within::Text => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => self.push_symbol(&Element::of(start)),
            "fldChar" => self.field(&xml::attribute(start, "fldCharType").unwrap_or_default()),
            "vanish" | "rStyle" if self.within == Within::Text => {
                self.hide_run(name, &value().unwrap_or_default());
            }
            "footnoteReference" | "endnoteReference" => self.refer(name, start),
            "footnote" | "endnote" => self.start_note(start),
            "tbl" => self.flow.start_table(),
            "tr" => {
                self.row_deleted = false;
                self.flow.start_row(0);
            }
            // Cells of a deleted row are skipped with all that is in them.
            "tc" if self.row_deleted => self.skipping += 1,
            "tc" => self.flow.start_cell(CellShape::default()),
            _ => self.property(name, value()),
        }
    }

    /// Marks within properties that say that a paragraph mark, a row or a cell was changed.
    fn change_of_properties(&mut self, name: &str) -> bool {
        let is_deletion = matches!(name, "del" | "moveFrom");
        match self.within {
            Within::ParagraphProperties if is_deletion => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.mark_deleted = true;
                }
            }
            Within::RowProperties if is_deletion => self.row_deleted = true,
            _ => return false,
        }
        self.flow.seen.deletions += 1;
        // Its end passes unnoticed: these marks hold nothing.
        true
    }

    fn property(&mut self, name: &str, value: Option<String>) {
        let number = || value.as_deref().and_then(|v| v.parse::<u32>().ok());
        let level = || value.as_deref().and_then(|v| v.parse::<u8>().ok());
        match name {
            "gridBefore" => self.flow.start_row(number().unwrap_or(0)),
            "hidden" if self.within == Within::RowProperties => {
                self.row_deleted = is_on(value.as_deref().unwrap_or_default());
                self.flow.seen.hidden += usize::from(self.row_deleted);
            }
            "gridSpan" => {
                let span = number().unwrap_or(1).clamp(1, MAX_SPAN);
                self.flow.shape(|s| s.column_span = span);
            }
            "vMerge" => {
                let continues = value.is_none_or(|v| v == "continue");
                self.flow.shape(|s| s.continues_above = continues);
            }
            "hMerge" => {
                let continues = value.is_none_or(|v| v == "continue");
                self.flow.shape(|s| s.continues_left = continues);
            }
            _ => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match name {
                    "pStyle" => paragraph.style = value,
                    "outlineLvl" => paragraph.outline = level(),
                    "numId" => paragraph.list = number(),
                    "ilvl" => paragraph.list_level = level(),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "r" => drop(self.runs.pop()),
            "pPr" | "trPr" => self.within = Within::Text,
            "p" => self.end_paragraph(),
            "tc" => self.flow.end_cell(),
            "tr" => self.flow.end_row(),
            "tbl" => self.flow.end_table(),
            "footnote" | "endnote" => self.flow.end_note(self.note_order),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let run = self.runs.last().copied().unwrap_or_default();
        if run.hidden || self.codes > 0 {
            return;
        }
        self.flow.push(text, self.notes.is_none().then_some(run.number));
    }

    fn push_symbol(&mut self, element: &Element) {
        let code = element.attribute("char").and_then(|c| u32::from_str_radix(c, 16).ok());
        let font = element.attribute("font").unwrap_or_default();
        if let Some(character) = code.and_then(|code| symbol::character(font, code)) {
            self.push(character.encode_utf8(&mut [0; 4]));
        }
    }

    fn hide_run(&mut self, name: &str, value: &str) {
        let hidden =
            if name == "vanish" { is_on(value) } else { self.styles.resolve(value).hidden };
        if let Some(run) = self.runs.last_mut() {
            self.flow.seen.hidden += usize::from(hidden && !run.hidden);
            // What the run says itself holds over its style.
            run.hidden = hidden;
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.fields.push(true);
                self.codes += 1;
            }
            "separate" => {
                if let Some(in_code) = self.fields.last_mut() {
                    self.codes -= usize::from(std::mem::take(in_code));
                }
            }
            _ => self.codes -= usize::from(self.fields.pop().unwrap_or_default()),
        }
    }

    /// No code goes on past its paragraph: a field that never ends swallows no more than that.
    fn end_codes(&mut self) {
        if self.codes > 0 {
            self.fields.fill(false);
            self.codes = 0;
        }
    }

    fn refer(&mut self, name: &str, start: &BytesStart) {
        let kinds = [NoteKind::Footnote, NoteKind::Endnote];
        let kind = kinds.into_iter().find(|k| k.reference() == name);
        if let Some(reference) = kind.zip(xml::attribute(start, "id")) {
            let order = self.references.len();
            if order > MAX_REFERENCES {
                return self.flow.refuse("脚注过多");
            }
            self.references.entry(reference).or_insert(order);
        }
    }

    /// Notes without a reference are separators, or stand in deleted text.
    fn start_note(&mut self, start: &BytesStart) {
        let id = xml::attribute(start, "id").unwrap_or_default();
        let kind = self.notes.filter(|k| k.element() == start.local_name().as_ref());
        match kind.and_then(|kind| self.references.get(&(kind, id))) {
            Some(order) => {
                // Endnotes stand after all footnotes.
                let after = if kind == Some(NoteKind::Endnote) { self.references.len() } else { 0 };
                self.note_order = order + after;
                self.flow.start_note();
            }
            None => self.skipping += 1,
        }
    }

    fn end_paragraph(&mut self) {
        self.end_codes();
        let properties = self.paragraphs.pop().unwrap_or_default();
        if properties.mark_deleted {
            self.flow.carry_paragraph();
            return;
        }
        let style = properties.style.as_deref().map(|s| self.styles.resolve(s)).unwrap_or_default();
        let list = properties.list.or(style.numbering.map(|(id, _)| id)).filter(|id| *id > 0);
        let list_level = properties.list_level.or(style.numbering.map(|(_, level)| level));
        let numbering = list.and_then(|id| self.numbering.next(id, list_level.unwrap_or(0)));
        let level = match properties.outline {
            Some(outline) => Some(outline + 1).filter(|level| *level <= 9),
            None => style.level,
        };
        self.flow.end_paragraph(level, numbering);
    }
}

#[cfg(test)]
mod tests;
