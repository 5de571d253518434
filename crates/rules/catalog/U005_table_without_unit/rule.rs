//! A table of money says in which unit.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Unit, Words};
use jiheng_facts::table::{ColumnKind, DataTable};
use std::cell::LazyCell;

static FOR_ALL: Words = Words::new(&[
    "金额单位均为",
    "单位均为",
    "金额单位：",
    "单位：万元",
    "单位：元",
    "以万元为单位",
    "以元为单位",
]);
/// A single bare number may be no amount.
const MIN_CELLS: usize = 2;

pub(super) fn check(cx: &Context) -> Verdict {
    let told = LazyCell::new(|| {
        cx.texts().any(|(_, text)| {
            let squeezed = jiheng_facts::wording::squeeze(text);
            FOR_ALL.any_in(&squeezed)
        })
    });
    let mut looked = false;
    let mut findings = Vec::new();
    for table in &cx.facts.tables {
        let (all, bare) = amounts(cx, table);
        looked |= all >= MIN_CELLS;
        if all >= MIN_CELLS && bare == all && !*told {
            let node = first_words(cx, table);
            let place = Place::new(node, 0, cx.document.text(node).len());
            let message = "表中的金额没有写明单位";
            findings.push(Finding::new(
                "U005",
                Level::Doubt,
                place,
                message,
                "在表的右上角注明单位",
            ));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// How many cells hold amounts with decimals, and how many of them without a unit.
fn amounts(cx: &Context, table: &DataTable) -> (usize, usize) {
    let cells = table.sides.iter().flat_map(|side| {
        side.columns_of(ColumnKind::Amount)
            .flat_map(|(at, _)| side.rows.iter().filter_map(move |r| r.figure(at)))
    });
    let quantities: Vec<_> =
        cells.map(|id| cx.figure(id).quantity).filter(|q| q.decimals > 0).collect();
    (quantities.len(), quantities.iter().filter(|q| q.unit == Unit::Bare).count())
}

/// The first cell with words.
fn first_words(cx: &Context, table: &DataTable) -> NodeId {
    (table.first.0..)
        .map(NodeId)
        .take_while(|n| n.index() < cx.document.nodes.len())
        .find(|n| !cx.document.text(*n).trim().is_empty())
        .unwrap_or(table.first)
}
