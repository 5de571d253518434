//! A document as it is to be laid out, whatever the file.

/// A cell of a table; it covers `rows` × `columns` of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// Rows that it covers.
    pub rows: u32,
    /// Columns that it covers.
    pub columns: u32,
    /// It names what stands beside or below it.
    pub is_head: bool,
}

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// 绩效自评表
    Scores,
}

/// A table on a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Which.
    pub kind: TableKind,
    /// The words above it.
    pub caption: String,
    /// Widths of the columns, in relation to each other.
    pub widths: Vec<u32>,
    /// Rows at the top that are repeated on each page.
    pub head_rows: usize,
    /// Rows of the grid, each with the cells that begin in it, from the left.
    pub rows: Vec<Vec<Cell>>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title; a long one has several lines.
    Title(String),
    /// The line below the title.
    Subtitle(String),
    /// A heading with its printed number, level 1 to 4.
    Heading {
        /// 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）.
        level: u8,
        /// The words with the number.
        text: String,
    },
    /// A paragraph.
    Paragraph(String),
    /// A table.
    Table(Table),
    /// 附件
    Attachment(String),
    /// 落款: the unit and the day, at the right.
    Signature {
        /// The unit.
        unit: String,
        /// The day, as printed.
        day: String,
    },
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    /// Its parts in order.
    pub blocks: Vec<Block>,
    /// What was missing and is marked in the text as to be filled in.
    pub gaps: Vec<String>,
}
