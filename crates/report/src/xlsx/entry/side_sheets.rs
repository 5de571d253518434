//! The sheets of the further amounts and of the words.

use super::form::EntryForm;
use super::layout::{self, FURTHER_AMOUNTS, List, PASSAGES};
use super::main_sheet::{amount_cell, wan};
use super::validation;
use crate::xlsx::area::{Area, Value};
use crate::xlsx::{page, style};
use jiheng_base::evaluation::BudgetLine;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Empty rows of each list.
const SPARE_ROWS: usize = 6;
/// Lines that a row of a list has room for at least.
const LEAST_LINES: u32 = 2;
/// In characters of half width, by column.
const MONEY_WIDTHS: [u32; 4] = [24, 18, 30, 18];
const WORDS_WIDTHS: [u32; 3] = [24, 24, 48];

/// Amounts that the report tells besides, and the spending by economic class.
pub(super) fn money(form: &EntryForm, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    open(
        sheet,
        &MONEY_WIDTHS,
        layout::MONEY,
        "金额单位：万元。本页选填，用于生成报告；与决算一致。",
    )?;
    let mut budget = form.evaluation().budget.clone();
    for (row, amount) in (2..).zip(FURTHER_AMOUNTS) {
        Area::cell(row, 0).write(sheet, amount.label, &style::locked())?;
        amount_cell(sheet, (row, 1), amount, &mut budget, false)?;
        page::set_height(sheet, row, 1)?;
    }
    let below = 2 + u32::try_from(FURTHER_AMOUNTS.len()).unwrap_or(0) + 1;
    let rows = budget.lines.iter().map(line).collect();
    let amount = style::amount_input(false);
    let word = style::word_input(false);
    let formats = [&word, &word, &style::input(false), &amount];
    let list = Rows { list: layout::LINES, formats, widths: &MONEY_WIDTHS, rows };
    let (first, end) = list.write(sheet, below)?;
    let [group, .., executed] = layout::LINES.heads;
    let told = (group, "科目属于基本支出还是项目支出；不分的选“不区分”");
    let groups = layout::GROUPS.map(|(_, name)| name);
    validation::one_of(sheet, (first, 0, end, 0), &groups, told)?;
    let told = (executed, "该科目全年执行数，单位万元");
    validation::amount(sheet, (first, 3, end, 3), false, told)
}

fn line(line: &BudgetLine) -> Vec<Value> {
    let group =
        layout::GROUPS.iter().find(|(group, _)| *group == line.group).map(|(_, name)| *name);
    vec![
        group.into(),
        line.code.as_deref().into(),
        line.name.as_str().into(),
        wan(line.executed.value),
    ]
}

/// The author's words, the group, the problems of this year and of the last.
pub(super) fn words(form: &EntryForm, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let widths = &WORDS_WIDTHS;
    let last = open(
        sheet,
        widths,
        layout::WORDS,
        "本页用于生成报告。一段一行（Alt＋回车换行）；没有的空着，报告中会标明待补。",
    )?;
    let mut words = form.content.words.clone();
    let mut row = 2;
    for passage in PASSAGES {
        let text = (passage.of)(&mut words).join("\n");
        let lines = page::lines(&text, widths[1] + widths[2]).max(3);
        field(sheet, row, last, (passage.label, passage.hint), &text, lines)?;
        row += 1;
    }
    let signed_on = words.signed_on.as_deref().unwrap_or("");
    field(sheet, row, last, (layout::SIGNED_ON, "如 2026年3月12日"), signed_on, 1)?;
    let input = style::input(false);
    let texts = |texts: &[&String]| texts.iter().map(|t| Value::from(t.as_str())).collect();
    let rows = words.group.iter().map(|m| texts(&[&m.name, &m.post, &m.role])).collect();
    let list = Rows { list: layout::MEMBERS, formats: [&input; 3], widths, rows };
    let (first, end) = list.write(sheet, row + 2)?;
    let told = (layout::MEMBERS.heads[2], "从列表中选择");
    validation::one_of(sheet, (first, 2, end, 2), &layout::MEMBER_ROLES, told)?;
    let rows = words.problems.iter().map(|p| texts(&[&p.what, &p.measure])).collect();
    let list = Rows { list: layout::PROBLEMS, formats: [&input; 2], widths, rows };
    let (_, end) = list.write(sheet, end + 2)?;
    let rows = words.last_year.iter().map(|l| texts(&[&l.problem, &l.remedy])).collect();
    let list = Rows { list: layout::LAST_YEAR, formats: [&input; 2], widths, rows };
    list.write(sheet, end + 2)?;
    Ok(())
}

/// The paper, the widths, the title and the remark; gives the last column.
fn open(
    sheet: &mut Worksheet,
    widths: &[u32],
    title: &str,
    remark: &str,
) -> Result<u16, XlsxError> {
    page::set_up(sheet);
    sheet.protect();
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
    Area::across(0, 0, last).write(sheet, title, &style::title())?;
    page::set_height(sheet, 0, 2)?;
    Area::across(1, 0, last).write(sheet, remark, &style::remark())?;
    page::set_height(sheet, 1, page::lines(remark, widths.iter().sum()))?;
    Ok(last)
}

fn field(
    sheet: &mut Worksheet,
    row: u32,
    last: u16,
    (label, hint): (&str, &str),
    text: &str,
    lines: u32,
) -> Result<(), XlsxError> {
    Area::cell(row, 0).write(sheet, label, &style::locked())?;
    Area::across(row, 1, last).write(sheet, text, &style::input(false))?;
    page::set_height(sheet, row, lines)?;
    validation::hint(sheet, (row, 1, row, 1), (label, hint))
}

/// Rows below the heads of a list, each column as wide as there is room up to the next.
struct Rows<'a, const N: usize> {
    list: List<N>,
    formats: [&'a Format; N],
    /// Of the columns of the sheet.
    widths: &'a [u32],
    rows: Vec<Vec<Value>>,
}

impl<const N: usize> Rows<'_, N> {
    /// Writes it from a row on; gives the first and the last row below the heads.
    fn write(mut self, sheet: &mut Worksheet, row: u32) -> Result<(u32, u32), XlsxError> {
        self.rows.resize(self.rows.len() + SPARE_ROWS, vec![Value::Empty; N]);
        for (column, head) in self.list.heads.iter().enumerate() {
            self.area(row, column).write(sheet, *head, &style::locked())?;
        }
        page::set_height(sheet, row, 1)?;
        let first = row + 1;
        let mut at = first;
        for values in &self.rows {
            let mut lines = LEAST_LINES;
            for ((column, value), format) in values.iter().enumerate().zip(self.formats) {
                let area = self.area(at, column);
                if let Value::Text(text) = value {
                    let columns = usize::from(area.column)..=usize::from(area.last_column);
                    lines = lines.max(page::lines(text, self.widths[columns].iter().sum()));
                }
                area.write(sheet, value.clone(), format)?;
            }
            page::set_height(sheet, at, lines)?;
            at += 1;
        }
        Ok((first, at - 1))
    }

    fn area(&self, row: u32, column: usize) -> Area {
        let next = self.list.columns.get(column + 1).copied();
        let end = next.unwrap_or(u16::try_from(self.widths.len()).unwrap_or(u16::MAX));
        Area::across(row, self.list.columns[column], end.saturating_sub(1))
    }
}
