//! What keeps a form from being taken, cell by cell.

use jiheng_document::column_letters;
use std::collections::BTreeMap;
use std::fmt;
use thiserror::Error;

/// A cell of a sheet; rows and columns from 0.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CellPlace {
    /// Place of the sheet in the book.
    pub(crate) sheet: usize,
    pub(crate) row: u32,
    pub(crate) column: u16,
    pub(crate) name: String,
}

impl fmt::Display for CellPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = column_letters(u32::from(self.column) + 1);
        write!(f, "工作表“{}”{letters}{}", self.name, self.row + 1)
    }
}

/// A cell and what to write into it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{place}：{what}")]
pub struct CellFault {
    /// 工作表“自评表”B7
    pub place: String,
    /// What is wrong and what to write.
    pub what: String,
}

/// Why a form is not taken: every cell, in the order of the book.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", .faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Refusal {
    /// The cells.
    pub faults: Vec<CellFault>,
}

/// Faults as they are found, one a cell.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    found: BTreeMap<CellPlace, String>,
    /// Of the whole book.
    general: Vec<CellFault>,
}

impl Faults {
    /// Notes a fault; the first one of a cell stays.
    pub(crate) fn add(&mut self, place: CellPlace, what: impl Into<String>) {
        self.found.entry(place).or_insert_with(|| what.into());
    }

    pub(crate) fn add_general(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.general.push(CellFault { place: place.into(), what: what.into() });
    }

    pub(crate) fn refuse<T>(self, taken: T) -> Result<T, Refusal> {
        let cells = self.found.into_iter();
        let cells = cells.map(|(place, what)| CellFault { place: place.to_string(), what });
        let faults: Vec<CellFault> = self.general.into_iter().chain(cells).collect();
        if faults.is_empty() { Ok(taken) } else { Err(Refusal { faults }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_in_the_order_of_the_book_one_a_cell() {
        let at = |sheet, row, column| CellPlace { sheet, row, column, name: "自评表".into() };
        let mut faults = Faults::default();
        faults.add(at(0, 6, 27), "乙");
        faults.add(at(0, 2, 1), "甲");
        faults.add(at(0, 2, 1), "后来的");
        let told = faults.refuse(()).unwrap_err().to_string();
        assert_eq!(told, "工作表“自评表”B3：甲\n工作表“自评表”AB7：乙");
        assert_eq!(Faults::default().refuse(1), Ok(1));
    }
}
