//! Nothing falls by more than itself, and no part is more than its whole.

use crate::{Context, Verdict};
use jiheng_base::{Bound, Decimal, Finding, Level, Unit, Words};
use jiheng_facts::role::Role;
use jiheng_facts::wording::Direction;

/// What can fall below zero, or is no part of what it is held against.
#[rustfmt::skip]
static OTHERWISE: Words = Words::new(&[
    "利润", "盈", "亏", "结余", "净", "增加值", "增量", "预算", "目标", "计划", "上年", "去年",
]);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (figure, role) in cx.facts.figures.iter().zip(&cx.facts.roles) {
        let told = match role {
            Role::ChangeRate(Direction::Down) => "下降",
            Role::Share => "占比",
            _ => continue,
        };
        if figure.quantity.unit != Unit::Percent || figure.quantity.bound != Bound::Exact {
            continue;
        }
        looked = true;
        let subject = match *role {
            Role::Share => figure.lead.as_str(),
            _ => figure.lead.split(['比', '较']).next().unwrap_or(""),
        };
        let otherwise = OTHERWISE.any_in(subject);
        if figure.quantity.value > Decimal::ONE_HUNDRED && !otherwise {
            let message = format!("{told}{}，超过100%", figure.quantity.text());
            findings.push(Finding::new(
                "Q003",
                Level::Doubt,
                figure.span,
                message,
                "核对所比的基数",
            ));
        }
    }
    Verdict::of_looked(findings, looked)
}
