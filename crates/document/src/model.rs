//! The one model of a document that every reader fills.

use jiheng_base::{NodeId, Place};
use serde::{Deserialize, Serialize};

/// The format that a document was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// Word 2007 and later.
    Docx,
    /// Word 97 to 2003.
    Doc,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// PDF with a text layer.
    Pdf,
    /// Excel 2007 and later.
    Xlsx,
    /// Excel 97 to 2003, and et files that are the same inside.
    Xls,
}

impl Format {
    /// The usual ending of file names.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
        }
    }
}

/// A rectangle on a page, in hundredths of a point from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Area {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}

impl Area {
    /// Where it was before its page was turned clockwise by quarters; `page` is the page as it is
    /// after that, its upper left corner at the origin.
    #[must_use]
    pub fn turned_back(self, quarters: u8, page: Self) -> Self {
        let Self { left, top, right, bottom } = self;
        let (width, height) = (page.right, page.bottom);
        match quarters % 4 {
            1 => Self { left: top, top: width - right, right: bottom, bottom: width - left },
            2 => Self {
                left: width - right,
                top: height - bottom,
                right: width - left,
                bottom: height - top,
            },
            3 => Self { left: height - bottom, top: left, right: height - top, bottom: right },
            _ => self,
        }
    }
}

/// From byte `at` of a text on, it stood here in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Anchor {
    /// First byte that this holds for.
    pub at: u32,
    /// Line of a plain text, from 1.
    pub line: Option<u32>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Ordinal of the run in the body of a docx.
    pub run: Option<u32>,
    /// Where it stands on the page, for formats with fixed pages.
    pub area: Option<Area>,
}

/// Which part of the document a text is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// A cell of a spreadsheet.
    SheetCell {
        /// Index into [`Document::sheets`].
        sheet: u32,
        /// Row as the program shows it, from 1.
        row: u32,
        /// Column, from 1; the program shows it in letters.
        column: u32,
    },
    /// A footnote or endnote, from 1.
    Note(u32),
    /// A line of the table of contents that the reader told from the body, from 1; it stands in no
    /// block.
    Contents(u32),
}

/// A piece of text: a paragraph or the content of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// The text, as it stands in the source.
    pub text: String,
    /// Where its bytes stood, by ascending `at`; the first has `at == 0`.
    pub anchors: Vec<Anchor>,
    /// Which part of the document it is.
    pub origin: Origin,
}

/// A paragraph of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its text.
    pub node: NodeId,
    /// Level of the heading style, from 1, where the format has styles.
    pub style_level: Option<u8>,
    /// The automatic number that the word processor shows before the text.
    pub numbering: Option<String>,
}

/// A cell at its first position in the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// What a reader has to say of what it read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it was read from.
    pub format: Format,
    /// Every piece of text in reading order; [`NodeId`] is the index.
    pub nodes: Vec<Node>,
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
    /// Names of the sheets of a spreadsheet.
    pub sheets: Vec<String>,
    /// What the reader has to say.
    pub notices: Vec<Notice>,
}

impl Document {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            format,
            nodes: Vec::new(),
            blocks: Vec::new(),
            sheets: Vec::new(),
            notices: Vec::new(),
        }
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

    /// All texts but the lines of a table of contents, in order.
    pub fn texts(&self) -> impl Iterator<Item = (NodeId, &str)> {
        self.texts_where(|origin| !matches!(origin, Origin::Contents(_)))
    }

    /// The lines of the table of contents, where the reader told it from the body.
    pub fn contents(&self) -> impl Iterator<Item = (NodeId, &str)> {
        self.texts_where(|origin| matches!(origin, Origin::Contents(_)))
    }

    fn texts_where(&self, wanted: fn(&Origin) -> bool) -> impl Iterator<Item = (NodeId, &str)> {
        let nodes = (0..).map(NodeId).zip(&self.nodes);
        nodes.filter(move |(_, n)| wanted(&n.origin)).map(|(id, n)| (id, n.text.as_str()))
    }

    /// The words at a place.
    #[must_use]
    pub fn quote(&self, place: Place) -> &str {
        self.text(place.node).get(place.range()).unwrap_or("")
    }

    /// Which paragraph of a page a node is, from 1; one that began on the page before counts.
    fn paragraph_on_page(&self, node: NodeId, page: u32) -> usize {
        let on_page = |n: &&Node| {
            matches!(n.origin, Origin::Paragraph(_))
                && n.anchors.iter().any(|a| a.page == Some(page))
        };
        self.nodes.iter().take(node.index() + 1).filter(on_page).count()
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
                let page = anchor.page.map_or(String::new(), |p| format!("第{p}页"));
                format!("{page}表{table}第{row}行第{column}列")
            }
            (Origin::Paragraph(_), None) if anchor.page.is_some() => {
                let page = anchor.page.unwrap_or_default();
                format!("第{page}页第{}段", self.paragraph_on_page(place.node, page))
            }
            (Origin::SheetCell { sheet, row, column }, _) => {
                let name = self.sheets.get(*sheet as usize).map_or("", String::as_str);
                format!("工作表“{name}”{}{row}单元格", column_letters(*column))
            }
            (Origin::Paragraph(_), Some(line)) => format!("第{line}行"),
            (Origin::Paragraph(number), None) => format!("第{number}段"),
            (Origin::Note(number), _) => format!("脚注{number}"),
            (Origin::Contents(number), _) => {
                let page = anchor.page.map_or(String::new(), |p| format!("第{p}页"));
                format!("{page}目录第{number}行")
            }
        });
        Location { quote: self.quote(place).into(), line: anchor.line, page: anchor.page, path }
    }
}

/// A column as spreadsheets name it: 1 is A, 27 is AA.
#[must_use]
pub fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push((b'A'..=b'Z').nth((column % 26) as usize).map_or('?', char::from));
        column /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{Area, column_letters};

    #[test]
    fn what_was_turned_is_turned_back() {
        // Near the upper left corner of a page 100 wide and 200 high.
        let area = Area { left: 10, top: 20, right: 30, bottom: 25 };
        let page = |right, bottom| Area { left: 0, top: 0, right, bottom };
        let turned = [
            (0, area, page(100, 200)),
            // Clockwise, the upper left corner becomes the upper right one.
            (1, Area { left: 175, top: 10, right: 180, bottom: 30 }, page(200, 100)),
            (2, Area { left: 70, top: 175, right: 90, bottom: 180 }, page(100, 200)),
            (3, Area { left: 20, top: 70, right: 25, bottom: 90 }, page(200, 100)),
        ];
        for (quarters, turned, page) in turned {
            assert_eq!(turned.turned_back(quarters, page), area, "{quarters}");
        }
    }

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        let names = [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")];
        for (column, name) in names {
            assert_eq!(column_letters(column), name);
        }
    }
}
