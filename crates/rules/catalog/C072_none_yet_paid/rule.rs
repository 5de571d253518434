//! What was not done costs nothing.

use crate::{Context, Verdict};
use jiheng_base::{Dimension, Finding, Level, Role};
use jiheng_facts::Figure;
use jiheng_facts::lex::Separator;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let main = cx.main_figures(sentence);
        for pair in main.windows(2) {
            let (count, paid) = (cx.figure(pair[0]), cx.figure(pair[1]));
            if !is_of_one(count, paid) {
                continue;
            }
            looked = true;
            if !paid.quantity.value.is_zero() {
                findings.push(finding(count, paid));
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 购置0辆，购置支出…: the money behind a count of none opens with the words that the count ends with.
fn is_of_one(count: &Figure, paid: &Figure) -> bool {
    let is_none = count.quantity.value.is_zero()
        && matches!(count.quantity.dimension(), Dimension::Measure(_));
    if !is_none {
        return false;
    }
    let name: Vec<char> = count.lead.chars().filter(|c| !"（）()0".contains(*c)).collect();
    let last: String = name[name.len().saturating_sub(2)..].iter().collect();
    let bare: String = paid.lead.chars().filter(|c| !"（）()".contains(*c)).collect();
    let opens = bare.starts_with(&last)
        // 出国（境）0人次，出国（境）费用
        || name.len() > 2 && bare.starts_with(&name[name.len() - 3..].iter().collect::<String>());
    name.len() >= 2
        && opens
        && paid.quantity.dimension() == Dimension::Money
        && paid.after == Some(Separator::Clause)
}

fn finding(count: &Figure, paid: &Figure) -> Finding {
    let message = format!(
        "{}{}，后面却有{}{}",
        count.lead,
        count.quantity.text(),
        paid.lead,
        paid.quantity.text()
    );
    Finding::new("C072", Level::Error, paid.span, message, "核对数量和支出").using(
        count.span,
        Role::Against,
        "数量",
    )
}
