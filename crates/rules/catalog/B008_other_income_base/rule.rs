//! Other income within the base of the execution rate.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, Role, round_half_up};
use jiheng_facts::FigureId;

/// Hundredths of the income.
const LARGE: i64 = 15;

pub(super) fn check(cx: &Context) -> Verdict {
    let budget = &cx.evaluation().budget;
    let (Some(base), Some(income)) = (&budget.reported_base, &budget.income) else {
        return Verdict::NotApplicable;
    };
    if base.value != income.value || income.value.is_zero() {
        return Verdict::NotApplicable;
    }
    let is_other =
        |id: &FigureId| ["其他收入", "其它收入"].contains(&cx.figure(*id).label.as_str());
    // The last mention stands beside the income of the year, an earlier one beside the budget.
    let Some(other) = cx.plain_money().rfind(is_other) else {
        return Verdict::NotApplicable;
    };
    let share = cx.figure(other).quantity.base() * Decimal::ONE_HUNDRED / income.value;
    let explained = cx.quote(cx.sentence(other)).contains("主要")
        || cx.quote(cx.sentence(other)).contains("来源");
    if share < Decimal::from(LARGE) || explained {
        return Verdict::Pass;
    }
    let message =
        format!("其他收入占收入{}%，来源和是否计入执行率没有说明", round_half_up(share, 2));
    let finding = Finding::new(
        "B008",
        Level::Doubt,
        cx.figure(other).span,
        message,
        "说明其他收入的来源，写明是否计入执行率",
    )
    .using_all(income.place.map(|p| cx.widen(p)), Role::Against);
    Verdict::of(vec![finding])
}
