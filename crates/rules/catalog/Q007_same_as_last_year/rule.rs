//! A table whose figures are those of the year before.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role};
use jiheng_facts::FigureId;
use jiheng_facts::table::{ColumnKind, Side};

const MIN_ROWS: usize = 3;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for side in cx.facts.tables.iter().flat_map(|t| &t.sides) {
        let Some((old, new)) = columns(cx, side) else { continue };
        let pairs: Vec<(FigureId, FigureId)> = side
            .rows
            .iter()
            .filter_map(|r| Some((r.figure(old)?, r.figure(new)?)))
            .filter(|(a, _)| !cx.figure(*a).quantity.value.is_zero())
            .collect();
        looked |= pairs.len() >= MIN_ROWS;
        let same = |(a, b): &(FigureId, FigureId)| {
            cx.figure(*a).quantity.base() == cx.figure(*b).quantity.base()
        };
        if pairs.len() >= MIN_ROWS && pairs.iter().all(same) {
            findings.extend(finding(cx, side, &pairs));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// The columns of the year before and of this year.
fn columns(cx: &Context, side: &Side) -> Option<(usize, usize)> {
    let year = cx.year()?;
    let find = |words: [String; 3]| {
        side.columns_of(ColumnKind::Amount)
            .find(|(_, c)| words.iter().any(|w| c.header.contains(w.as_str())))
            .map(|(at, _)| at)
    };
    let old = find(["上年".into(), "去年".into(), format!("{}年", year - 1)])?;
    let new = find(["本年".into(), "当年".into(), format!("{year}年")])?;
    (old != new).then_some((old, new))
}

fn finding(cx: &Context, side: &Side, pairs: &[(FigureId, FigureId)]) -> Option<Finding> {
    let node = side.rows.iter().find_map(|r| r.label_node)?;
    let place = Place::new(node, 0, cx.document.text(node).len());
    let message = format!("本年和上年的{}个数逐行相同", pairs.len());
    let places = pairs.iter().flat_map(|(a, b)| [cx.figure(*a).place, cx.figure(*b).place]);
    Some(
        Finding::new("Q007", Level::Doubt, place, message, "用本年决算数核对，照抄的重填")
            .using_all(places, Role::Input),
    )
}
