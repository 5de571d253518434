//! Among amounts in a row, each has its unit.

use crate::{Context, Verdict};
use jiheng_base::{Dimension, Finding, Level, Role, Unit};
use jiheng_facts::lex::Separator;
use jiheng_facts::{Figure, FigureId};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let row: Vec<FigureId> = sentence
            .figures
            .clone()
            .filter(|id| cx.figure(*id).depth == 0 && !cx.figure(*id).in_table)
            .collect();
        looked |= row.iter().any(|id| is_money(cx.figure(*id)));
        for (at, id) in row.iter().enumerate() {
            if lacks_unit(cx, *id) && stands_among_money(cx, &row, at) {
                findings.push(finding(cx, *id, row[at - 1]));
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

fn is_money(figure: &Figure) -> bool {
    figure.quantity.dimension() == Dimension::Money
}

/// A number with decimals, a name before it and nothing behind it.
fn lacks_unit(cx: &Context, id: FigureId) -> bool {
    let figure = cx.figure(id);
    figure.quantity.unit == Unit::Bare
        && figure.quantity.decimals > 0
        && figure.tail.is_empty()
        && figure.lead.chars().count() >= 2
        && figure.label == figure.lead
}

/// The amount before it and another one beside it are items of the same row.
fn stands_among_money(cx: &Context, row: &[FigureId], at: usize) -> bool {
    let joined =
        |id: FigureId| matches!(cx.figure(id).after, Some(Separator::Item | Separator::Clause));
    let Some(before) = at.checked_sub(1).map(|i| row[i]) else { return false };
    let beside = row
        .get(at + 1)
        .filter(|id| joined(**id))
        .or_else(|| at.checked_sub(2).map(|i| &row[i]).filter(|_| joined(before)));
    joined(row[at])
        && is_money(cx.figure(before))
        && beside.is_some_and(|id| cx.figure(*id).quantity.unit == cx.figure(before).quantity.unit)
}

fn finding(cx: &Context, id: FigureId, before: FigureId) -> Finding {
    let figure = cx.figure(id);
    let unit = cx.figure(before).quantity.unit.text();
    let right = format!("{}{unit}", figure.quantity.text());
    let message =
        format!("“{}{}”缺少单位，并列的金额以{unit}计", figure.label, figure.quantity.text());
    Finding::new("U004", Level::Doubt, figure.span, message, "补上单位")
        .compare(right, figure.quantity.text())
        .using(cx.figure(before).span, Role::Against, "")
}
