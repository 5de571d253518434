//! The unit of a table is that of the same numbers in the text.

use crate::{Context, Verdict};
use jiheng_base::{Dimension, Finding, Level, NodeId, Place, Role, Unit};
use jiheng_facts::FigureId;
use jiheng_facts::table::{ColumnKind, DataTable};

/// Fewer digits, or fewer numbers, are alike by chance.
const MIN_DIGITS: i128 = 1_000;
const MIN_ALIKE: usize = 3;

pub(super) fn check(cx: &Context) -> Verdict {
    let told: Vec<FigureId> = cx.plain_money().collect();
    let mut looked = false;
    let mut findings = Vec::new();
    for table in cx.facts.tables.iter() {
        let cells: Vec<FigureId> = amounts(cx, table);
        looked |= cells.len() >= MIN_ALIKE && !told.is_empty();
        let alike: Vec<(FigureId, FigureId)> = cells
            .iter()
            .filter_map(|cell| Some((*cell, *told.iter().find(|id| same_digits(cx, **id, *cell))?)))
            .collect();
        let agrees = |(cell, told): &(FigureId, FigureId)| {
            cx.figure(*cell).quantity.unit == cx.figure(*told).quantity.unit
        };
        if alike.len() >= MIN_ALIKE && !alike.iter().any(agrees) {
            findings.push(finding(cx, table, &alike));
        }
    }
    Verdict::of_looked(findings, looked)
}

fn amounts(cx: &Context, table: &DataTable) -> Vec<FigureId> {
    let columns = table.sides.iter().flat_map(|side| {
        side.columns_of(ColumnKind::Amount)
            .flat_map(|(at, _)| side.rows.iter().filter_map(move |r| r.figure(at)))
    });
    columns
        .filter(|id| {
            let quantity = cx.figure(*id).quantity;
            matches!(quantity.unit, Unit::Money(_))
                && quantity.value.normalize().mantissa().abs() >= MIN_DIGITS
        })
        .collect()
}

fn same_digits(cx: &Context, told: FigureId, cell: FigureId) -> bool {
    let (a, b) = (cx.figure(told).quantity, cx.figure(cell).quantity);
    a.dimension() == Dimension::Money && a.value == b.value
}

fn finding(cx: &Context, table: &DataTable, alike: &[(FigureId, FigureId)]) -> Finding {
    let (cell, told) = alike[0];
    let (own, other) = (cx.figure(cell).quantity, cx.figure(told).quantity);
    let node: NodeId = table.first;
    let message = format!(
        "表以{}计，而{}个数与正文以{}计的数相同，如{}",
        own.unit.text(),
        alike.len(),
        other.unit.text(),
        other.text()
    );
    let places =
        alike.iter().flat_map(|(cell, told)| [cx.figure(*cell).place, cx.figure(*told).span]);
    Finding::new(
        "U007",
        Level::Doubt,
        Place::new(node, 0, cx.document.text(node).len()),
        message,
        "核对后改正表或正文的单位",
    )
    .using_all(places, Role::Against)
}
