//! The body: paragraphs, lists, tables and notes.

use super::damaged;
use super::styles::Styles;
use crate::error::ReadError;
use crate::flow::{CellShape, Flow};
use crate::model::{Document, Format};
use crate::package::xml::{self, Element};
use quick_xml::events::Event;
use quick_xml::reader::Reader as XmlReader;

/// Elements whose content is no text of the document.
const SKIPPED: &[&str] = &[
    "note-citation",
    "forms",
    "script",
    "scripts",
    "hidden-text",
    "ruby-text",
    "number",
    "title",
    "desc",
    "binary-data",
    "object",
    "covered-table-cell",
    "automatic-styles",
    "font-face-decls",
    "event-listeners",
];
/// Spaces that one element may stand for.
const MAX_SPACES: usize = 1000;
/// Lists nested deeper than this are none of a report.
const MAX_LIST_DEPTH: usize = 64;
/// Cells that one element may stand for.
const MAX_REPEATED: usize = 64;
/// Columns and rows that a cell may span.
const MAX_SPAN: u32 = 1000;
/// Endnotes stand after all footnotes.
const AFTER_FOOTNOTES: usize = usize::MAX / 2;

/// An open list, with what its items count in.
struct OpenList {
    style: Option<u32>,
    /// The item's first paragraph, which shows the number, is still to come.
    awaits_number: bool,
}

#[derive(Default)]
struct OpenParagraph {
    heading: Option<u8>,
    numbering: Option<String>,
}

pub(crate) struct Reader {
    flow: Flow,
    styles: Styles,
    skipping: usize,
    lists: Vec<OpenList>,
    paragraphs: Vec<OpenParagraph>,
    notes: usize,
    note_order: usize,
    /// How often the open cell is repeated.
    repeated: usize,
}

impl Reader {
    pub(crate) fn new(styles: Styles) -> Self {
        Self {
            flow: Flow::new(Format::Odt),
            styles,
            skipping: 0,
            lists: Vec::new(),
            paragraphs: Vec::new(),
            notes: 0,
            note_order: 0,
            repeated: 1,
        }
    }

