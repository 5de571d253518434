//! Rates and shares in the cells of a table.

use super::super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::index::Index;
use crate::table::{Column, ColumnKind, Row, RowKind, Side};
use jiheng_base::{Dimension, words};
use jiheng_law::RateDefinitions;

pub(super) fn rates(context: &Context, side: &Side, at: usize, column: &Column) -> Vec<Relation> {
    let is_share = words!["占比", "比重", "比例"].any_in(&column.header);
    let usual = usual_pair(&context.index, side, at);
    side.rows
        .iter()
        .filter_map(|row| {
            let claimed =
                row.figure(at).filter(|id| context.index.dimension(*id) == Dimension::Rate)?;
            let what = format!("{}{}", row.label, column.header);
            let mut relation = Relation::new(RelationKind::Cell, claimed, what);
            if let Some((part, whole)) = usual
                && let (Some(part), Some(whole)) = (row.figure(part), row.figure(whole))
            {
                relation = relation.reading(Expr::ratio(part, whole), true);
            }
            let mut relation = if is_share {
                share_of_total(side, row, at, relation)
            } else {
                rate_of_row(context.rates, side, row, column, relation)
            };
            // Where the rows themselves show what is divided, the words only excuse.
            if usual.is_some() {
                relation.readings.iter_mut().skip(1).for_each(|r| r.sure = false);
            }
            (!relation.readings.is_empty()).then_some(relation)
        })
        .collect()
}

/// The two columns whose quotient most of the rates of a column are.
fn usual_pair(index: &Index, side: &Side, at: usize) -> Option<(usize, usize)> {
    const LEAST_ROWS: usize = 2;
    // 得分率 divides points.
    let of_points = side.columns[at].header.contains("得分率");
    let is_points = |c: &Column| matches!(c.kind, ColumnKind::Score | ColumnKind::Weight);
    let amounts: Vec<usize> = if of_points {
        (0..side.columns.len()).filter(|i| is_points(&side.columns[*i])).collect()
    } else {
        amount_columns(side).map(|(i, _)| i).collect()
    };
    let explained = |part: usize, whole: usize| {
        let agrees = |row: &&Row| {
            let (Some(part), Some(whole)) = (row.figure(part), row.figure(whole)) else {
                return false;
            };
            row.figure(at).is_some_and(|rate| {
                let printed = index.figures[rate].quantity;
                let value = Expr::ratio(part, whole).value(index.figures);
                value.is_some_and(|v| (v - printed.base()).abs() <= printed.slack())
            })
        };
        side.rows.iter().filter(agrees).count()
    };
    let rows = side.rows.iter().filter(|r| r.figure(at).is_some()).count();
    let pairs = amounts.iter().flat_map(|p| amounts.iter().map(move |w| (*p, *w)));
    let best = pairs
        .filter(|(part, whole)| part != whole)
        .map(|(part, whole)| (explained(part, whole), (part, whole)))
        .max_by_key(|(count, _)| *count)?;
    (best.0 >= LEAST_ROWS && best.0 * 2 > rows).then_some(best.1)
}

pub(super) fn amount_columns(side: &Side) -> impl Iterator<Item = (usize, &Column)> {
    let is_amount = |c: &Column| matches!(c.kind, ColumnKind::Amount | ColumnKind::Count);
    side.columns.iter().enumerate().filter(move |(_, c)| is_amount(c))
}

/// The share of a row in the total row, by the amounts of the column before the share.
fn share_of_total(side: &Side, row: &Row, at: usize, mut relation: Relation) -> Relation {
    let Some(total) = side.rows.iter().find(|r| r.kind == RowKind::Total) else { return relation };
    let mut columns: Vec<usize> = amount_columns(side).map(|(i, _)| i).collect();
    // The nearest column to the left of the share is meant, then the others.
    columns.sort_by_key(|i| (*i > at, at.abs_diff(*i)));
    for (rank, column) in columns.into_iter().enumerate() {
        if let (Some(part), Some(whole)) = (row.figure(column), total.figure(column)) {
            relation = relation.reading(Expr::ratio(part, whole), rank == 0);
        }
    }
    relation
}

/// A named rate of the row, by the heads of the other columns.
fn rate_of_row(
    definitions: &RateDefinitions,
    side: &Side,
    row: &Row,
    column: &Column,
    mut relation: Relation,
) -> Relation {
    let name = column.header.split(['（', '(']).next().unwrap_or("");
    let Some(definition) = definitions.of(name) else { return relation };
    let amounts: Vec<(usize, &Column)> = amount_columns(side).collect();
    let find = |words: &[String]| {
        words.iter().find_map(|w| {
            amounts.iter().find(|(_, c)| c.header.contains(w.as_str())).map(|(i, _)| *i)
        })
    };
    let named =
        find(&definition.part).zip(find(&definition.whole)).filter(|(part, whole)| part != whole);
    if let Some((part, whole)) = named
        && let (Some(part), Some(whole)) = (row.figure(part), row.figure(whole))
    {
        relation = relation.reading(Expr::ratio(part, whole), true);
        for (i, _) in &amounts {
            for (j, _) in &amounts {
                if let (Some(a), Some(b), true) = (row.figure(*i), row.figure(*j), i != j) {
                    relation = relation.reading(Expr::ratio(a, b), false);
                }
            }
        }
    }
    relation
}
