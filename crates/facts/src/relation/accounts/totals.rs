//! 本年收入合计 + what was carried in = 总计, on both sides of the tables of totals.

use super::super::{Relation, RelationKind};
use super::sum;
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::table::{ColumnKind, DataTable, Row, RowKind, Side};
use jiheng_base::words;

pub(super) fn find(table: &DataTable, found: &mut Vec<Relation>) {
    for side in &table.sides {
        let Some(annual) = side.rows.iter().position(is_annual) else { continue };
        let total = side.rows.iter().rposition(is_grand_total).filter(|at| *at > annual);
        let amounts = side.columns.iter().enumerate().filter(|(_, c)| c.kind == ColumnKind::Amount);
        for (at, column) in amounts {
            let name = |row: &Row| format!("{}{}", row.label, column.header);
            let figures = |rows: Vec<&Row>| -> Vec<FigureId> {
                rows.into_iter().filter_map(|r| r.figure(at)).collect()
            };
            let head = &side.rows[annual];
            if let Some(claimed) = head.figure(at) {
                let parts = figures(outer(&side.rows[..annual]));
                found.extend(sum(RelationKind::Column, claimed, parts, name(head), true));
            }
            let Some(total) = total else { continue };
            let between = &side.rows[annual + 1..total];
            for (carried, parts) in divided(between) {
                let Some(claimed) = carried.figure(at) else { continue };
                let parts = figures(parts);
                found.extend(sum(RelationKind::Column, claimed, parts, name(carried), true));
            }
            if let (Some(claimed), Some(annual)) = (side.rows[total].figure(at), head.figure(at)) {
                let carried = figures(between.iter().filter(|r| is_carried(r)).collect());
                let parts = std::iter::once(annual).chain(carried).collect();
                let what = name(&side.rows[total]);
                found.extend(sum(RelationKind::Column, claimed, parts, what, true));
            }
        }
    }
    found.extend(both_sides(table));
}

fn is_annual(row: &Row) -> bool {
    words!["本年收入合计", "本年支出合计"].any_in(&row.label)
}

fn is_grand_total(row: &Row) -> bool {
    row.kind == RowKind::Total && row.label.ends_with("总计")
}

/// Rows that are no part of the one above them.
fn outer(rows: &[Row]) -> Vec<&Row> {
    let chinese = |r: &&Row| r.label.split('、').next().is_some_and(is_chinese_number);
    let numbered: Vec<&Row> = rows.iter().filter(chinese).collect();
    if !numbered.is_empty() {
        return numbered;
    }
    rows.iter().filter(|r| !r.label.contains("其中")).collect()
}

fn is_chinese_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "一二三四五六七八九十".contains(c))
}

/// 年初结转和结余, 使用非财政拨款结余, 结余分配, but none of their own parts.
fn is_carried(row: &Row) -> bool {
    let label = row.label.as_str();
    let opens = ["年初", "年末", "上年", "使用", "动用", "用事业基金", "结余分配", "结转下年"];
    opens.iter().any(|w| label.starts_with(w))
}

/// What was carried, with the numbered rows behind it that divide it.
fn divided(rows: &[Row]) -> Vec<(&Row, Vec<&Row>)> {
    let mut found = Vec::new();
    for (at, carried) in rows.iter().enumerate().filter(|(_, r)| is_carried(r)) {
        let number = |r: &&Row| r.label.split('、').next().is_some_and(is_chinese_number);
        found.push((carried, rows[at + 1..].iter().take_while(number).collect()));
    }
    found
}

/// 收入总计 is 支出总计.
fn both_sides(table: &DataTable) -> Option<Relation> {
    let total = |word: &str| {
        let is_of = |s: &&Side| s.rows.iter().any(|r| r.label.contains(word));
        let side = table.sides.iter().find(is_of)?;
        let row = side.rows.iter().rfind(|r| is_grand_total(r))?;
        (0..side.columns.len()).find_map(|at| row.figure(at))
    };
    let (income, spending) = (total("本年收入合计")?, total("本年支出合计")?);
    let what = "支出总计与收入总计".to_owned();
    Some(Relation::new(RelationKind::Across, spending, what).reading(Expr::Figure(income), true))
}
