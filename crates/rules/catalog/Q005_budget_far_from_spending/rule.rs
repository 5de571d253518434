//! Spending far from the first budget, without a word on why.

use crate::{Context, Verdict};
use jiheng_base::evaluation::{Stated, Yuan};
use jiheng_base::{Decimal, Finding, Level, Role, Words, round_half_up};

/// In hundredths of the first budget.
const FAR_OVER: i64 = 150;
const FAR_UNDER: i64 = 50;
static REASONS: Words =
    Words::new(&["追加", "调增", "调减", "调整预算", "预算调整", "调整后", "上级下达"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let budget = &cx.evaluation().budget;
    let (Some(initial), Some(spent)) = (&budget.initial, &budget.expenditure) else {
        return Verdict::NotApplicable;
    };
    // What was carried in is spent beside the budget of the year.
    let carried_in = budget.carried_in.as_ref().map_or(Decimal::ZERO, |c| c.value);
    let own = (spent.value - carried_in).max(Decimal::ZERO);
    let percent =
        |value: Decimal| value.checked_div(initial.value).map(|s| s * Decimal::ONE_HUNDRED);
    let (Some(share), Some(printed)) = (percent(own), percent(spent.value)) else {
        return Verdict::NotApplicable;
    };
    let far = share >= Decimal::from(FAR_OVER) || share <= Decimal::from(FAR_UNDER);
    if !far || budget.adjustment.is_some() || is_explained(cx) {
        return Verdict::Pass;
    }
    let (Some(place), Some(against)) = (spent.place, initial.place) else { return Verdict::Pass };
    let message = format!(
        "全年支出{}是年初预算{}的{}%，没有说明原因",
        print(cx, spent),
        print(cx, initial),
        round_half_up(printed, 2)
    );
    let finding = Finding::new(
        "Q005",
        Level::Doubt,
        cx.widen(place),
        message,
        "写明追加、调整的项目、金额和依据",
    )
    .using(cx.widen(against), Role::Against, "年初预算");
    Verdict::of(vec![finding])
}

fn print(cx: &Context, amount: &Stated<Yuan>) -> String {
    amount.place.map_or_else(String::new, |place| cx.quote(place).to_owned())
}

/// A sentence that gives a reason together with an amount.
fn is_explained(cx: &Context) -> bool {
    cx.facts.sentences.iter().any(|sentence| {
        let text = cx.quote(sentence.place);
        let has_amount = sentence
            .figures
            .clone()
            .any(|id| cx.figure(id).quantity.dimension() == jiheng_base::Dimension::Money);
        has_amount && REASONS.any_in(text)
    })
}
