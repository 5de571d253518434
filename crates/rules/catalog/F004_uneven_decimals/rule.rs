//! Amounts of one unit have the same number of decimals.

use crate::{Context, Verdict};
use jiheng_base::{Bound, Finding, Level, Role, Unit};
use jiheng_facts::{Figure, FigureId};
use std::collections::BTreeMap;

/// Fewer amounts show no habit.
const LEAST: usize = 10;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut by_unit: Vec<(Unit, BTreeMap<u32, FigureId>, usize)> = Vec::new();
    for id in cx.plain_money().filter(|id| cx.figure(*id).quantity.bound == Bound::Exact) {
        let quantity = cx.figure(id).quantity;
        let at =
            by_unit.iter().position(|(unit, _, _)| *unit == quantity.unit).unwrap_or_else(|| {
                by_unit.push((quantity.unit, BTreeMap::new(), 0));
                by_unit.len() - 1
            });
        by_unit[at].1.entry(quantity.decimals).or_insert(id);
        by_unit[at].2 += 1;
    }
    let looked = by_unit.iter().any(|(_, _, count)| *count >= LEAST);
    let findings = by_unit
        .iter()
        .filter(|(_, kinds, count)| *count >= LEAST && kinds.len() > 1)
        .filter_map(|(unit, kinds, _)| {
            let examples: Vec<&Figure> = kinds.values().map(|id| cx.figure(*id)).collect();
            let (first, rest) = examples.split_first()?;
            let digits: Vec<String> = kinds.keys().map(ToString::to_string).collect();
            let message =
                format!("以{}为单位的金额，小数位数有{}位之别", unit.text(), digits.join("、"));
            Some(
                Finding::new("F004", Level::Note, first.span, message, "统一保留两位小数")
                    .using_all(rest.iter().map(|f| f.span), Role::Fault),
            )
        })
        .collect();
    Verdict::of_looked(findings, looked)
}