    pub(crate) fn read(mut self, content: &str) -> Result<Document, ReadError> {
        let mut reader = XmlReader::from_str(content);
        let mut depth = 0_usize;
        while !self.flow.is_refused() {
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    depth += 1;
                    self.start(start.local_name().as_ref(), &Element::of(&start));
                }
                Ok(Event::Empty(start)) => {
                    self.start(start.local_name().as_ref(), &Element::of(&start));
                    self.end(start.local_name().as_ref());
                }
                Ok(Event::End(end)) => {
                    depth = depth.saturating_sub(1);
                    self.end(end.local_name().as_ref());
                }
                Ok(Event::Text(text)) => self.push_text(&text.xml10_content()),
                Ok(Event::CData(text)) => self.push_text(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => {
                    self.push(&xml::resolve_reference(&reference));
                }
                Ok(Event::Eof) if depth > 0 => return Err(damaged("正文不完整")),
                Ok(Event::Eof) => return self.flow.finish(),
                Ok(_) => {}
                Err(e) => {
                    let at = reader.error_position();
                    return Err(damaged(format!("正文 XML 在第 {at} 字节处中断：{e}")));
                }
            }
        }
        self.flow.finish()
    }

    fn start(&mut self, name: &str, element: &Element) {
        match name {
            "insertion" => self.flow.seen.insertions += 1,
            "deletion" => self.flow.seen.deletions += 1,
            "annotation" if self.skipping == 0 => self.flow.seen.comments += 1,
            _ => {}
        }
        if self.skipping > 0
            || SKIPPED.contains(&name)
            || matches!(name, "tracked-changes" | "annotation")
            || self.is_hidden(name, element)
        {
            self.skipping += 1;
            return;
        }
        match name {
            "p" => self.start_paragraph(None, element),
            "h" => {
                self.start_paragraph(Some(element.number("outline-level").unwrap_or(1)), element)
            }
            "s" => {
                let count = element.number("c").unwrap_or(1).min(MAX_SPACES);
                self.push(&" ".repeat(count));
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "list" => self.start_list(element),
            "list-item" => self.start_item(element),
            "note" => {
                let after = if element.attribute("note-class") == Some("endnote") {
                    AFTER_FOOTNOTES
                } else {
                    0
                };
                self.note_order = self.notes + after;
                self.notes += 1;
            }
            "note-body" => self.flow.start_note(),
            "table" => self.flow.start_table(),
            "table-row" => self.flow.start_row(0),
            "table-cell" => self.start_cell(element),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match name {
            "p" | "h" => {
                let paragraph = self.paragraphs.pop().unwrap_or_default();
                self.flow.end_paragraph(paragraph.heading, paragraph.numbering);
            }
            "list" => drop(self.lists.pop()),
            "note-body" => self.flow.end_note(self.note_order),
            "table" => self.flow.end_table(),
            "table-row" => self.flow.end_row(),
            "table-cell" => {
                self.flow.end_cell();
                for _ in 1..std::mem::replace(&mut self.repeated, 1) {
                    self.flow.start_cell(CellShape::default());
                    self.flow.end_cell();
                }
            }
            _ => {}
        }
    }

    /// Whether the element hides what it holds, by its style or by itself.
    fn is_hidden(&mut self, name: &str, element: &Element) -> bool {
        let family = match name {
            "span" => "text",
            "p" | "h" => "paragraph",
            "section" => "section",
            _ => return false,
        };
        let style = element.attribute("style-name").unwrap_or_default();
        let hidden =
            element.attribute("display") == Some("none") || self.styles.hides(family, style);
        self.flow.seen.hidden += usize::from(hidden && self.skipping == 0);
        hidden
    }

    fn start_paragraph(&mut self, heading: Option<u8>, element: &Element) {
        let style = element.attribute("style-name").unwrap_or_default();
        let is_header = element.attribute("is-list-header") == Some("true");
        let numbering = if is_header { None } else { self.number(heading, style) };
        self.paragraphs.push(OpenParagraph { heading, numbering });
        self.flow.start_paragraph();
    }

    fn number(&mut self, heading: Option<u8>, style: &str) -> Option<String> {
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let Some(list) = self.lists.last_mut() else {
            return self.styles.next_heading(heading?);
        };
        if !std::mem::take(&mut list.awaits_number) {
            return None;
        }
        let id = list.style.or_else(|| self.styles.list_of(style))?;
        self.styles.lists.next(id, depth)
    }

    fn start_list(&mut self, element: &Element) {
        let own = element.attribute("style-name").and_then(|name| self.styles.list(name));
        let style = own.or_else(|| self.lists.last().and_then(|l| l.style));
        let continues = element.attribute("continue-numbering") == Some("true")
            || element.attribute("continue-list").is_some();
        if let Some(style) = style.filter(|_| self.lists.is_empty() && !continues) {
            self.styles.lists.forget(style);
        }
        self.lists.push(OpenList { style, awaits_number: false });
        if self.lists.len() > MAX_LIST_DEPTH {
            self.flow.refuse("列表嵌套过深");
        }
    }

    fn start_item(&mut self, element: &Element) {
        let level = self.lists.len().saturating_sub(1);
        let Some(list) = self.lists.last_mut() else { return };
        list.awaits_number = true;
        if let Some((style, start)) = list.style.zip(element.number("start-value")) {
            self.styles.lists.restart(style, level, start);
        }
    }

    fn start_cell(&mut self, element: &Element) {
        let span = |name| element.number(name).unwrap_or(1).clamp(1, MAX_SPAN);
        self.repeated =
            element.number("number-columns-repeated").unwrap_or(1).clamp(1, MAX_REPEATED);
        self.flow.start_cell(CellShape {
            column_span: span("number-columns-spanned"),
            row_span: span("number-rows-spanned"),
            ..CellShape::default()
        });
    }

    /// Text as XML holds it: white space is one space, and none at the start of a paragraph.
    fn push_text(&mut self, text: &str) {
        if self.skipping > 0 || !self.flow.in_paragraph() {
            return;
        }
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
        let mut collapsed = String::with_capacity(text.len());
        for c in text.chars() {
            let before = collapsed.chars().next_back().or(self.flow.text().chars().next_back());
            if !is_space(c) {
                collapsed.push(c);
            } else if before.is_some_and(|b| !is_space(b)) {
                collapsed.push(' ');
            }
        }
        self.push(&collapsed);
    }

    fn push(&mut self, text: &str) {
        if self.skipping == 0 {
            self.flow.push(text, None);
        }
    }
}
