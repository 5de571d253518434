//! The base of the execution rate includes what was carried in.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, Role, round_half_up};
use jiheng_law::Base;

pub(super) fn check(cx: &Context) -> Verdict {
    let budget = &cx.evaluation().budget;
    let carried = budget.carried_in.as_ref().filter(|c| c.value > Decimal::ZERO);
    let (Some(rate), Some(base), Some(carried)) =
        (&budget.reported_rate, &budget.reported_base, carried)
    else {
        return Verdict::NotApplicable;
    };
    if cx.scheme.execution.base != Base::AdjustedWithCarriedIn || !cx.scheme_is_known {
        return Verdict::NotApplicable;
    }
    // The total with what was carried in, as far as the report gives it.
    let year = budget.adjusted.as_ref().or(budget.income.as_ref()).map(|s| s.value);
    let includes = year.is_some_and(|y| base.value >= y + carried.value)
        || budget.annual.as_ref().is_some_and(|a| a.value == base.value && Some(a.value) > year);
    let Some(place) = rate.place.filter(|_| !includes) else { return Verdict::Pass };
    let with = base.value + carried.value;
    let executed = budget.reported_executed.as_ref().map(|e| e.value);
    let recomputed = executed.and_then(|e| e.checked_div(with));
    let shown = recomputed.map_or_else(String::new, |r| {
        format!("，含上年结转为{}%", round_half_up(r * Decimal::ONE_HUNDRED, 2))
    });
    let message = format!("执行率的分母没有包括上年结转{shown}");
    let finding = Finding::new(
        "B004",
        Level::Doubt,
        cx.widen(place),
        message,
        "按方案口径重算执行率和执行得分",
    )
    .using_all(base.place.map(|p| cx.widen(p)), Role::Input)
    .using_all(carried.place.map(|p| cx.widen(p)), Role::Against);
    Verdict::of(vec![finding])
}
