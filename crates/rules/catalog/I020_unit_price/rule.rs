//! The price of one times the count is the amount.

use crate::{Context, Verdict};
use jiheng_base::{Bound, Decimal, Dimension, Finding, Level, Role, Unit};
use jiheng_facts::lex::Separator;
use jiheng_facts::{Figure, FigureId};

const TOTALS: &[&str] =
    &["共", "共计", "合计", "总计", "总价", "总额", "总金额", "金额", "计", "共需", "共支出", "共花费", "合计金额"];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let main: Vec<FigureId> = sentence
            .figures
            .clone()
            .filter(|id| cx.figure(*id).depth == 0 && !cx.figure(*id).quoted && !cx.figure(*id).in_table)
            .collect();
        for triple in main.windows(3) {
            let [count, price, total] = [0, 1, 2].map(|i| cx.figure(triple[i]));
            // 其中春季302人次、秋季316人次，每人次1500元: which of several counts is meant is open.
            let counts = main.iter().filter(|id| {
                let unit = cx.figure(**id).quantity.dimension();
                **id < triple[1] && unit == count.quantity.dimension()
            });
            let is_only = counts.count() == 1;
            if is_only && is_count(count) && is_price(price, count) && is_total(total) {
                looked = true;
                findings.extend(compare(count, price, total));
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

fn is_count(figure: &Figure) -> bool {
    matches!(figure.quantity.unit, Unit::Measure { word, .. } if !word.is_empty()) && figure.quantity.bound == Bound::Exact
}

/// 单价, or 每 with the measure word of the count.
fn is_price(figure: &Figure, count: &Figure) -> bool {
    let Unit::Measure { word, .. } = count.quantity.unit else { return false };
    let lead = figure.lead.trim_end_matches(['为', '约', '按']);
    let named = lead == "单价" || lead == "每" || lead.strip_prefix('每').is_some_and(|w| w == word || word == "人次" && w == "人");
    named && figure.quantity.dimension() == Dimension::Money && figure.after <= Some(Separator::Clause)
}

fn is_total(figure: &Figure) -> bool {
    let lead = figure.lead.trim_end_matches(['为', '约']);
    TOTALS.contains(&lead)
        && figure.quantity.dimension() == Dimension::Money
        && figure.quantity.bound == Bound::Exact
        && figure.after <= Some(Separator::Clause)
}

fn compare(count: &Figure, price: &Figure, total: &Figure) -> Option<Finding> {
    let (n, one, all) = (count.quantity, price.quantity, total.quantity);
    let product = n.base().checked_mul(one.base())?;
    let exact = one.bound == Bound::Exact;
    let about = if exact { one.slack() } else { one.base().abs() / Decimal::TEN };
    let slack = n.base().checked_mul(about)?.checked_add(all.slack())?;
    if (product - all.base()).abs() <= slack {
        return None;
    }
    let expected = all.print_like(product);
    let message = format!("{}、每{}{}，应为{expected}，写为{}", n.text(), n.unit.text(), one.text(), all.text());
    Some(
        Finding::new("I020", Level::Error, total.span, message, "核对发票和合同，改正写错的数")
            .compare(expected.clone(), all.text())
            .by(format!("{}×{}＝{expected}", n.text(), one.text()))
            .using(count.span, Role::Input, "数量")
            .using(price.span, Role::Input, "单价"),
    )
}
