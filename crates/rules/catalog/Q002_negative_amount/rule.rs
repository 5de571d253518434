//! Income and expenditure are not negative.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Dimension, Finding, Level, Words};
use jiheng_facts::Figure;
use jiheng_facts::role::Role;

static NEVER_NEGATIVE: Words =
    Words::new(&["支出", "收入", "预算", "拨款", "经费", "费", "补助", "资金"]);
#[rustfmt::skip]
static MAY_BE_NEGATIVE: Words = Words::new(&[
    "增", "减", "调", "差", "变动", "结余", "结转", "净", "冲", "比上年", "较上年", "退", "超支", "盈", "收支", "补助收入", "上解",
]);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (figure, role) in cx.facts.figures.iter().zip(&cx.facts.roles) {
        let states = *role == Role::Plain && figure.depth == 0 && !figure.quoted;
        if !states || figure.quantity.dimension() != Dimension::Money {
            continue;
        }
        looked = true;
        if figure.quantity.value < Decimal::ZERO && is_never_negative(figure) {
            let place = if figure.in_table { figure.place } else { figure.span };
            let message = format!("“{}”为负数{}", figure.label, figure.quantity.text());
            findings.push(Finding::new(
                "Q002",
                Level::Doubt,
                place,
                message,
                "核对正负号，属于冲减的写明",
            ));
        }
    }
    Verdict::of_looked(findings, looked)
}

fn is_never_negative(figure: &Figure) -> bool {
    let has = |words: &Words| words.any_in(&figure.label);
    has(&NEVER_NEGATIVE) && !has(&MAY_BE_NEGATIVE)
}
