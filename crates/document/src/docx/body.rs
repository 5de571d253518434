//! The body: paragraphs, tables within tables, and what tracked changes leave.

use super::numbering::Numbering;
use super::styles::Styles;
use super::{damaged, xml};
use crate::error::ReadError;
use crate::model::{Anchor, Block, Cell, Document, Node, Origin, Paragraph, Table};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader as XmlReader;

/// Elements whose content is no text of the document (`tabs` holds tab stops, not characters).
pub(super) const SKIPPED: &[&str] =
    &["del", "moveFrom", "instrText", "delText", "Fallback", "pict", "object", "tabs"];
/// Tables nested deeper than this are no tables of a report.
const MAX_TABLE_DEPTH: usize = 16;

/// What the body held beside its text.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) insertions: usize,
    pub(crate) deletions: usize,
    pub(crate) comments: usize,
}

#[derive(Default)]
struct OpenParagraph {
    text: String,
    anchors: Vec<Anchor>,
    style: Option<String>,
    numbering: (Option<u32>, Option<u8>),
}

struct OpenTable {
    table: Table,
    number: u32,
    row: u32,
    column: u32,
    cell: Option<OpenCell>,
}

#[derive(Default)]
struct OpenCell {
    text: String,
    anchors: Vec<Anchor>,
    column_span: u32,
    continues_above: bool,
}

