//! What arrived is not what was spent.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role};

pub(super) fn check(cx: &Context) -> Verdict {
    let budget = &cx.evaluation().budget;
    let (Some(arrived), Some(spent), Some(income)) =
        (&budget.arrived, &budget.expenditure, &budget.income)
    else {
        return Verdict::NotApplicable;
    };
    if arrived.value != spent.value || income.value == spent.value {
        return Verdict::Pass;
    }
    let Some(id) = arrived.place.and_then(|p| cx.facts.figures.iter().position(|f| f.place == p))
    else {
        return Verdict::Pass;
    };
    let message = format!("到位数{}等于支出合计，到位不是支出", cx.print(id));
    let finding = Finding::new(
        "B002",
        Level::Error,
        cx.figure(id).span,
        message,
        "到位数按实际收到的资金填写",
    )
    .using_all(spent.place.map(|p| cx.widen(p)), Role::Against)
    .using_all(income.place.map(|p| cx.widen(p)), Role::Against);
    Verdict::of(vec![finding])
}
