//! The cells of a sheet by their addresses.

use crate::fault::CellPlace;
use jiheng_base::Decimal;
use jiheng_document::{Document, Origin};
use std::collections::BTreeMap;

/// A sheet; rows and columns from 0.
pub(crate) struct Sheet<'a> {
    at: usize,
    name: &'a str,
    cells: BTreeMap<(u32, u16), &'a str>,
}

impl<'a> Sheet<'a> {
    /// The sheet of a name, if the book has it and it holds anything.
    pub(crate) fn named(document: &'a Document, name: &str) -> Option<Self> {
        let at = document.sheets.iter().position(|s| s == name)?;
        let cells = document.nodes.iter().filter_map(|node| match node.origin {
            Origin::SheetCell { sheet, row, column } if sheet as usize == at => {
                let column = u16::try_from(column.checked_sub(1)?).ok()?;
                Some(((row.checked_sub(1)?, column), node.text.trim()))
            }
            _ => None,
        });
        Some(Self { at, name: document.sheets.get(at)?, cells: cells.collect() })
    }

    /// The text of a cell, empty where there is none.
    pub(crate) fn text(&self, row: u32, column: u16) -> &'a str {
        self.cells.get(&(row, column)).copied().unwrap_or("")
    }

    /// The first cell with just this text.
    pub(crate) fn find(&self, text: &str) -> Option<(u32, u16)> {
        self.cells.iter().find(|(_, own)| **own == text).map(|(at, _)| *at)
    }

    /// The row whose cells in these columns hold these texts.
    pub(crate) fn find_row(&self, heads: &[(u16, &str)]) -> Option<u32> {
        let mut rows = self.cells.keys().map(|(row, _)| *row);
        rows.find(|row| heads.iter().all(|(column, head)| self.text(*row, *column) == *head))
    }

    /// One past the last row that holds text.
    pub(crate) fn end(&self) -> u32 {
        self.cells.keys().next_back().map_or(0, |(row, _)| row + 1)
    }

    pub(crate) fn place(&self, row: u32, column: u16) -> CellPlace {
        CellPlace { sheet: self.at, row, column, name: self.name.to_owned() }
    }
}

/// A number as a clerk types it: digits of either width, with or without separators of thousands.
pub(crate) fn number(text: &str) -> Option<Decimal> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        '．' => '.',
        '－' | '−' => '-',
        _ => c,
    };
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '，') && !c.is_whitespace())
        .map(narrow)
        .collect();
    let plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    digits.parse().ok().filter(|_| plain)
}

/// The lines of a cell, each a paragraph.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        let read = |text| number(text).map(|n| n.to_string());
        assert_eq!(read("1,604.82"), Some("1604.82".into()));
        assert_eq!(read("１２．５"), Some("12.5".into()));
        assert_eq!(read("－3"), Some("-3".into()));
        for words in ["", "12.8公里", "约5", "1e3", "--1", "98%"] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
