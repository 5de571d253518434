//! From an evaluation to tables.

use crate::field::{Field, Part};
use crate::import::import;
use crate::lost;
use crate::package::{Package, Sheet};
use crate::remark::Remark;
use crate::tables::{Column, Content, Table, Tables};
use crate::validate;
use jiheng_base::evaluation::Kind;
use jiheng_law::Law;
use jiheng_report::{Settled, Submission};
use std::collections::BTreeMap;

/// Tables, and what is to be said about them.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The rows.
    pub package: Package,
    /// What does not fit, what is missing, and what the tables cannot say.
    pub remarks: Vec<Remark>,
}

/// The tables of an evaluation. `codes` holds values of columns that no evaluation has, such as
/// `agency_code`, by the names of the columns.
#[must_use]
pub fn export(
    original: &Submission,
    settled: &Settled,
    codes: &BTreeMap<String, String>,
    law: &Law,
) -> Exported {
    let tables = Tables::builtin();
    let is_project = settled.submission.evaluation.kind == Kind::ProjectSelfEvaluation;
    let sheets = tables.of(is_project).map(|table| sheet(table, &tables, settled, codes));
    let package = Package { sheets: sheets.collect() };
    let mut remarks = validate::remarks(&package, &tables);
    let back = import(&package, None, original.scheme.as_deref(), law);
    remarks.extend(lost::remarks(original, back.submission.as_ref()));
    Exported { package, remarks }
}

fn sheet(
    table: &Table,
    tables: &Tables,
    settled: &Settled,
    codes: &BTreeMap<String, String>,
) -> Sheet {
    let count =
        if table.is_each_indicator() { settled.submission.evaluation.indicators.len() } else { 1 };
    let cell = |column: &Column, at: usize| match column.content {
        // Keys count from 1; the platform gives its own when it takes the rows.
        Content::Key => (at + 1).to_string(),
        Content::Reference(other) => {
            let each = tables.get(other).is_some_and(Table::is_each_indicator);
            (if each { at + 1 } else { 1 }).to_string()
        }
        Content::Fixed(value) => value.to_owned(),
        Content::Foreign => codes.get(column.name).cloned().unwrap_or_default(),
        Content::Field(field) => value(field, settled, at),
    };
    let row = |at| table.columns.iter().map(|c| cell(c, at)).collect();
    Sheet {
        table: table.name.to_owned(),
        columns: table.columns.iter().map(|c| c.name.to_owned()).collect(),
        rows: (0..count).map(row).collect(),
    }
}

fn value(field: &Field, settled: &Settled, at: usize) -> String {
    let value = match field.of {
        Part::Whole { get, .. } => get(settled),
        Part::Indicator { get, .. } => {
            settled.submission.evaluation.indicators.get(at).and_then(get)
        }
    };
    value.unwrap_or_default()
}
