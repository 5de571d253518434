//! The price of one times the count is the amount.

use crate::{Context, Verdict};
use jiheng_base::{Bound, Decimal, Dimension, Finding, Level, Quantity, Role, Unit};
use jiheng_facts::Figure;
use jiheng_facts::lex::Separator;

const TOTALS: &[&str] = &[
    "共",
    "共计",
    "合计",
    "总计",
    "总价",
    "总额",
    "总金额",
    "金额",
    "计",
    "共需",
    "共支出",
    "共花费",
    "合计金额",
];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let main = cx.main_figures_of_text(sentence);
        for four in main.windows(4) {
            let figures = [0, 1, 2, 3].map(|i| cx.figure(four[i]));
            if let Some(found) = of_each_and_each(figures) {
                looked = true;
                findings.extend(found);
            }
        }
        for triple in main.windows(3) {
            let [count, price, total] = [0, 1, 2].map(|i| cx.figure(triple[i]));
            if is_count(count) && is_price(price, count) && is_total(total) {
                looked = true;
                let counts: Vec<&Figure> = main
                    .iter()
                    .map(|id| cx.figure(*id))
                    .filter(|f| f.place < price.place)
                    .filter(|f| f.quantity.dimension() == count.quantity.dimension())
                    .collect();
                findings.extend(compare(&counts, price, total));
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 每人每月800元，发放308人、12个月，共295.68万元: the price of each of each, how many there are of both, and the total.
fn of_each_and_each([price, a, b, total]: [&Figure; 4]) -> Option<Option<Finding>> {
    let of = |f: &Figure| match f.quantity.unit {
        Unit::Measure { word, .. } if !word.is_empty() => Some(word.trim_start_matches('个')),
        _ => None,
    };
    let (x, y) = (of(a)?, of(b)?);
    let names = [format!("每{x}每{y}"), format!("每{y}每{x}")];
    let is_price = price.quantity.dimension() == Dimension::Money
        && names.iter().any(|name| price.lead.trim_end_matches(['为', '按']).ends_with(name));
    if !is_price || !is_total(total) || ![a, b].into_iter().all(is_count) {
        return None;
    }
    let count = a.quantity.base().checked_mul(b.quantity.base())?;
    // A standard is set, not rounded.
    let product = count.checked_mul(price.quantity.base())?;
    if (product - total.quantity.base()).abs() <= total.quantity.slack() {
        return Some(None);
    }
    let (one, all) = (price.quantity, total.quantity);
    let expected = all.print_like(product);
    let message = format!(
        "{}、{}，每{x}每{y}{}，应为{expected}，写为{}",
        a.quantity.text(),
        b.quantity.text(),
        one.text(),
        all.text()
    );
    let by = format!("{}×{}×{}", a.quantity.text(), b.quantity.text(), one.text());
    Some(Some(
        Finding::new(
            "I020",
            Level::Error,
            total.span,
            message,
            "核对人数、时间和标准，改正写错的数",
        )
        .compare(expected.clone(), all.text())
        .by(format!("{by}＝{expected}"))
        .using_all([a.span, b.span], Role::Input)
        .using(price.span, Role::Input, "标准"),
    ))
}

fn is_count(figure: &Figure) -> bool {
    matches!(figure.quantity.unit, Unit::Measure { word, .. } if !word.is_empty())
        && figure.quantity.bound == Bound::Exact
}

/// 单价, or 每 with the measure word of the count.
fn is_price(figure: &Figure, count: &Figure) -> bool {
    let Unit::Measure { word, .. } = count.quantity.unit else { return false };
    let lead = figure.lead.trim_end_matches(['为', '约', '按']);
    let of_one = |w: &str| w == word || word == "人次" && w == "人";
    let named = lead == "单价"
        || lead == "预计单价"
        || lead == "每"
        || lead.strip_prefix('每').is_some_and(of_one)
        || lead.strip_suffix('均').is_some_and(of_one);
    named
        && figure.quantity.dimension() == Dimension::Money
        && figure.after <= Some(Separator::Clause)
}

fn is_total(figure: &Figure) -> bool {
    let lead = figure.lead.trim_end_matches(['为', '约']);
    TOTALS.contains(&lead)
        && figure.quantity.dimension() == Dimension::Money
        && figure.quantity.bound == Bound::Exact
        && figure.after <= Some(Separator::Clause)
}

/// Holds the total against the price of what was counted last, of anything counted before it (资助618人
/// 次，其中春季302人次、秋季316人次), and of the last ones together. Where several counts leave open which
/// is meant, nothing is proven.
fn compare(counts: &[&Figure], price: &Figure, total: &Figure) -> Option<Finding> {
    let last = counts.last()?;
    let bases = || counts.iter().map(|f| f.quantity.base());
    let sums = (0..counts.len()).map(|from| bases().skip(from).sum::<Decimal>());
    if bases().chain(sums).any(|n| agrees(n, price.quantity, total.quantity)) {
        return None;
    }
    let (n, one, all) = (last.quantity, price.quantity, total.quantity);
    let expected = all.print_like(n.base().checked_mul(one.base())?);
    let message = format!(
        "{}、每{}{}，应为{expected}，写为{}",
        n.text(),
        n.unit.text(),
        one.text(),
        all.text()
    );
    let level = if counts.len() == 1 { Level::Error } else { Level::Doubt };
    Some(
        Finding::new("I020", level, total.span, message, "核对发票和合同，改正写错的数")
            .compare(expected.clone(), all.text())
            .by(format!("{}×{}＝{expected}", n.text(), one.text()))
            .using_all(counts.iter().map(|f| f.span), Role::Input)
            .using(price.span, Role::Input, "单价"),
    )
}

/// Whether so many at that price make the total, as finely as price and total are printed. What does not
/// fit into a number is not judged.
fn agrees(count: Decimal, one: Quantity, all: Quantity) -> bool {
    let exact = one.bound == Bound::Exact;
    let about = if exact { one.slack() } else { one.base().abs() / Decimal::TEN };
    let product = count.checked_mul(one.base());
    let slack = count.checked_mul(about).and_then(|s| s.checked_add(all.slack()));
    product.zip(slack).is_none_or(|(product, slack)| (product - all.base()).abs() <= slack)
}
