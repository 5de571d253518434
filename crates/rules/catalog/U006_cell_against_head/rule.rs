//! A cell keeps to the unit of its table.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Unit, Words};
use jiheng_facts::table::{Column, ColumnKind};

/// Columns that are told in yuan by their nature.
static OWN_UNIT: Words = Words::new(&["标准", "单价", "人均", "每", "均价"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for table in &cx.facts.tables {
        let Some(money) = table.money else { continue };
        for side in &table.sides {
            for (at, column) in
                side.columns_of(ColumnKind::Amount).filter(|(_, c)| keeps_to_table(c))
            {
                for id in side.rows.iter().filter_map(|r| r.figure(at)) {
                    looked = true;
                    let figure = cx.figure(id);
                    let Unit::Money(own) = figure.quantity.unit else { continue };
                    if own != money && !column.header.contains(own.text()) {
                        let message =
                            format!("表以{}计，这一格写{}", money.text(), figure.quantity.text());
                        findings.push(Finding::new(
                            "U006",
                            Level::Doubt,
                            figure.place,
                            message,
                            "按表的单位换算",
                        ));
                    }
                }
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

fn keeps_to_table(column: &Column) -> bool {
    !OWN_UNIT.any_in(&column.header)
}
