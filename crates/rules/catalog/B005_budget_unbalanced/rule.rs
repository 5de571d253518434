//! A budget balances.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role, words};
use jiheng_law::Concept;

pub(super) fn check(cx: &Context) -> Verdict {
    let first = |concept| cx.plain_money().find(|id| cx.facts.concepts[*id] == Some(concept));
    let (Some(income), Some(spending)) =
        (first(Concept::BudgetIncome), first(Concept::BudgetExpenditure))
    else {
        return Verdict::NotApplicable;
    };
    // 预算收入 that is compared with the year before is what came in (预算会计), and need not be spent.
    let compared = |id: usize| {
        let place = cx.facts.sentences[cx.figure(id).sentence].place;
        words!["同比", "比上年", "较上年", "上年"].any_in(cx.quote(place))
    };
    if compared(income) || compared(spending) {
        return Verdict::NotApplicable;
    }
    let value = |id: usize| cx.figure(id).quantity.base();
    if value(income) == value(spending) {
        return Verdict::Pass;
    }
    let gap = cx.figure(income).quantity.print_like((value(income) - value(spending)).abs());
    let message = format!(
        "预算收入合计{}与预算支出合计{}不等，相差{gap}",
        cx.print(income),
        cx.print(spending)
    );
    let finding = Finding::new(
        "B005",
        Level::Error,
        cx.figure(income).span,
        message,
        "核对预算批复，改正其中一个；决算数不要写成预算数",
    )
    .using(cx.figure(spending).span, Role::Against, "");
    Verdict::of(vec![finding])
}
