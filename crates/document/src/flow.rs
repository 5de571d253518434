//! What the readers of flowing formats fill: paragraphs, tables within tables, notes, in limits.

mod cursor;
mod lines;
mod table;

use crate::error::ReadError;
use crate::model::{Anchor, Block, Document, Format, Node, Notice, Origin, Paragraph};
pub(crate) use cursor::TableCursor;
pub(crate) use table::{CellShape, Edges};
use table::{OpenTable, TextCell};

/// Pieces of text in one document; more is a table bomb.
const MAX_NODES: usize = 400_000;
/// Tables nested deeper than this are no tables of a report.
const MAX_TABLE_DEPTH: usize = 16;
/// Text boxes within text boxes.
const MAX_OPEN_PARAGRAPHS: usize = 64;
/// Footnotes and endnotes of one document.
const MAX_NOTES: usize = 10_000;
/// Bytes of text in one document, some twenty million characters.
const MAX_TEXT_BYTES: usize = 64 << 20;

/// What the file held beside its text.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) insertions: usize,
    pub(crate) deletions: usize,
    pub(crate) comments: usize,
    pub(crate) hidden: usize,
}

#[derive(Default)]
struct OpenParagraph {
    text: String,
    anchors: Vec<Anchor>,
}

/// A document in the making.
pub(crate) struct Flow {
    document: Document,
    pub(crate) seen: Seen,
    paragraphs: u32,
    table_count: u32,
    text_bytes: usize,
    /// A paragraph can hold another one in a text box or a note.
    open: Vec<OpenParagraph>,
    /// Text whose paragraph mark was deleted: the next paragraph goes on with it.
    carried: Option<OpenParagraph>,
    tables: Vec<OpenTable>,
    note: Option<TextCell>,
    /// Notes with the order in which the text refers to them.
    notes: Vec<(usize, TextCell)>,
    overflow: Option<&'static str>,
}

