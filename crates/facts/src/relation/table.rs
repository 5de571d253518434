//! What the cells of a table have to do with each other: sums down, sums across, rates.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::table::{Column, ColumnKind, Row, RowKind, Side};
use jiheng_base::{Bound, Decimal, Dimension};
use jiheng_law::RateDefinitions;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    for side in context.tables.iter().flat_map(|t| &t.sides) {
        for (at, column) in side.columns.iter().enumerate() {
            match column.kind {
                ColumnKind::Score if side.columns_of(ColumnKind::Weight).next().is_none() => {
                    found.extend(averages(&context.index, side, at, column));
                }
                ColumnKind::Amount
                | ColumnKind::Count
                | ColumnKind::Weight
                | ColumnKind::Score
                | ColumnKind::Deducted => {
                    found.extend(column_sums(side, at, column));
                }
                ColumnKind::Rate => found.extend(rates(context, side, at, column)),
                _ => {}
            }
        }
        for row in &side.rows {
            found.extend(row_sums(&context.index, side, row));
        }
    }
}

/// Each total row of a column: all rows above it, those since the last subtotal, the subtotals, or
/// the rows of the outermost level.
fn column_sums(side: &Side, at: usize, column: &Column) -> Vec<Relation> {
    let mut found = Vec::new();
    for (row_at, row) in side.rows.iter().enumerate() {
        let (Some(claimed), true) = (row.figure(at), row.kind != RowKind::Item) else { continue };
        let above = &side.rows[..row_at];
        let ways = [
            figures(above.iter().filter(|r| r.kind == RowKind::Item), at),
            figures(since_last_total(above).iter(), at),
            figures(above.iter().filter(|r| r.kind == RowKind::Subtotal), at),
            figures(outermost(above).into_iter(), at),
        ];
        let what = format!("{}{}", column.header, row.label);
        let mut relation = Relation::new(RelationKind::Column, claimed, what);
        for (rank, way) in ways.into_iter().filter(|w| w.len() > 1).enumerate() {
            relation = relation.reading(Expr::sum(way), rank == 0);
        }
        if !relation.readings.is_empty() {
            found.push(relation);
        }
    }
    found
}

/// Scores without weights are not added but averaged, plainly or weighted with the money.
fn averages(index: &Index, side: &Side, at: usize, column: &Column) -> Option<Relation> {
    let total = side.rows.iter().find(|r| r.kind == RowKind::Total)?;
    let claimed = total.figure(at)?;
    let items: Vec<&Row> = side.rows.iter().filter(|r| r.kind == RowKind::Item).collect();
    let scores = figures(items.iter().copied(), at);
    let says_weighted = total.text(at).contains("加权");
    let mut relation =
        Relation::new(RelationKind::Average, claimed, format!("{}平均", column.header));
    for (rank, (money, _)) in side.columns_of(ColumnKind::Amount).enumerate() {
        let products: Vec<(FigureId, FigureId)> =
            items.iter().filter_map(|r| Some((r.figure(money)?, r.figure(at)?))).collect();
        if products.len() == scores.len() && !products.is_empty() {
            relation = relation.reading(weighted(&products), says_weighted && rank == 0);
        }
    }
    let count = Expr::Number(Decimal::from(scores.len()));
    let plain = index.figures[claimed].quantity.bound == Bound::Exact && !scores.is_empty();
    relation = relation.reading(Expr::over(Expr::sum(scores), count), false);
    plain.then_some(relation)
}

fn weighted(products: &[(FigureId, FigureId)]) -> Expr {
    let terms = products.iter().map(|(w, s)| Expr::times(Expr::Figure(*w), Expr::Figure(*s)));
    Expr::over(Expr::Sum(terms.collect()), Expr::sum(products.iter().map(|(w, _)| *w)))
}

fn figures<'a>(rows: impl Iterator<Item = &'a Row>, at: usize) -> Vec<FigureId> {
    rows.filter_map(|r| r.figure(at)).collect()
}

fn since_last_total(rows: &[Row]) -> &[Row] {
    let start = rows.iter().rposition(|r| r.kind != RowKind::Item).map_or(0, |at| at + 1);
    &rows[start..]
}

