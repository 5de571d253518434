//! A document as it is to be laid out, whatever the file.

mod chart;
mod seal;
mod title;

pub use chart::{Bar, Chart};
pub use seal::Seal;
pub(crate) use title::lines as title_lines;

use std::ops::Range;

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

impl Table {
    /// The rows that name every column: they, and not those above them, are printed again where the
    /// table goes on on another page.
    #[must_use]
    pub fn repeated_rows(&self) -> Option<Range<usize>> {
        if self.head_rows > 0 {
            return Some(0..self.head_rows);
        }
        let names_columns = |row: &Vec<Cell>| {
            row.len() == self.widths.len() && row.iter().all(|c| c.is_head && c.rows <= 1)
        };
        self.rows.iter().rposition(names_columns).map(|at| at..at + 1)
    }

    /// Whether it has too many columns for a page that stands upright.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        const UPRIGHT_COLUMNS: usize = 8;
        self.widths.len() > UPRIGHT_COLUMNS
    }
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title; a long one has several lines, none of which ends within a word.
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
    /// A chart.
    Chart(Chart),
    /// 附件, the name of one
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

impl Paper {
    /// The first table on it, which is all of it that a workbook can hold.
    #[must_use]
    pub fn table(&self) -> Option<&Table> {
        self.blocks
            .iter()
            .find_map(|b| if let Block::Table(table) = b { Some(table) } else { None })
    }

    /// The title on one line.
    #[must_use]
    pub fn title(&self) -> String {
        let title = self.blocks.iter().find_map(|block| match block {
            Block::Title(text) => Some(text.replace('\n', "")),
            Block::Table(table) => Some(table.caption.clone()),
            _ => None,
        });
        title.unwrap_or_default()
    }
}
