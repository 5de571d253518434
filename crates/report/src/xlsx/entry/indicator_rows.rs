//! The part of the main sheet that holds the indicators.

use super::form::EntryForm;
use super::layout::{Column, OPERATORS, QUALITATIVE, QUANTITATIVE};
use super::main_sheet::{WIDTHS, column_hint};
use super::rows::{Group, Row};
use super::validation::{self, Range};
use crate::xlsx::area::{Area, Value};
use crate::xlsx::{page, style};
use jiheng_base::evaluation::{Actual, Indicator, Target};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

pub(super) fn write(form: &EntryForm, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
    for column in Column::ALL {
        Area::cell(row, column.at()).write(sheet, column.head(), &style::locked())?;
        validation::note(sheet, row, column.at(), &note(form, column))?;
    }
    page::set_height(sheet, row, 2)?;
    sheet.set_repeat_rows(row, row)?.set_freeze_panes(row + 1, 0)?;
    let first = row + 1;
    let mut next = first;
    for group in &form.groups {
        next = write_group(group, sheet, next)?;
    }
    if next > first {
        rules(sheet, first, next - 1)?;
        sheet.set_print_area(0, 0, next - 1, Column::Reason.at())?;
    }
    Ok(())
}

/// What to write below a head, and the article that it rests on.
fn note(form: &EntryForm, column: Column) -> String {
    let scheme = &form.scheme;
    let basis = match column {
        Column::Dimension | Column::Weight => scheme.dimensions.first().map(|d| &d.basis),
        Column::Category => scheme.categories.first().map(|c| &c.basis),
        Column::Operator | Column::Target | Column::Actual => Some(&scheme.quantitative.basis),
        Column::Nature | Column::Score => Some(&scheme.qualitative.basis),
        Column::Reason => Some(&scheme.quantitative.basis),
        Column::Name | Column::Measure => None,
    };
    let cited = basis.map_or_else(String::new, |b| form.cite(b));
    format!("{}。\n{cited}", column_hint(column))
}

fn write_group(group: &Group, sheet: &mut Worksheet, first: u32) -> Result<u32, XlsxError> {
    let count = u32::try_from(group.rows.len()).unwrap_or(u32::MAX);
    let last = first + count - 1;
    let label = Area::cell(first, Column::Dimension.at()).down_to(last);
    label.write(sheet, group.label.as_str(), &style::locked())?;
    for (at, row) in (first..).zip(&group.rows) {
        write_row(sheet, at, row)?;
    }
    let column = Column::Category;
    let told = (column.head(), column_hint(column));
    let range = (first, column.at(), last, column.at());
    validation::usually_one_of(sheet, range, &group.categories, told)?;
    Ok(last + 1)
}

fn write_row(sheet: &mut Worksheet, at: u32, row: &Row) -> Result<(), XlsxError> {
    let mut lines = 1;
    for column in Column::ALL.into_iter().skip(1) {
        let value = match row {
            Row::Known(indicator) => value(indicator, column),
            Row::Open(category) if column == Column::Category => category.as_deref().into(),
            Row::Open(_) => Value::Empty,
        };
        if let Value::Text(text) = &value {
            lines = lines.max(page::lines(text, WIDTHS[usize::from(column.at())]));
        }
        Area::cell(at, column.at()).write(sheet, value, &format(column))?;
    }
    page::set_height(sheet, at, lines)
}

fn format(column: Column) -> Format {
    match column {
        Column::Operator | Column::Measure => style::word_input(false),
        Column::Category | Column::Name | Column::Reason => style::input(false),
        _ => style::short_input(false),
    }
}

fn value(indicator: &Indicator, column: Column) -> Value {
    let target = indicator.target.as_ref().map(|t| &t.value);
    let (operator, number, unit) = match target {
        Some(Target::Quantity { operator, value, unit }) => {
            let sign = OPERATORS.iter().find(|(known, _)| known == operator).map(|(_, sign)| *sign);
            (sign, Some(*value), unit.as_str())
        }
        _ => (None, None, ""),
    };
    match column {
        Column::Dimension => Value::Empty,
        Column::Category => indicator.category.as_deref().into(),
        Column::Name => indicator.title().as_str().into(),
        Column::Nature => match target {
            Some(Target::Words(_)) => QUALITATIVE.into(),
            Some(Target::Quantity { .. }) => QUANTITATIVE.into(),
            None => Value::Empty,
        },
        Column::Operator => operator.into(),
        Column::Target => match target {
            Some(Target::Words(words)) => words.as_str().into(),
            _ => number.into(),
        },
        Column::Measure => unit.into(),
        Column::Actual => match indicator.actual.as_ref().map(|a| &a.value) {
            Some(Actual::Quantity(value)) => (*value).into(),
            Some(Actual::Words(words)) => words.as_str().into(),
            None => Value::Empty,
        },
        Column::Weight => indicator.weight.as_ref().map(|w| w.value).into(),
        Column::Score => indicator.score.as_ref().map(|s| s.value).into(),
        Column::Reason => indicator.reason.as_ref().map(|r| r.value.as_str()).into(),
    }
}

/// What may be typed below each head.
fn rules(sheet: &mut Worksheet, first: u32, last: u32) -> Result<(), XlsxError> {
    for column in Column::ALL {
        let range: Range = (first, column.at(), last, column.at());
        let told = (column.head(), column_hint(column));
        match column {
            Column::Dimension | Column::Category => {}
            Column::Nature => {
                validation::one_of(sheet, range, &[QUANTITATIVE, QUALITATIVE], told)?;
            }
            Column::Operator => {
                validation::one_of(sheet, range, &OPERATORS.map(|(_, sign)| sign), told)?
            }
            Column::Weight => validation::weight(sheet, range, told)?,
            Column::Score => validation::score(sheet, range, told)?,
            Column::Name | Column::Target | Column::Measure | Column::Actual | Column::Reason => {
                validation::hint(sheet, range, told)?;
            }
        }
    }
    Ok(())
}
