//! The one model of a document that every reader fills.

use jiheng_base::{NodeId, Place};

/// The format that a document was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// Word 2007 and later.
    Docx,
}

impl Format {
    /// The usual ending of file names.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Docx => "docx",
        }
    }
}

/// From byte `at` of a text on, it stood here in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// First byte that this holds for.
    pub at: u32,
    /// Line of a plain text, from 1.
    pub line: Option<u32>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Ordinal of the run in the body of a docx.
    pub run: Option<u32>,
}

/// Which part of the document a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A paragraph, numbered from 1 over the document.
    Paragraph(u32),
    /// A table cell; all numbered from 1.
    Cell {
        /// Table in the document.
        table: u32,
        /// Row in the table.
        row: u32,
        /// Column of the grid.
        column: u32,
    },
    /// A footnote or endnote, from 1.
    Note(u32),
}

/// A piece of text: a paragraph or the content of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The text, as it stands in the source.
    pub text: String,
    /// Where its bytes stood, by ascending `at`; the first has `at == 0`.
    pub anchors: Vec<Anchor>,
    /// Which part of the document it is.
    pub origin: Origin,
}

/// A paragraph of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text.
    pub node: NodeId,
    /// Level of the heading style, from 1, where the format has styles.
    pub style_level: Option<u8>,
    /// The automatic number that the word processor shows before the text.
    pub numbering: Option<String>,
}

/// A cell at its first position in the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text.
    pub node: NodeId,
    /// Row of the grid, from 0.
    pub row: u32,
    /// Column of the grid, from 0.
    pub column: u32,
    /// Rows that it covers.
    pub row_span: u32,
    /// Columns that it covers.
    pub column_span: u32,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Cells in reading order.
    pub cells: Vec<Cell>,
    /// Rows of the grid.
    pub rows: u32,
    /// Columns of the grid.
    pub columns: u32,
}

impl Table {
    /// The cell that covers a position of the grid.
    #[must_use]
    pub fn at(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.iter().find(|c| {
            (c.row..c.row + c.row_span).contains(&row)
                && (c.column..c.column + c.column_span).contains(&column)
        })
    }
}

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// What a reader has to say of what it read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// In Chinese, one sentence.
    pub text: String,
}

/// A place as a person finds it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The words, verbatim.
    pub quote: String,
    /// Line of a plain text, from 1.
    pub line: Option<u32>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Where in the document, in words.
    pub path: String,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it was read from.
    pub format: Format,
    /// Every piece of text in reading order; [`NodeId`] is the index.
    pub nodes: Vec<Node>,
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
    /// What the reader has to say.
    pub notices: Vec<Notice>,
}

impl Document {
    pub(crate) fn new(format: Format) -> Self {
        Self { format, nodes: Vec::new(), blocks: Vec::new(), notices: Vec::new() }
    }

    /// Adds a piece of text.
    pub(crate) fn add_node(&mut self, node: Node) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(node);
        id
    }

    /// Whether no reader found a word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.iter().all(|n| n.text.trim().is_empty())
    }

    /// The text of a node.
    #[must_use]
    pub fn text(&self, node: NodeId) -> &str {
        self.nodes.get(node.index()).map_or("", |n| n.text.as_str())
    }

    /// The words at a place.
    #[must_use]
    pub fn quote(&self, place: Place) -> &str {
        self.text(place.node).get(place.range()).unwrap_or("")
    }

    /// The place as a person finds it again.
    #[must_use]
    pub fn locate(&self, place: Place) -> Location {
        let node = self.nodes.get(place.node.index());
        let anchor = node
            .and_then(|n| n.anchors.iter().rev().find(|a| a.at <= place.start))
            .copied()
            .unwrap_or_default();
        let path = node.map_or(String::new(), |n| match (&n.origin, anchor.line) {
            (Origin::Cell { table, row, column }, _) => {
                format!("表{table}第{row}行第{column}列")
            }
            (Origin::Paragraph(_), Some(line)) => format!("第{line}行"),
            (Origin::Paragraph(number), None) => format!("第{number}段"),
            (Origin::Note(number), _) => format!("脚注{number}"),
        });
        Location { quote: self.quote(place).into(), line: anchor.line, page: anchor.page, path }
    }
}
