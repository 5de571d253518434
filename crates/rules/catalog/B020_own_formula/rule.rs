//! A rate follows the formula that the document itself prints.

use crate::formula::{PrintedFormula, printed_formulas};
use crate::score::span;
use crate::{Context, Verdict};
use jiheng_base::{Bound, Decimal, Finding, Level, Role, Unit, is_han};
use jiheng_facts::FigureId;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for formula in printed_formulas(cx) {
        for rate in rates_named(cx, &formula.name) {
            let (Some(part), Some(whole)) =
                (operand(cx, rate, &formula.part), operand(cx, rate, &formula.whole))
            else {
                continue;
            };
            if cx.figure(part).quantity.dimension() != cx.figure(whole).quantity.dimension() {
                continue;
            }
            looked = true;
            findings.extend(compare(cx, &formula, rate, part, whole));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// Rates of the running text that bear the name, or stand under it (资金到位率。…资金到位，100%).
fn rates_named<'a>(cx: &'a Context, name: &'a str) -> impl Iterator<Item = FigureId> + 'a {
    (0..cx.facts.figures.len()).filter(move |id| {
        let figure = cx.figure(*id);
        let rate = figure.quantity.unit == Unit::Percent && figure.quantity.bound == Bound::Exact;
        rate && !figure.in_table && !figure.quoted && figure.depth == 0 && bears_name(cx, *id, name)
    })
}

/// Its label, or the words before the comma that parts it from them; 率 may have been dropped. Words
/// before the name of the formula are no part of it.
fn bears_name(cx: &Context, id: FigureId, name: &str) -> bool {
    const MIN_CHARS: usize = 4;
    let figure = cx.figure(id);
    let before = &cx.document.text(figure.place.node)[..figure.place.start as usize];
    let before = before.trim_end().trim_end_matches(['，', ',', '：', ':']);
    let chars: Vec<char> = before.chars().rev().take_while(|c| is_han(*c)).collect();
    let words: String = chars.into_iter().rev().collect();
    let own = if figure.label.is_empty() { words.as_str() } else { figure.label.as_str() };
    own.chars().count() >= MIN_CHARS
        && (name.ends_with(own) || name.trim_end_matches('率').ends_with(own))
}

/// The amount of the same section whose label ends with the words of the formula.
fn operand(cx: &Context, rate: FigureId, words: &str) -> Option<FigureId> {
    let section = |id: FigureId| {
        let node = cx.figure(id).place.node;
        cx.facts.outline.entry_of(node).ok_or(node)
    };
    let named = |id: &FigureId| {
        let figure = cx.figure(*id);
        section(*id) == section(rate)
            && figure.depth == 0
            && figure.quantity.unit != Unit::Percent
            && (figure.label.ends_with(words) || figure.lead.ends_with(words))
    };
    let mut found = (0..rate).filter(named);
    let first = found.next()?;
    // Two amounts of that name leave it open which one is meant.
    found.next().is_none().then_some(first)
}

fn compare(
    cx: &Context,
    formula: &PrintedFormula,
    rate: FigureId,
    part: FigureId,
    whole: FigureId,
) -> Option<Finding> {
    let quantity = |id: FigureId| cx.figure(id).quantity;
    let right = quantity(part).base().checked_div(quantity(whole).base())?;
    let stated = quantity(rate);
    if (right - stated.base()).abs() <= stated.slack() + Decimal::new(1, 6) {
        return None;
    }
    let expected = stated.print_like(right);
    let expected = if stated.decimals == 0 {
        format!("{}%", jiheng_base::round_half_up(right * Decimal::ONE_HUNDRED, 2))
    } else {
        expected
    };
    let message = format!("“{}”按文中的公式应为{expected}，写为{}", formula.name, stated.text());
    let finding = Finding::new(
        "B020",
        Level::Doubt,
        cx.figure(rate).span,
        message,
        "按公式重算，或改正公式和口径",
    )
    .compare(expected.clone(), stated.text())
    .by(format!("{}÷{}＝{expected}", cx.print(part), cx.print(whole)))
    .using(formula.place, Role::Against, "公式")
    .using(cx.figure(part).span, Role::Input, "")
    .using(cx.figure(whole).span, Role::Input, "");
    // The points that rest on it are to be counted again.
    let item = cx
        .facts
        .scores
        .items
        .iter()
        .find(|i| !i.in_table && formula.name.ends_with(&i.title()) && !i.title().is_empty());
    let points = item.and_then(|i| Some(span(cx, &[i.weight?, i.score?])));
    Some(points.into_iter().fold(finding, |f, place| f.using(place, Role::Input, "据此评分")))
}
