//! From the items of the pages to the document.

use super::cell::PageTable;
use super::continuation;
use super::layout::Item;
use super::line::Line;
use super::note;
use super::paragraph::Setting;
use super::source::Page;
use super::text::Text;
use crate::model::{Block, Cell, Document, Node, Origin, Paragraph, Table};

/// Adds the lines of the table of contents behind everything else, in no block.
pub(crate) fn add_contents(document: &mut Document, lines: &[Line]) {
    for (number, line) in (1..).zip(lines) {
        let Text { text, anchors } = Text::of(line);
        document.add_node(Node { text, anchors, origin: Origin::Contents(number) });
    }
}

pub(crate) fn fill(document: &mut Document, pages: &[Page], mut items: Vec<Vec<Item>>) {
    let lines: Vec<&Line> = items.iter().flatten().filter_map(Item::as_line).collect();
    let setting = Setting::new(pages, &lines);
    let notes: Vec<Vec<Line>> = items.iter_mut().map(|p| note::take(p, setting.size)).collect();
    continuation::join(&mut items);
    let mut writer = Writer::new(document, &setting);
    for (page, notes) in items.into_iter().zip(notes) {
        for item in page {
            match item {
                Item::Line(line) => writer.line(line),
                Item::Table(table) => writer.table(table),
            }
        }
        writer.waiting_notes.extend(notes);
    }
    writer.end_paragraph();
}

struct Writer<'a> {
    document: &'a mut Document,
    setting: &'a Setting,
    open: Option<(Text, Line)>,
    /// Footnotes wait for the end of the paragraph that goes on over the page.
    waiting_notes: Vec<Line>,
    paragraphs: u32,
    tables: u32,
    notes: u32,
}

impl<'a> Writer<'a> {
    fn new(document: &'a mut Document, setting: &'a Setting) -> Self {
        let waiting_notes = Vec::new();
        Self { document, setting, open: None, waiting_notes, paragraphs: 0, tables: 0, notes: 0 }
    }

    fn line(&mut self, line: Line) {
        match &mut self.open {
            Some((text, last)) if self.setting.goes_on(last, &line) => {
                text.append("", Text::of(&line));
                *last = line;
            }
            _ => {
                self.end_paragraph();
                self.open = Some((Text::of(&line), line));
            }
        }
    }

    fn end_paragraph(&mut self) {
        if let Some((text, _)) = self.open.take() {
            self.paragraphs += 1;
            self.add(text, Origin::Paragraph(self.paragraphs));
        }
        let mut note: Option<Text> = None;
        for line in std::mem::take(&mut self.waiting_notes) {
            match &mut note {
                Some(text) if !note::starts_note(&line) => text.append("", Text::of(&line)),
                _ => self.end_note(note.replace(Text::of(&line))),
            }
        }
        self.end_note(note);
    }

    fn end_note(&mut self, note: Option<Text>) {
        if let Some(text) = note {
            self.notes += 1;
            self.add(text, Origin::Note(self.notes));
        }
    }

    fn add(&mut self, text: Text, origin: Origin) {
        let node = self.document.add_node(Node { text: text.text, anchors: text.anchors, origin });
        let paragraph = Paragraph { node, style_level: None, numbering: None };
        self.document.blocks.push(Block::Paragraph(paragraph));
    }

    fn table(&mut self, mut table: PageTable) {
        self.end_paragraph();
        self.tables += 1;
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut built =
            Table { cells: Vec::new(), rows: number(table.rows), columns: number(table.columns()) };
        table.cells.sort_by_key(|c| (c.span.row, c.span.column));
        for cell in table.cells {
            let (row, column) = (number(cell.span.row), number(cell.span.column));
            let node = self.document.add_node(Node {
                text: cell.text.text,
                anchors: cell.text.anchors,
                origin: Origin::Cell { table: self.tables, row: row + 1, column: column + 1 },
            });
            built.cells.push(Cell {
                node,
                row,
                column,
                row_span: number(cell.span.rows),
                column_span: number(cell.span.columns),
            });
        }
        self.document.blocks.push(Block::Table(built));
    }
}
