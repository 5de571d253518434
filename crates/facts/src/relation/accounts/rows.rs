//! The total of a row, by the heads of its columns.

use super::super::{Relation, RelationKind};
use super::sum;
use crate::accounts::{StatementKind as Kind, column_with};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::table::{DataTable, Row, Side};

pub(super) fn find(kind: Kind, table: &DataTable, found: &mut Vec<Relation>) {
    for side in &table.sides {
        let Some((total, parts)) = columns(kind, side) else { continue };
        for row in &side.rows {
            let Some(claimed) = row.figure(total) else { continue };
            let figures = parts.iter().filter_map(|at| row.figure(*at)).collect();
            let what = format!("{}{}", row.label, side.columns[total].header);
            found.extend(sum(RelationKind::Row, claimed, figures, what, true));
            found.extend(carried_out(kind, side, row, total));
        }
    }
}

/// The column that adds up others, and those.
fn columns(kind: Kind, side: &Side) -> Option<(usize, Vec<usize>)> {
    let ends = |words: &'static [&str]| {
        side.columns.iter().position(|c| words.iter().any(|w| c.header.ends_with(w)))
    };
    let with = |words: &[&str]| words.iter().filter_map(|w| column_with(side, &[w])).collect();
    match kind {
        Kind::Income => {
            let total = ends(&["合计", "总计"])?;
            let is_part = |(at, head): (usize, &str)| at > total && !head.contains("其中");
            let heads = side.columns.iter().map(|c| c.header.as_str()).enumerate();
            Some((total, heads.filter(|h| is_part(*h)).map(|(at, _)| at).collect()))
        }
        Kind::Spending => {
            let parts = with(&["基本支出", "项目支出", "上缴上级", "经营支出", "附属单位"]);
            Some((ends(&["合计", "小计", "总计"])?, parts))
        }
        Kind::PublicSpending | Kind::Fund | Kind::StateCapital => {
            let total = ends(&["合计", "小计", "本年支出"])?;
            Some((total, with(&["基本支出", "项目支出"])))
        }
        Kind::GrantTotals => {
            let total = ends(&["合计", "小计"])?;
            Some((total, with(&["一般公共预算", "政府性基金", "国有资本经营"])))
        }
        Kind::Totals | Kind::BasicSpending | Kind::ThreePublic => None,
    }
}

/// 年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余 of a fund.
fn carried_out(kind: Kind, side: &Side, row: &Row, spent: usize) -> Option<Relation> {
    if kind != Kind::Fund {
        return None;
    }
    let figure = |words: &[&str]| row.figure(column_with(side, words)?);
    let claimed = figure(&["年末"])?;
    let income: Vec<FigureId> =
        [figure(&["年初"]), figure(&["收入"])].into_iter().flatten().collect();
    let expr = Expr::minus(Expr::sum(income), Expr::Figure(row.figure(spent)?));
    let what = format!("{}年末结转和结余", row.label);
    Some(Relation::new(RelationKind::Flow, claimed, what).reading(expr, true))
}
