//! The lines of a table of final accounts: a class with its code, and its amounts.

use crate::table::{DataTable, Row, RowKind, Side};

/// A row that a class stands in.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// 201, 20106 or 2010601; empty where the table has no codes.
    pub code: String,
    /// Its name without ordinals.
    pub name: &'a str,
    /// The side that holds it.
    pub side: &'a Side,
    /// The row.
    pub row: &'a Row,
}

/// The lines of a table in order, totals left out.
pub fn lines(table: &DataTable) -> impl Iterator<Item = Line<'_>> {
    table.sides.iter().flat_map(|side| {
        let items = side.rows.iter().filter(|r| r.kind == RowKind::Item);
        items.map(move |row| Line { code: code_of(row), name: name_of(row), side, row })
    })
}

/// The rows that add up others, with their side.
pub fn total_rows(table: &DataTable) -> impl Iterator<Item = (&Side, &Row)> {
    table.sides.iter().flat_map(|side| {
        let totals = side.rows.iter().filter(|r| r.kind != RowKind::Item);
        totals.map(move |row| (side, row))
    })
}

/// The first column of a side whose head meets all words.
#[must_use]
pub fn column_with(side: &Side, words: &[&str]) -> Option<usize> {
    side.columns.iter().position(|c| words.iter().all(|w| c.header.contains(w)))
}

/// The code before the name, in one cell or in one for each level.
fn code_of(row: &Row) -> String {
    let is_code =
        |text: &str| matches!(text.len(), 3 | 5 | 7) && text.bytes().all(|b| b.is_ascii_digit());
    let digits = |text: &&String| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let labels: String = row.labels.iter().filter(digits).map(String::as_str).collect();
    let lead = row.label.len() - row.label.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    [row.number.as_str(), labels.as_str(), &row.label[..lead]]
        .into_iter()
        .find(|code| is_code(code))
        .unwrap_or("")
        .to_owned()
}

/// 一、一般公共服务支出 and 201一般公共服务支出 are named 一般公共服务支出.
fn name_of(row: &Row) -> &str {
    let name = row.labels.iter().rev().find(|l| l.contains(|c: char| c.is_alphabetic()));
    let name = name.map_or(row.label.as_str(), String::as_str);
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit());
    match name.split_once(['、', '.', '．']) {
        Some((number, rest)) if number.chars().all(|c| "一二三四五六七八九十".contains(c)) => {
            rest
        }
        _ => name,
    }
}
