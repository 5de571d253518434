//! The page as blocks: what a browser shows in lines of their own are paragraphs.

mod list;

use super::style::Style;
use super::text::Collapse;
use crate::error::ReadError;
use crate::flow::{CellShape, Flow};
use crate::model::{Document, Format};
use crate::numbering;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use list::List;

/// Elements whose content is no text of the page, or helps to move through it.
const SKIPPED: &[&str] = &[
    "head", "title", "style", "script", "noscript", "template", "iframe", "svg", "math", "object",
    "select", "button", "textarea", "nav", "xml", "rt", "rp",
];
/// Elements that stand in lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "section",
    "article",
    "main",
    "address",
    "center",
    "fieldset",
    "form",
    "figure",
    "figcaption",
    "caption",
    "hr",
    "pre",
    "body",
    "header",
    "footer",
    "aside",
    "details",
    "summary",
];
/// Elements that hold nothing and have no end.
const VOID: &[&str] = &["br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base"];
/// Targets of the marks that lead to notes and comments, and back.
const MARKS: &[&str] = &["#_ftn", "#_edn", "#_msocom", "#sdfootnote", "#sdendnote"];
/// Lists nested deeper than this are none of a report.
const MAX_LIST_DEPTH: usize = 64;
/// Columns and rows that a cell may span.
const MAX_SPAN: u32 = 1000;

/// An element, by name, within which something special holds, and how deep it is nested in itself.
struct Within {
    name: String,
    depth: usize,
}

impl Within {
    fn new(name: &str) -> Self {
        Self { name: name.into(), depth: 1 }
    }

    fn start(&mut self, name: &str) {
        self.depth += usize::from(self.name == name);
    }

    /// Whether it ends here.
    fn ends(&mut self, name: &str) -> bool {
        self.depth -= usize::from(self.name == name);
        self.depth == 0
    }
}

struct Reader {
    flow: Flow,
    collapse: Collapse,
    /// Line breaks before the text that comes next.
    breaks: usize,
    skipping: Option<Within>,
    note: Option<Within>,
    notes: usize,
    /// The automatic number that is being read.
    marker: Option<(Within, String)>,
    numbering: Option<String>,
    heading: Option<u8>,
    preformatted: bool,
    lists: Vec<List>,
    /// For each open table, whether a row is open.
    tables: Vec<bool>,
}

pub(super) fn read(page: &str) -> Result<Document, ReadError> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut reader = Reader {
        flow: Flow::new(Format::Html),
        collapse: Collapse::default(),
        breaks: 0,
        skipping: None,
        note: None,
        notes: 0,
        marker: None,
        numbering: None,
        heading: None,
        preformatted: false,
        lists: Vec::new(),
        tables: Vec::new(),
    };
    for token in Tokenizer::new_with_emitter(page, emitter) {
        if reader.flow.is_refused() {
            break;
        }
        match token {
            Ok(Token::StartTag(tag)) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                reader.start(&name, &tag);
                if tag.self_closing && reader.skipping.is_some() {
                    reader.end(&name);
                }
            }
            Ok(Token::EndTag(tag)) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Ok(Token::String(text)) => reader.text(&String::from_utf8_lossy(&text.value)),
            Ok(_) | Err(_) => {}
        }
    }
    reader.end_paragraph();
    reader.flow.finish()
}

fn attribute(tag: &StartTag<()>, name: &str) -> String {
    let value = tag.attributes.get(name.as_bytes());
    value.map(|v| String::from_utf8_lossy(&v.value).into_owned()).unwrap_or_default()
}

impl Reader {
    fn start(&mut self, name: &str, tag: &StartTag<()>) {
        let style = attribute(tag, "style");
        let style = Style::new(&style);
        self.flow.seen.comments += usize::from(style.purpose() == "comment");
        if let Some(within) = &mut self.skipping {
            // A paragraph ends where the next one starts.
            if !(name == "p" && within.name == "p") {
                within.start(name);
                return;
            }
            self.skipping = None;
        }
        if let Some((within, _)) = &mut self.marker {
            within.start(name);
            return;
        }
        if let Some(note) = &mut self.note {
            note.start(name);
        }
        if self.is_skipped(name, tag, &style) {
            self.skipping = Some(Within::new(name));
            return;
        }
        match name {
            "br" => self.breaks += 1,
            "ins" => self.flow.seen.insertions += 1,
            "span" if style.is_list_marker() => {
                self.marker = Some((Within::new(name), String::new()));
            }
            "table" => {
                self.end_paragraph();
                self.flow.start_table();
                self.tables.push(false);
            }
            "tr" => {
                self.end_row();
                self.start_row();
            }
            "td" | "th" => self.start_cell(tag),
            _ if BLOCKS.contains(&name) => self.start_block(name, tag, &style),
            _ => {}
        }
    }

