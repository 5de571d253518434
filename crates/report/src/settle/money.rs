//! The amounts that the base of the scheme divides, and those that must agree.

use super::Fault;
use crate::amount::ten_thousands;
use crate::spending::classes;
use crate::xlsx::entry::layout::{FURTHER_AMOUNTS, GROUPS, MAIN_AMOUNTS};
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Budget, BudgetLine, SpendingGroup, Stated};
use jiheng_law::Scheme;
use jiheng_score::bases;

pub(super) fn faults(budget: &Budget, scheme: &Scheme) -> Vec<Fault> {
    let mut faults = Vec::new();
    let base = scheme.execution.base;
    let row = bases(budget).into_iter().find(|row| row.base == base);
    if let Some(Err(missing)) = row.map(|row| row.result) {
        let what = format!("执行率按“{}”计算，{missing}", base.text());
        faults.push(Fault::new("evaluation.budget", what));
    }
    faults.extend(negative(budget));
    faults.extend(disagreeing(budget));
    faults.extend(unequal(budget));
    faults
}

fn path(field: &str) -> String {
    format!("evaluation.budget.{field}")
}

fn negative(budget: &Budget) -> Vec<Fault> {
    let mut budget = budget.clone();
    let all = MAIN_AMOUNTS.into_iter().chain(FURTHER_AMOUNTS).filter(|amount| !amount.signed);
    let mut faults = Vec::new();
    for amount in all {
        let value = (amount.of)(&mut budget).as_ref().map(|a| a.value);
        if value.is_some_and(|v| v < Decimal::ZERO) {
            faults.push(Fault::new(path(amount.field), format!("{}不能小于0", amount.label)));
        }
    }
    for (at, line) in budget.lines.iter().enumerate() {
        if line.executed.value < Decimal::ZERO {
            let what = format!("{}的执行数不能小于0", line.name);
            faults.push(Fault::new(path(&format!("lines[{at}].executed")), what));
        }
    }
    faults
}

/// Amounts that are told and also follow from others.
fn disagreeing(budget: &Budget) -> Vec<Fault> {
    let value = |stated: &Option<Stated<Decimal>>| stated.as_ref().map(|s| s.value);
    let sum =
        |a: &Option<Stated<Decimal>>, b: &Option<Stated<Decimal>>| Some(value(a)? + value(b)?);
    let available = sum(&budget.income, &budget.carried_in);
    let left = available.zip(value(&budget.expenditure)).map(|(all, spent)| all - spent);
    let rules = [
        (
            "adjusted",
            &budget.adjusted,
            sum(&budget.initial, &budget.adjustment),
            "年初预算数加预算调整",
        ),
        (
            "annual",
            &budget.annual,
            sum(&budget.adjusted, &budget.carried_in),
            "调整后预算数加上年结转",
        ),
        ("income_total", &budget.income_total, available, "本年收入加上年结转"),
        (
            "expenditure",
            &budget.expenditure,
            sum(&budget.basic, &budget.project),
            "基本支出与项目支出之和",
        ),
        ("carried_out", &budget.carried_out, left, "本年收入加上年结转减本年支出"),
    ];
    let differing = rules.into_iter().filter_map(|(field, told, sum, of)| {
        let (told, sum) = value(told).zip(sum).filter(|(told, sum)| told != sum)?;
        let (told, sum) = (ten_thousands(told), ten_thousands(sum));
        Some(Fault::new(path(field), format!("{told}万元，与{of}{sum}万元不等，请核对")))
    });
    differing.collect()
}

/// The lines of a part of the spending that do not make the whole of it, the items of a class that do
/// not make the class, and lines that are told twice. The report lists them as all that there is.
fn unequal(budget: &Budget) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut hold = |of: &str, lines: &[&BudgetLine], whole: Decimal, hint: &str| {
        let sum: Decimal = lines.iter().map(|l| l.executed.value).sum();
        if !lines.is_empty() && sum != whole {
            let (sum, whole) = (ten_thousands(sum), ten_thousands(whole));
            let what =
                format!("{of}各科目合计{sum}万元，与{of}{whole}万元不等，请列全或核对{hint}");
            faults.push(Fault::new(path("lines"), what));
        }
    };
    for (group, name) in GROUPS {
        let (of, whole) = match group {
            SpendingGroup::Basic => (name, &budget.basic),
            SpendingGroup::Project => (name, &budget.project),
            SpendingGroup::Whole => ("本年支出", &budget.expenditure),
        };
        let classes = classes(budget, group);
        if let Some(whole) = whole {
            let own: Vec<&BudgetLine> = classes.iter().map(|(class, _)| *class).collect();
            // Without codes a class cannot be told from its items.
            let hint = match own.iter().any(|line| line.code.is_none()) {
                true => "；类和款都列的，请写科目编码",
                false => "",
            };
            hold(of, &own, whole.value, hint);
        }
        for (class, items) in &classes {
            hold(&class.name, items, class.executed.value, "");
        }
    }
    faults.extend(doubled(budget));
    faults
}

fn doubled(budget: &Budget) -> Vec<Fault> {
    let same = |a: &BudgetLine, b: &BudgetLine| {
        a.group == b.group && (a.code.is_some() && a.code == b.code || a.name == b.name)
    };
    let lines = &budget.lines;
    let is_doubled = |at: &usize| lines[..*at].iter().any(|line| same(line, &lines[*at]));
    let told = |at: usize| {
        let what = format!("“{}”写了两次，请合并或改名", lines[at].name);
        Fault::new(path(&format!("lines[{at}]")), what)
    };
    (0..lines.len()).filter(is_doubled).map(told).collect()
}
