//! More than the whole was spent.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, Unit};

pub(super) fn check(cx: &Context) -> Verdict {
    let is_rate = |label: &str| {
        ["执行率", "预算完成率"].iter().any(|w| label.ends_with(w)) && !label.contains("采购")
    };
    let mut looked = false;
    let mut findings = Vec::new();
    for figure in
        cx.facts.figures.iter().filter(|f| f.quantity.unit == Unit::Percent && is_rate(&f.label))
    {
        looked = true;
        if figure.quantity.value > Decimal::ONE_HUNDRED && !figure.quoted && figure.depth == 0 {
            let message = format!("{}为{}，执行数超过预算数", figure.label, figure.quantity.text());
            let action = "核对分母是否包括调整和结转；确有超支的说明原因";
            findings.push(Finding::new(
                "B012",
                Level::Doubt,
                if figure.in_table { figure.place } else { figure.span },
                message,
                action,
            ));
        }
    }
    Verdict::of_looked(findings, looked)
}
