//! The sheet of the score table: who, the money, the goals, the indicators.

use super::form::EntryForm;
use super::layout::{self, Amount, Column, MAIN_AMOUNTS, needed_for};
use super::{indicator_rows, validation};
use crate::xlsx::area::{Area, Value};
use crate::xlsx::{page, style};
use jiheng_base::evaluation::{Budget, Yuan};
use jiheng_base::{Decimal, MoneyUnit};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// In characters of half width, by column.
pub(super) const WIDTHS: [u32; 11] = [10, 14, 24, 10, 10, 14, 10, 14, 9, 9, 30];
const LAST: u16 = 10;
const LABEL_END: u16 = layout::VALUE - 1;
const VALUE_END: u16 = layout::SECOND_LABEL - 1;

pub(super) fn write(form: &EntryForm, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    page::set_up(sheet);
    sheet.set_landscape().protect();
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut row = head(form, sheet)?;
    row = subject(form, sheet, row)?;
    row = money(form, sheet, row)?;
    row = goals(form, sheet, row)?;
    indicator_rows::write(form, sheet, row)
}

/// The title, and what the colours mean.
fn head(form: &EntryForm, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
    let kind = if form.is_project() { "项目支出" } else { "部门整体支出" };
    let title = format!("{}年度{kind}绩效自评表", form.year());
    Area::across(0, 0, LAST).write(sheet, title.as_str(), &style::title())?;
    page::set_height(sheet, 0, 2)?;
    let remark = "金额单位：万元。浅黄格必填，白格选填，灰格不填。点到格子上有填写提示，详见工作表“填表说明”。";
    Area::across(1, 0, LAST).write(sheet, remark, &style::remark())?;
    Ok(2)
}

/// One label with its value across the row, or two beside each other.
fn subject(form: &EntryForm, sheet: &mut Worksheet, first: u32) -> Result<u32, XlsxError> {
    let evaluation = form.evaluation();
    let words = &form.content.words;
    let unit = evaluation.unit.as_ref().map_or("", |u| u.value.as_str());
    let year = format!("{}年", form.year());
    let scheme = form.scheme.title.as_str();
    let typed = |label, value, hint| Field { label, value, hint: Some(hint) };
    let fixed = |label, value| Field { label, value, hint: None };
    let unit_hint = "写单位全称，与印章一致";
    let mut rows = Vec::new();
    if form.is_project() {
        let project = words.project.as_deref().unwrap_or("");
        let supervisor = words.supervisor.as_deref().unwrap_or("");
        rows.push(vec![typed(layout::PROJECT, project, "写批复的项目全称")]);
        rows.push(vec![
            typed(layout::SUPERVISOR, supervisor, "写主管部门全称"),
            typed(layout::DOING_UNIT, unit, unit_hint),
        ]);
    } else {
        rows.push(vec![typed(layout::UNIT, unit, unit_hint)]);
    }
    rows.push(vec![fixed(layout::YEAR, &year), fixed(layout::SCHEME, scheme)]);
    for (row, fields) in (first..).zip(&rows) {
        let alone = fields.len() == 1;
        for (column, field) in [0, layout::SECOND_LABEL].into_iter().zip(fields) {
            field.write(sheet, row, column, alone)?;
        }
        page::set_height(sheet, row, 2)?;
    }
    Ok(first + u32::try_from(rows.len()).unwrap_or(0))
}

struct Field<'a> {
    label: &'a str,
    value: &'a str,
    /// What to write; none where the form is fixed.
    hint: Option<&'a str>,
}

impl Field<'_> {
    fn write(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        alone: bool,
    ) -> Result<(), XlsxError> {
        let (label_end, from, to) = match (column, alone) {
            (0, true) => (LABEL_END, layout::VALUE, LAST),
            (0, false) => (LABEL_END, layout::VALUE, VALUE_END),
            _ => (layout::SECOND_LABEL, layout::SECOND_VALUE, LAST),
        };
        Area::across(row, column, label_end).write(sheet, self.label, &style::locked())?;
        let format = if self.hint.is_some() { style::input(true) } else { style::locked() };
        Area::across(row, from, to).write(sheet, self.value, &format)?;
        match self.hint {
            Some(hint) => validation::hint(sheet, (row, from, row, from), (self.label, hint)),
            None => Ok(()),
        }
    }
}

