//! Holding rows against their tables.

use crate::package::{Package, Sheet};
use crate::remark::{Remark, Severity};
use crate::tables::{Column, Content, Of, Table, Tables};
use std::collections::BTreeSet;

/// Everything that the tables themselves forbid or do not know.
pub(crate) fn remarks(package: &Package, tables: &Tables) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for sheet in &package.sheets {
        match tables.get(&sheet.table) {
            None => remarks.push(Remark::on(Severity::Doubt, &sheet.table, "不认识的表，没有处理")),
            Some(table) if table.of == Of::Other => {
                let what = format!("{}没有对应的评价数据，没有处理", table.title);
                remarks.push(Remark::on(Severity::Note, &sheet.table, what));
            }
            Some(table) => remarks.extend(of_sheet(sheet, table, package, tables)),
        }
    }
    remarks
}

fn of_sheet(sheet: &Sheet, table: &Table, package: &Package, tables: &Tables) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for name in sheet.columns.iter().filter(|name| table.column(name).is_none()) {
        remarks.push(
            Remark::on(Severity::Note, table.name, "这张表没有这一列，没有处理").column(name),
        );
    }
    for column in &table.columns {
        remarks.extend(of_column(sheet, table, column));
        if let Content::Reference(other) = column.content {
            remarks.extend(references(sheet, table, column, other, package, tables));
        }
    }
    if let Some(key) = table.key() {
        remarks.extend(doubled(sheet, table, key));
    }
    remarks
}

/// Values that are missing or do not fit.
fn of_column(sheet: &Sheet, table: &Table, column: &Column) -> Vec<Remark> {
    let empty: Vec<usize> = (0..sheet.rows.len())
        .filter(|at| sheet.cell(&sheet.rows[*at], column.name).is_empty())
        .collect();
    let mut remarks = Vec::new();
    if column.needed && !empty.is_empty() {
        let severity = if matches!(column.content, Content::Foreign) {
            Severity::Doubt
        } else {
            Severity::Error
        };
        let what = format!("{}必填，有{}行空着", column.title, empty.len());
        remarks.push(Remark::on(severity, table.name, what).column(column.name));
    }
    for (at, row) in sheet.rows.iter().enumerate() {
        let value = sheet.cell(row, column.name);
        if let Some(fault) = column.fault(value).filter(|_| !value.is_empty()) {
            let what = format!("{}{fault}", column.title);
            remarks.push(Remark::on(Severity::Error, table.name, what).row(at).column(column.name));
        }
    }
    remarks
}

fn doubled(sheet: &Sheet, table: &Table, key: &Column) -> Vec<Remark> {
    let mut seen = BTreeSet::new();
    let mut remarks = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        let value = sheet.cell(row, key.name);
        if !value.is_empty() && !seen.insert(value) {
            let what = format!("主键“{value}”重复");
            remarks.push(Remark::on(Severity::Error, table.name, what).row(at).column(key.name));
        }
    }
    remarks
}

/// References to rows that the package does not have, though it has their table.
fn references(
    sheet: &Sheet,
    table: &Table,
    column: &Column,
    other: &str,
    package: &Package,
    tables: &Tables,
) -> Vec<Remark> {
    let Some((others, key)) = package.sheet(other).zip(tables.get(other).and_then(Table::key))
    else {
        return Vec::new();
    };
    let known: BTreeSet<&str> = others.rows.iter().map(|row| others.cell(row, key.name)).collect();
    let mut remarks = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        let value = sheet.cell(row, column.name);
        if !value.is_empty() && !known.contains(value) {
            let what = format!("{other} 中没有“{value}”");
            remarks.push(Remark::on(Severity::Error, table.name, what).row(at).column(column.name));
        }
    }
    remarks
}