    fn is_skipped(&mut self, name: &str, tag: &StartTag<()>, style: &Style) -> bool {
        if VOID.contains(&name) {
            return false;
        }
        let hidden = style.is_hidden() || tag.attributes.contains_key(b"hidden".as_slice());
        self.flow.seen.hidden += usize::from(hidden);
        self.flow.seen.deletions += usize::from(name == "del");
        let href = if name == "a" { attribute(tag, "href") } else { String::new() };
        hidden
            || name == "del"
            || SKIPPED.contains(&name)
            || style.purpose() == "comment-list"
            || MARKS.iter().any(|mark| href.starts_with(mark))
    }

    fn start_block(&mut self, name: &str, tag: &StartTag<()>, style: &Style) {
        self.end_paragraph();
        let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
        self.heading = level.or(style.outline_level());
        match name {
            "pre" => self.preformatted = true,
            "ol" | "ul" => {
                let ordered = name == "ol";
                let (kind, start) = (attribute(tag, "type"), attribute(tag, "start"));
                self.lists.push(List::new(ordered, &kind, &start));
                if self.lists.len() > MAX_LIST_DEPTH {
                    self.flow.refuse("列表嵌套过深");
                }
            }
            "li" => {
                let value = attribute(tag, "value");
                self.numbering = self.lists.last_mut().and_then(|list| list.next(&value));
            }
            "div" if self.note.is_none() && is_note(style, &attribute(tag, "id")) => {
                self.flow.start_note();
                self.note = Some(Within::new("div"));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(within) = &mut self.skipping {
            if within.ends(name) {
                self.skipping = None;
            }
            return;
        }
        if let Some((within, text)) = &mut self.marker {
            if within.ends(name) {
                self.numbering = numbering::shown(text);
                self.marker = None;
            }
            return;
        }
        match name {
            "ol" | "ul" => {
                self.end_paragraph();
                self.lists.pop();
            }
            "td" | "th" => self.end_cell(),
            "tr" => self.end_row(),
            "table" => {
                self.end_row();
                if self.tables.pop().is_some() {
                    self.flow.end_table();
                }
            }
            _ if BLOCKS.contains(&name) => {
                self.end_paragraph();
                self.heading = None;
                self.preformatted &= name != "pre";
            }
            _ => {}
        }
        if self.note.as_mut().is_some_and(|note| note.ends(name)) {
            self.note = None;
            self.notes += 1;
            self.flow.end_note(self.notes);
        }
    }

    fn start_row(&mut self) {
        if let Some(row) = self.tables.last_mut() {
            *row = true;
            self.flow.start_row(0);
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if self.tables.last_mut().is_some_and(std::mem::take) {
            self.flow.end_row();
        }
    }

    fn start_cell(&mut self, tag: &StartTag<()>) {
        self.end_cell();
        match self.tables.last() {
            None => return,
            Some(false) => self.start_row(),
            Some(true) => {}
        }
        let span = |name| attribute(tag, name).trim().parse().unwrap_or(1).clamp(1, MAX_SPAN);
        self.flow.start_cell(CellShape {
            column_span: span("colspan"),
            row_span: span("rowspan"),
            ..CellShape::default()
        });
    }

    fn end_cell(&mut self) {
        self.end_paragraph();
        self.heading = None;
        self.flow.end_cell();
    }

    fn text(&mut self, text: &str) {
        if self.skipping.is_some() {
            return;
        }
        if let Some((_, marker)) = &mut self.marker {
            marker.push_str(text);
            return;
        }
        if !self.preformatted {
            self.running_text(text);
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_paragraph();
            }
            self.push(&line.replace('\r', "").replace('\u{a0}', " "));
        }
    }

    fn running_text(&mut self, text: &str) {
        if self.breaks > 0 && !text.trim_ascii().is_empty() {
            match std::mem::take(&mut self.breaks) {
                1 if self.flow.in_paragraph() => {
                    self.collapse.line_break();
                    self.push("\n");
                }
                // An empty line parts paragraphs.
                2.. => self.end_paragraph(),
                _ => {}
            }
        }
        let shown = self.collapse.shown(text);
        self.push(&shown);
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.flow.in_paragraph() {
            self.flow.start_paragraph();
        }
        self.flow.push(text, None);
    }

    fn end_paragraph(&mut self) {
        self.breaks = 0;
        self.collapse = Collapse::default();
        if self.flow.in_paragraph() {
            let is_blank = self.flow.text().trim().is_empty();
            let numbering = if is_blank { None } else { self.numbering.take() };
            self.flow.end_paragraph(self.heading, numbering);
        }
    }
}

/// Whether a div is a note, as Word and as LibreOffice mark it.
fn is_note(style: &Style, id: &str) -> bool {
    matches!(style.purpose(), "footnote" | "endnote")
        || ["sdfootnote", "sdendnote"].iter().any(|prefix| {
            id.strip_prefix(prefix).is_some_and(|number| number.parse::<u32>().is_ok())
        })
}

#[cfg(test)]
mod tests;
