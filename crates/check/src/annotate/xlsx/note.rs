//! What notes are about, and the two parts that hold them.

use jiheng_document::column_letters;
use std::collections::BTreeMap;

/// How a part is known to the package.
pub(super) struct Kind {
    pub(super) content: &'static str,
    pub(super) relation: &'static str,
}

pub(super) const COMMENTS: Kind = Kind {
    content: "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    relation: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
};
pub(super) const DRAWING: Kind = Kind {
    content: "application/vnd.openxmlformats-officedocument.vmlDrawing",
    relation: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing",
};

/// A cell, row and column from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) column: u32,
}

impl Cell {
    /// From what a spreadsheet calls it.
    pub(super) fn named(name: &str) -> Option<Self> {
        let digits = name.find(|c: char| c.is_ascii_digit())?;
        let column = name[..digits].bytes().try_fold(0_u32, |column, letter| {
            let letter = letter.to_ascii_uppercase();
            letter.is_ascii_uppercase().then_some(())?;
            column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)
        })?;
        Some(Self { row: name[digits..].parse().ok()?, column })
    }

    pub(super) fn name(self) -> String {
        format!("{}{}", column_letters(self.column), self.row)
    }
}

/// What is said of each cell, a line each.
pub(super) type Notes = BTreeMap<Cell, Vec<String>>;

#[cfg(test)]
mod tests {
    use super::Cell;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        for (name, row, column) in [("A1", 1, 1), ("AB5", 5, 28), ("XFD1048576", 1_048_576, 16_384)]
        {
            let cell = Cell { row, column };
            assert_eq!(Cell::named(name), Some(cell));
            assert_eq!(cell.name(), name);
        }
        assert_eq!(["", "A", "甲1", "A1B"].map(Cell::named), [None; 4]);
    }
}
