//! The rows of the money.

use super::{head, text};
use crate::Settled;
use crate::amount::{Amounts, percent, points};
use crate::paper::Cell;
use jiheng_base::evaluation::{Budget, Stated, Yuan};
use jiheng_score::{Line, LineKind};

/// 年初预算数、全年预算数、全年执行数、分值、执行率、得分
pub(super) fn national(settled: &Settled) -> Vec<Vec<Cell>> {
    let budget = &settled.submission.evaluation.budget;
    let amount = amounts_of(budget);
    let mut label = head("预算执行情况（万元）", 1);
    label.rows = 2;
    let heads = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"];
    let execution = execution(settled);
    let mut columns = vec![label, head("", 1)];
    columns.extend(heads.map(|h| head(h, 1)));
    let [rate, weight, score] = shown(settled, execution);
    let amounts = vec![
        head("年度资金总额", 1),
        text(amount(&budget.initial), 1),
        text(amount(&budget.reported_base), 1),
        text(amount(&budget.reported_executed), 1),
        text(weight, 1),
        text(rate, 1),
        text(score, 1),
    ];
    vec![columns, amounts]
}

/// 预算数(A)、执行数(B)、执行率(B/A)、得分
pub(super) fn hubei(settled: &Settled) -> Vec<Vec<Cell>> {
    let budget = &settled.submission.evaluation.budget;
    let amount = amounts_of(budget);
    let mut label = head("预算执行情况（万元）", 1);
    label.rows = 2;
    let execution = execution(settled);
    let [rate, weight, score] = shown(settled, execution);
    let heads = vec![
        label,
        head("", 1),
        head("预算数（A）", 1),
        head("执行数（B）", 1),
        head("执行率（B/A）", 1),
        head("分值", 1),
        head("得分", 2),
    ];
    let amounts = vec![
        head("部门整体支出总额", 1),
        text(amount(&budget.reported_base), 1),
        text(amount(&budget.reported_executed), 1),
        text(rate, 1),
        text(weight, 1),
        text(score, 2),
    ];
    vec![heads, amounts]
}

fn execution(settled: &Settled) -> Option<&Line> {
    settled.sheet.lines.iter().find(|l| l.kind == LineKind::Execution)
}

/// Rate, weight and score as printed.
fn shown(settled: &Settled, execution: Option<&Line>) -> [String; 3] {
    let rate = settled.submission.evaluation.budget.reported_rate.as_ref();
    let rate = rate.map_or_else(String::new, |r| format!("{}%", percent(r.value)));
    let of = |points_of: fn(&Line) -> Option<jiheng_base::Decimal>| {
        execution.and_then(points_of).map_or_else(String::new, points)
    };
    [rate, of(|l| l.weight), of(|l| l.computed)]
}

/// What prints an amount of the budget; one that is not told stays empty.
fn amounts_of(budget: &Budget) -> impl Fn(&Option<Stated<Yuan>>) -> String {
    let printer = Amounts::of(budget);
    move |amount| amount.as_ref().map_or_else(String::new, |a| printer.print(a.value))
}