/// Rows of the outermost level: Chinese ordinals (一、二、) before Arabic ones, the shortest codes.
fn outermost(rows: &[Row]) -> Vec<&Row> {
    let items: Vec<&Row> = rows.iter().filter(|r| r.kind == RowKind::Item).collect();
    let is_chinese =
        |r: &&&Row| r.number.starts_with(|c: char| "一二三四五六七八九十（".contains(c));
    let chinese: Vec<&Row> = items.iter().filter(is_chinese).copied().collect();
    if !chinese.is_empty() && chinese.len() < items.len() {
        return chinese;
    }
    let coded = |r: &&&Row| !r.number.is_empty() && r.number.bytes().all(|b| b.is_ascii_digit());
    let shortest = items.iter().filter(coded).map(|r| r.number.len()).min();
    let Some(shortest) = shortest.filter(|n| *n >= 3) else { return Vec::new() };
    items.into_iter().filter(|r| r.number.len() == shortest).collect()
}

/// 合计 across a row: the amounts behind it, or those before it.
fn row_sums(index: &Index, side: &Side, row: &Row) -> Vec<Relation> {
    let is_total = |c: &Column| {
        let name = c.header.split(['（', '(']).next().unwrap_or("");
        name.ends_with("合计") || name.ends_with("小计") || name.ends_with("总计")
    };
    let amounts: Vec<(usize, &Column)> = side.columns_of(ColumnKind::Amount).collect();
    let mut found = Vec::new();
    for (position, (at, column)) in amounts.iter().enumerate() {
        let Some(claimed) = row.figure(*at).filter(|_| is_total(column)) else { continue };
        let plain = |columns: &[(usize, &Column)]| -> Vec<FigureId> {
            columns
                .iter()
                .take_while(|(_, c)| !is_total(c))
                .filter_map(|(at, _)| row.figure(*at))
                .collect()
        };
        let behind = plain(&amounts[position + 1..]);
        let mut reversed: Vec<_> = amounts[..position].to_vec();
        reversed.reverse();
        let before = plain(&reversed);
        let mut ways = [before, behind];
        // A total that stands first has its parts behind it.
        if position == 0 {
            ways.reverse();
        }
        let mut relation =
            Relation::new(RelationKind::Row, claimed, format!("{}{}", row.label, column.header));
        for (rank, way) in ways.into_iter().filter(|w| w.len() > 1).enumerate() {
            relation = relation.reading(Expr::sum(way), rank == 0);
        }
        let exact = index.figures[claimed].quantity.bound == Bound::Exact;
        if exact && !relation.readings.is_empty() {
            found.push(relation);
        }
    }
    found
}

fn rates(context: &Context, side: &Side, at: usize, column: &Column) -> Vec<Relation> {
    let is_share = ["占比", "比重", "比例"].iter().any(|w| column.header.contains(w));
    side.rows
        .iter()
        .filter_map(|row| {
            let claimed =
                row.figure(at).filter(|id| context.index.dimension(*id) == Dimension::Rate)?;
            let what = format!("{}{}", row.label, column.header);
            let relation = Relation::new(RelationKind::Cell, claimed, what);
            let relation = if is_share {
                share_of_total(side, row, at, relation)
            } else {
                rate_of_row(context.rates, side, row, column, relation)
            };
            (!relation.readings.is_empty()).then_some(relation)
        })
        .collect()
}

/// The share of a row in the total row, by the amounts of the column before the share.
fn share_of_total(side: &Side, row: &Row, at: usize, mut relation: Relation) -> Relation {
    let Some(total) = side.rows.iter().find(|r| r.kind == RowKind::Total) else { return relation };
    let amounts = side
        .columns
        .iter()
        .enumerate()
        .filter(|(_, c)| matches!(c.kind, ColumnKind::Amount | ColumnKind::Count));
    let mut columns: Vec<usize> = amounts.map(|(i, _)| i).collect();
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
    let amounts: Vec<(usize, &Column)> = side
        .columns
        .iter()
        .enumerate()
        .filter(|(_, c)| matches!(c.kind, ColumnKind::Amount | ColumnKind::Count))
        .collect();
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