/// Amounts from the left; rate and points follow from them.
fn money(form: &EntryForm, sheet: &mut Worksheet, row: u32) -> Result<u32, XlsxError> {
    let locked = style::locked();
    let base = form.scheme.execution.base;
    Area::across(row, 0, 0).down_to(row + 1).write(sheet, "预算执行情况（万元）", &locked)?;
    Area::cell(row, 1).write(sheet, "", &locked)?;
    let whole = if form.is_project() { "年度资金总额" } else { "部门整体支出总额" };
    Area::cell(row + 1, 1).write(sheet, whole, &locked)?;
    let needed = needed_for(base);
    let mut budget = form.evaluation().budget.clone();
    for (column, amount) in (layout::VALUE..).zip(MAIN_AMOUNTS) {
        Area::cell(row, column).write(sheet, amount.label, &locked)?;
        amount_cell(sheet, (row + 1, column), amount, &mut budget, needed.contains(&amount.field))?;
    }
    // Rate and points are nobody's to type, and a head 得分 would ask for them.
    let execution = execution(form);
    let weight = execution.as_ref().and_then(|(_, weight)| *weight);
    let name = execution.map(|(name, _)| name).unwrap_or_default();
    let from = layout::VALUE + u16::try_from(MAIN_AMOUNTS.len()).unwrap_or(0);
    Area::cell(row, from).write(sheet, Column::Weight.head(), &locked)?;
    Area::cell(row + 1, from).write(sheet, weight, &locked)?;
    let from = from + 1;
    Area::across(row, from, LAST).write(sheet, layout::EXECUTION, &locked)?;
    Area::across(row + 1, from, LAST).write(sheet, name.as_str(), &locked)?;
    let basis = form.cite(&form.scheme.execution.basis);
    validation::note(sheet, row, from, &format!("执行率＝执行数÷{}。\n{basis}", base.text()))?;
    page::set_height(sheet, row, 2)?;
    page::set_height(sheet, row + 1, 2)?;
    Ok(row + 2)
}

/// The dimension that the execution of the budget earns its points in, with its weight.
fn execution(form: &EntryForm) -> Option<(String, Option<Decimal>)> {
    let own = form.evaluation().dimensions.iter().find(|d| d.is_execution);
    let of_scheme = form.scheme.dimensions.iter().find(|d| d.execution);
    let weight = own.and_then(|d| d.weight.as_ref().map(|w| w.value));
    let weight = weight.or_else(|| of_scheme?.weight);
    let name = own.map(|d| &d.name).or(of_scheme.map(|d| &d.name))?;
    Some((name.clone(), weight))
}

pub(super) fn amount_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    amount: Amount,
    budget: &mut Budget,
    needed: bool,
) -> Result<(), XlsxError> {
    let value = (amount.of)(budget).as_ref().map(|a| wan(a.value));
    Area::cell(row, column).write(sheet, value, &style::amount_input(needed))?;
    let hint = if amount.signed {
        "单位万元；追加写正数，追减写负数"
    } else {
        "单位万元，与决算一致"
    };
    validation::amount(sheet, (row, column, row, column), amount.signed, (amount.label, hint))
}

/// An amount in 万元.
pub(super) fn wan(yuan: Yuan) -> Value {
    Value::from((yuan / MoneyUnit::TenThousand.yuan()).normalize())
}

fn goals(form: &EntryForm, sheet: &mut Worksheet, row: u32) -> Result<u32, XlsxError> {
    let locked = style::locked();
    let words = &form.content.words;
    Area::across(row, 0, LABEL_END).down_to(row + 1).write(sheet, "年度总体目标", &locked)?;
    let fields = [
        (
            layout::VALUE,
            layout::SECOND_LABEL,
            layout::GOALS,
            &words.goals,
            "批复的年度目标，一条一行（Alt＋回车换行）",
        ),
        (
            layout::SECOND_VALUE,
            LAST,
            layout::WORK,
            &words.work,
            "对照目标写完成了什么，一条一行（Alt＋回车换行）",
        ),
    ];
    let mut lines = 4;
    for (from, to, label, paragraphs, hint) in fields {
        let text = paragraphs.join("\n");
        let width = WIDTHS[usize::from(from)..=usize::from(to)].iter().sum();
        lines = lines.max(page::lines(&text, width) + 1);
        Area::across(row, from, to).write(sheet, label, &locked)?;
        Area::across(row + 1, from, to).write(sheet, text.as_str(), &style::input(true))?;
        validation::hint(sheet, (row + 1, from, row + 1, from), (label, hint))?;
    }
    page::set_height(sheet, row, 1)?;
    page::set_height(sheet, row + 1, lines)?;
    Ok(row + 2)
}

/// The words above a column of the indicators, and what is to be written below them.
pub(super) fn column_hint(column: Column) -> &'static str {
    match column {
        Column::Dimension => "由评分方案规定，不填",
        Column::Category => "从列表中选择",
        Column::Name => "写要考核的事项，一行一个指标；不用的行空着",
        Column::Nature => "用数字考核的选“定量”，用文字描述的选“定性”",
        Column::Operator => "≥ 越多越好，≤ 不得超过，= 不多不少；定性指标不选",
        Column::Target => "定量写数字，单位写在后一栏；定性写要达到的状况",
        Column::Measure => "如 个、公里、%、万元；定性指标不填",
        Column::Actual => "年末实际完成多少；定量只写数字，与指标值同一单位",
        Column::Weight => "批复的分值，各项合计应等于所属一级指标的分值",
        Column::Score => "定量指标可以不填，由系统按方案计算；定性指标写评定的得分",
        Column::Reason => "没有得满分或超出目标较多的，写原因和改进措施",
    }
}