impl Flow {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            document: Document::new(format),
            seen: Seen::default(),
            paragraphs: 0,
            table_count: 0,
            text_bytes: 0,
            open: Vec::new(),
            carried: None,
            tables: Vec::new(),
            note: None,
            notes: Vec::new(),
            overflow: None,
        }
    }

    /// Notes that the document is more than any report is: it will be refused for that.
    pub(crate) fn refuse(&mut self, what: &'static str) {
        self.overflow = self.overflow.or(Some(what));
    }

    /// Whether the document will be refused, so that reading on is in vain.
    pub(crate) fn is_refused(&self) -> bool {
        self.overflow.is_some()
    }

    pub(crate) fn start_paragraph(&mut self) {
        if self.open.len() >= MAX_OPEN_PARAGRAPHS {
            self.refuse("段落嵌套过深");
        } else {
            self.open.push(self.carried.take().unwrap_or_default());
        }
    }

    pub(crate) fn in_paragraph(&self) -> bool {
        !self.open.is_empty()
    }

    /// The text of the open paragraph so far.
    pub(crate) fn text(&self) -> &str {
        self.open.last().map_or("", |p| p.text.as_str())
    }

    /// Text of the open paragraph, with its run where the format counts runs.
    pub(crate) fn push(&mut self, text: &str, run: Option<u32>) {
        self.text_bytes += text.len();
        if self.text_bytes > MAX_TEXT_BYTES {
            return self.refuse("文字过多");
        }
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        if paragraph.anchors.last().is_none_or(|a| a.run != run) {
            let at = u32::try_from(paragraph.text.len()).unwrap_or(u32::MAX);
            paragraph.anchors.push(Anchor { at, run, ..Anchor::default() });
        }
        paragraph.text.push_str(text);
    }

    /// Ends a paragraph whose mark was deleted.
    pub(crate) fn carry_paragraph(&mut self) {
        self.carried = self.open.pop();
    }

    pub(crate) fn end_paragraph(&mut self, style_level: Option<u8>, numbering: Option<String>) {
        let Some(paragraph) = self.open.pop() else {
            return;
        };
        let cell = self.tables.last_mut().and_then(OpenTable::open_cell);
        if let Some(container) = self.note.as_mut().or(cell) {
            container.append(&paragraph.text, &paragraph.anchors);
            return;
        }
        if paragraph.text.trim().is_empty() {
            return;
        }
        self.paragraphs += 1;
        let origin = Origin::Paragraph(self.paragraphs);
        let (mut style_level, mut numbering) = (style_level, numbering);
        for (text, anchors) in lines::parted(paragraph.text, paragraph.anchors) {
            // Style and number belong to the first line.
            self.add_paragraph(
                Node { text, anchors, origin: origin.clone() },
                style_level.take(),
                numbering.take(),
            );
        }
    }

    fn add_paragraph(&mut self, node: Node, style_level: Option<u8>, numbering: Option<String>) {
        if self.has_room() {
            let node = self.document.add_node(node);
            let paragraph = Paragraph { node, style_level, numbering };
            self.document.blocks.push(Block::Paragraph(paragraph));
        }
    }

    fn has_room(&mut self) -> bool {
        if self.document.nodes.len() >= MAX_NODES {
            self.refuse("段落和单元格过多");
        }
        self.overflow.is_none()
    }

    /// A note starts; the paragraphs up to its end are its text, tables in it no tables.
    pub(crate) fn start_note(&mut self) {
        self.note = Some(TextCell::default());
    }

    /// Ends a note; `order` is where the text refers to it among the notes.
    pub(crate) fn end_note(&mut self, order: usize) {
        if let Some(note) = self.note.take().filter(|n| !n.is_blank()) {
            self.notes.push((order, note));
            if self.notes.len() > MAX_NOTES {
                self.refuse("脚注过多");
            }
        }
    }

    pub(crate) fn in_note(&self) -> bool {
        self.note.is_some()
    }

    pub(crate) fn start_table(&mut self) {
        if self.note.is_some() {
            return;
        }
        if self.tables.len() >= MAX_TABLE_DEPTH {
            self.refuse("表格嵌套过深");
        }
        self.table_count += 1;
        self.tables.push(OpenTable::new(self.table_count));
    }

    /// Starts a row after `skipped` columns that have no cells.
    pub(crate) fn start_row(&mut self, skipped: u32) {
        if let Some(table) = self.inner_table() {
            table.start_row(skipped);
        }
    }

    pub(crate) fn start_cell(&mut self, shape: CellShape) {
        if self.inner_table().is_some_and(|table| !table.start_cell(shape)) {
            self.refuse("表格列数过多");
        }
    }

    /// Changes the shape of the open cell.
    pub(crate) fn shape(&mut self, change: impl FnOnce(&mut CellShape)) {
        if let Some(shape) = self.inner_table().and_then(OpenTable::open_shape) {
            change(shape);
        }
    }

    pub(crate) fn in_cell(&mut self) -> bool {
        self.inner_table().is_some_and(|t| t.open_shape().is_some())
    }

    pub(crate) fn end_cell(&mut self) {
        if let Some(table) = self.inner_table() {
            table.end_cell();
        }
    }

    /// Forgets the cells of the open row, which was deleted.
    pub(crate) fn drop_row(&mut self) {
        self.start_row(0);
    }

    /// Ends a row of cells that know their shape.
    pub(crate) fn end_row(&mut self) {
        self.end_row_at(&[]);
    }

    /// Ends a row whose cells are placed by their edges, as far as `edges` reach.
    pub(crate) fn end_row_at(&mut self, edges: &[Edges]) {
        if self.note.is_some() {
            return;
        }
        let Some(mut table) = self.tables.pop() else {
            return;
        };
        if self.has_room()
            && let Err(what) = table.end_row(edges, &mut self.document)
        {
            self.refuse(what);
        }
        self.tables.push(table);
    }

    /// A nested table ends before its outer one and so stands before it in the document.
    pub(crate) fn end_table(&mut self) {
        if self.note.is_some() {
            return;
        }
        if let Some(open) = self.tables.pop() {
            match open.finish(&mut self.document) {
                Ok(table) if table.cells.is_empty() => {}
                Ok(table) => self.document.blocks.push(Block::Table(table)),
                Err(what) => self.refuse(what),
            }
        }
    }

    fn inner_table(&mut self) -> Option<&mut OpenTable> {
        if self.note.is_some() { None } else { self.tables.last_mut() }
    }

    /// The document, with what is still open closed and the notes at its end.
    pub(crate) fn finish(mut self) -> Result<Document, ReadError> {
        if let Some(carried) = self.carried.take() {
            self.open.push(carried);
        }
        while self.in_paragraph() {
            self.end_paragraph(None, None);
        }
        self.end_note(usize::MAX);
        while !self.tables.is_empty() {
            self.end_cell();
            self.end_row();
            self.end_table();
        }
        self.notes.sort_by_key(|(order, _)| *order);
        for (number, (_, note)) in (1..).zip(std::mem::take(&mut self.notes)) {
            self.add_paragraph(note.into_node(Origin::Note(number)), None, None);
        }
        if let Some(what) = self.overflow {
            let format = self.document.format.extension();
            return Err(ReadError::Damaged { format, what: what.into() });
        }
        if self.document.is_empty() {
            return Err(ReadError::Empty);
        }
        self.document.notices.extend(self.seen.notices());
        Ok(self.document)
    }
}

impl Seen {
    fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let Self { insertions, deletions, comments, hidden } = *self;
        if insertions + deletions > 0 {
            notices.push(format!(
                "文件带有修订痕迹（插入{insertions}处、删除{deletions}处），按全部接受后的文字核对"
            ));
        }
        if comments > 0 {
            notices.push(format!("文件带有批注{comments}条，未作为正文"));
        }
        if hidden > 0 {
            notices.push(format!("文件带有隐藏文字{hidden}处，未作为正文"));
        }
        notices.into_iter().map(|text| Notice { text }).collect()
    }
}

#[cfg(test)]
mod tests;
