//! What a text says was reached is what the table of indicators says.

use crate::{Context, Verdict};
use jiheng_base::{Bound, Dimension, Finding, Level, Role, Words};
use jiheng_facts::FigureId;
use jiheng_facts::role::Role as Reading;
use jiheng_facts::score::ScoreItem;
use jiheng_facts::table::{ColumnKind, Row, RowKind};
use jiheng_facts::wording::squeeze;
use jiheng_law::Concept;

/// Shorter names are the end of many.
const MIN_CHARS: usize = 4;
/// What is told of a part of the year is no actual value of the year.
static PARTS_OF_YEAR: Words = Words::new(&["月", "季度", "上半年", "下半年", "截至"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for side in cx.facts.tables.iter().flat_map(|t| &t.sides) {
        for (at, _) in side.columns_of(ColumnKind::Actual) {
            for row in side.rows.iter().filter(|r| r.kind == RowKind::Item) {
                let Some(cell) = row.figure(at) else { continue };
                let told = told(cx, row, cell);
                looked |= !told.is_empty();
                if told.iter().any(|id| agree(cx, *id, cell)) || is_told_at_length(cx, row, cell) {
                    continue;
                }
                findings.extend(told.first().map(|prose| finding(cx, row, *prose, cell)));
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

/// The figures of the text that give the actual value of a row.
fn told(cx: &Context, row: &Row, cell: FigureId) -> Vec<FigureId> {
    let dimension = cx.figure(cell).quantity.dimension();
    let states = |id: &FigureId| {
        let figure = cx.figure(*id);
        // 2022年支出9.60万元，变动率-2.50%: a change against that year is one of this year.
        let is_change = ["变动率", "变化率"].iter().any(|w| row.label.ends_with(w));
        (cx.is_of_this_year(*id) || is_change)
            && !figure.in_table
            && figure.depth == 0
            && !figure.quoted
            && figure.quantity.bound == Bound::Exact
            && figure.quantity.dimension() == dimension
            && !PARTS_OF_YEAR.any_in(&figure.lead)
    };
    let ids = (0..cx.facts.figures.len()).filter(states);
    match dimension {
        Dimension::Rate => ids.filter(|id| bears(cx, *id, &row.label)).collect(),
        Dimension::Money if tells_carried_out(&row.label) => {
            let is_carried = |id: &FigureId| {
                cx.facts.concepts[*id] == Some(Concept::CarriedOut)
                    && cx.facts.roles[*id] == Reading::Plain
            };
            ids.filter(is_carried).collect()
        }
        _ => Vec::new(),
    }
}

/// A rate with the name of the row: its own, or with that of its item before it.
fn bears(cx: &Context, id: FigureId, name: &str) -> bool {
    let is_long = name.chars().count() >= MIN_CHARS && name.ends_with(['率', '度']);
    let label = &cx.figure(id).label;
    // 政府采购执行率：采购预算…，执行率…
    let by_item = || {
        let items = &cx.facts.scores.items;
        let is_own = |i: &&ScoreItem| !i.in_table && i.figures.contains(&id);
        label.chars().count() > 1
            && name.ends_with(label.as_str())
            && items.iter().find(is_own).is_some_and(|i| i.title() == name)
    };
    // 5.“三公”经费。…控制率93.60% is a “三公”经费控制率.
    let by_heading = || {
        let outline = &cx.facts.outline;
        let entry = outline.entry_of(cx.figure(id).place.node);
        let title = entry.map_or_else(String::new, |e| squeeze(&outline.entries[e].title));
        !title.is_empty() && name.strip_prefix(title.as_str()) == Some(label.as_str())
    };
    let is_named = || label == name || by_item() || by_heading();
    is_long && cx.facts.roles[id] == Reading::Rate && is_named()
}

/// 全部资金预算完成率98.40%: where a longer name agrees with the row, the row is of that.
fn is_told_at_length(cx: &Context, row: &Row, cell: FigureId) -> bool {
    (0..cx.facts.figures.len()).any(|id| {
        let figure = cx.figure(id);
        let names = figure.label.ends_with(row.label.as_str());
        !figure.in_table && names && agree(cx, id, cell)
    })
}

/// 结转结余控制 in 万元 gives what is carried out.
fn tells_carried_out(label: &str) -> bool {
    ["结转结余", "年末结转", "年末结余"].iter().any(|w| label.starts_with(w))
}

fn agree(cx: &Context, prose: FigureId, cell: FigureId) -> bool {
    let (a, b) = (cx.figure(prose).quantity, cx.figure(cell).quantity);
    a.agrees(b)
}

fn finding(cx: &Context, row: &Row, prose: FigureId, cell: FigureId) -> Finding {
    let (told, stated) = (cx.print(prose), cx.print(cell));
    let message = format!("“{}”正文为{told}，表中实际值为{stated}", row.label);
    let action = "核对原始数据，统一正文和表格";
    Finding::new("C060", Level::Error, cx.figure(prose).span, message, action)
        .compare(stated, told)
        .using(cx.figure(cell).place, Role::Against, "表中")
}