pub(crate) struct Reader<'a> {
    document: &'a mut Document,
    styles: &'a Styles,
    numbering: Numbering,
    seen: Seen,
    skipping: usize,
    in_text: bool,
    run: u32,
    paragraphs: u32,
    table_count: u32,
    /// A paragraph can hold another one in a text box.
    open: Vec<OpenParagraph>,
    tables: Vec<OpenTable>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        document: &'a mut Document,
        styles: &'a Styles,
        numbering: Numbering,
    ) -> Self {
        Self {
            document,
            styles,
            numbering,
            seen: Seen::default(),
            skipping: 0,
            in_text: false,
            run: 0,
            paragraphs: 0,
            table_count: 0,
            open: Vec::new(),
            tables: Vec::new(),
        }
    }

    pub(crate) fn read(mut self, body: &str) -> Result<Seen, ReadError> {
        let mut reader = XmlReader::from_str(body);
        loop {
            match reader.read_event() {
                Ok(Event::Start(start)) => self.start(&start)?,
                Ok(Event::Empty(start)) => {
                    self.start(&start)?;
                    self.end(start.local_name().as_ref());
                }
                Ok(Event::End(end)) => self.end(end.local_name().as_ref()),
                Ok(Event::Text(text)) if self.in_text => {
                    self.push(&text.xml10_content());
                }
                Ok(Event::GeneralRef(reference)) if self.in_text => {
                    self.push(&resolve_reference(&reference));
                }
                Ok(Event::Eof) => return Ok(self.seen),
                Ok(_) => {}
                Err(e) => {
                    return Err(damaged(format!(
                        "正文 XML 在第 {} 字节处中断：{e}",
                        reader.error_position()
                    )));
                }
            }
        }
    }

    fn start(&mut self, start: &BytesStart) -> Result<(), ReadError> {
        let local = start.local_name();
        let name = local.as_ref();
        if self.skipping > 0 || SKIPPED.contains(&name) {
            self.skipping += 1;
            self.seen.deletions += usize::from(name == "del" && self.skipping == 1);
            return Ok(());
        }
        let value = || xml::attribute(start, "val");
        match name {
            "ins" => self.seen.insertions += 1,
            "commentReference" => self.seen.comments += 1,
            "p" => self.open.push(OpenParagraph::default()),
            "r" => self.run += 1,
            "t" => self.in_text = !self.open.is_empty(),
            "tab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "pStyle" => self.with_paragraph(|p, v| p.style = v, value()),
            "numId" => {
                self.with_paragraph(|p, v| p.numbering.0 = v.and_then(|v| v.parse().ok()), value())
            }
            "ilvl" => {
                self.with_paragraph(|p, v| p.numbering.1 = v.and_then(|v| v.parse().ok()), value())
            }
            "tbl" => self.start_table()?,
            "tr" => self.with_table(|t| t.column = 0),
            "tc" => self.with_table(|t| {
                t.cell = Some(OpenCell { column_span: 1, ..OpenCell::default() });
            }),
            "gridSpan" => {
                let span = value().and_then(|v| v.parse().ok()).unwrap_or(1).clamp(1, 1000);
                self.with_cell(|c| c.column_span = span);
            }
            "vMerge" => {
                let continues = value().is_none_or(|v| v == "continue");
                self.with_cell(|c| c.continues_above = continues);
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tc" => self.end_cell(),
            "tr" => self.with_table(|t| t.row += 1),
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let run = self.run;
        if self.skipping > 0 {
            return;
        }
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        if paragraph.anchors.last().is_none_or(|a| a.run != Some(run)) {
            let at = u32::try_from(paragraph.text.len()).unwrap_or(u32::MAX);
            paragraph.anchors.push(Anchor { at, run: Some(run), ..Anchor::default() });
        }
        paragraph.text.push_str(text);
    }

    fn with_paragraph(
        &mut self,
        set: impl FnOnce(&mut OpenParagraph, Option<String>),
        value: Option<String>,
    ) {
        if let Some(paragraph) = self.open.last_mut() {
            set(paragraph, value);
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut OpenTable)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn with_cell(&mut self, change: impl FnOnce(&mut OpenCell)) {
        if let Some(cell) = self.tables.last_mut().and_then(|t| t.cell.as_mut()) {
            change(cell);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else {
            return;
        };
        if let Some(cell) = self.tables.last_mut().and_then(|t| t.cell.as_mut()) {
            cell.append(&paragraph);
            return;
        }
        let style = paragraph.style.as_deref().map(|s| self.styles.resolve(s)).unwrap_or_default();
        let numbering = match paragraph.numbering {
            (Some(0), _) => None,
            (Some(id), level) => self.numbering.next(id, level.unwrap_or(0)),
            (None, _) => style.numbering.and_then(|(id, level)| self.numbering.next(id, level)),
        };
        if paragraph.text.trim().is_empty() {
            return;
        }
        self.paragraphs += 1;
        let node = self.document.add_node(Node {
            text: paragraph.text,
            anchors: paragraph.anchors,
            origin: Origin::Paragraph(self.paragraphs),
        });
        self.document.blocks.push(Block::Paragraph(Paragraph {
            node,
            style_level: style.level,
            numbering,
        }));
    }

    fn start_table(&mut self) -> Result<(), ReadError> {
        if self.tables.len() >= MAX_TABLE_DEPTH {
            return Err(damaged("表格嵌套过深"));
        }
        self.table_count += 1;
        self.tables.push(OpenTable {
            table: Table::default(),
            number: self.table_count,
            row: 0,
            column: 0,
            cell: None,
        });
        Ok(())
    }

    fn end_cell(&mut self) {
        let Some(open) = self.tables.last_mut() else {
            return;
        };
        let Some(cell) = open.cell.take() else { return };
        let (row, column, span) = (open.row, open.column, cell.column_span.max(1));
        open.column += span;
        open.table.columns = open.table.columns.max(open.column);
        open.table.rows = open.table.rows.max(row + 1);
        let above = open
            .table
            .cells
            .iter_mut()
            .rev()
            .find(|c| c.column == column && c.row + c.row_span == row)
            .filter(|_| cell.continues_above);
        if let Some(above) = above {
            above.row_span += 1;
            return;
        }
        let number = open.number;
        let node = self.document.add_node(Node {
            text: cell.text,
            anchors: cell.anchors,
            origin: Origin::Cell { table: number, row: row + 1, column: column + 1 },
        });
        if let Some(open) = self.tables.last_mut() {
            open.table.cells.push(Cell { node, row, column, row_span: 1, column_span: span });
        }
    }

    /// A nested table ends before its outer one and so stands before it in the document.
    fn end_table(&mut self) {
        if let Some(open) = self.tables.pop()
            && !open.table.cells.is_empty()
        {
            self.document.blocks.push(Block::Table(open.table));
        }
    }
}

impl OpenCell {
    fn append(&mut self, paragraph: &OpenParagraph) {
        if paragraph.text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let shift = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let moved =
            paragraph.anchors.iter().map(|a| Anchor { at: a.at.saturating_add(shift), ..*a });
        self.anchors.extend(moved);
        self.text.push_str(&paragraph.text);
    }
}

/// `&amp;` and its kin; what is not predefined is dropped, so that no entity can grow.
pub(super) fn resolve_reference(reference: &quick_xml::events::BytesRef) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    match reference.as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
    .into()
}
