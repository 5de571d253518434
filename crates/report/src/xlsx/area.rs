//! Cells, single or merged, and what is written into them.

use super::page;
use jiheng_base::Decimal;
use jiheng_base::exact::plain;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// A cell, or several merged into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) row: u32,
    pub(super) column: u16,
    pub(super) last_row: u32,
    pub(super) last_column: u16,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Empty,
    Text(String),
    Number(f64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<Decimal> for Value {
    /// As text where a workbook would round it.
    fn from(value: Decimal) -> Self {
        page::kept(value).map_or_else(|| Self::Text(plain(value)), Self::Number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl Area {
    pub(super) fn cell(row: u32, column: u16) -> Self {
        Self::across(row, column, column)
    }

    pub(super) fn across(row: u32, column: u16, last_column: u16) -> Self {
        Self { row, column, last_row: row, last_column }
    }

    pub(super) fn down_to(self, last_row: u32) -> Self {
        Self { last_row, ..self }
    }

    pub(super) fn write(
        self,
        sheet: &mut Worksheet,
        value: impl Into<Value>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let Self { row, column, last_row, last_column } = self;
        if (row, column) != (last_row, last_column) {
            sheet.merge_range(row, column, last_row, last_column, "", format)?;
        }
        match value.into() {
            Value::Empty => sheet.write_blank(row, column, format)?,
            Value::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
            Value::Number(number) => sheet.write_number_with_format(row, column, number, format)?,
        };
        Ok(())
    }
}
