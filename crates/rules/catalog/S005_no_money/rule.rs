//! A self-evaluation of spending without an amount.

use crate::section::{is_whole_report, subject_place};
use crate::{Context, Verdict};
use jiheng_base::{Dimension, Finding, Level};

pub(super) fn check(cx: &Context) -> Verdict {
    if !is_whole_report(cx) {
        return Verdict::NotApplicable;
    }
    let is_money = |d: Dimension| d == Dimension::Money;
    let in_tables = cx.facts.tables.iter().any(|t| t.money.is_some());
    if in_tables || cx.facts.figures.iter().any(|f| is_money(f.quantity.dimension())) {
        return Verdict::Pass;
    }
    let message = "全文没有一个金额";
    let action = "写明预算数、执行数和执行率";
    Verdict::of(vec![Finding::new("S005", Level::Doubt, subject_place(cx), message, action)])
}
