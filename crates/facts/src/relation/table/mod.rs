//! What the cells of a table have to do with each other: sums down, sums across, rates.

mod differences;
mod rates;
mod rows;
mod sources;

use super::parts::is_slip_sized;
use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::table::{Column, ColumnKind, DataTable, Row, RowKind, Side, TablePart};
use differences::differences;
use jiheng_base::{Bound, Decimal, Dimension, Words};
use rates::rates;
use rows::row_sums;
use sources::sources;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let is_statement = |at: usize| context.statements.iter().any(|s| s.table == at);
    // The tables of final accounts have identities of their own.
    let tables = context.tables.iter().enumerate().filter(|(at, _)| !is_statement(*at));
    let sides = tables.flat_map(|(_, t)| t.sides.iter().map(move |s| (t.part, s)));
    let is_divided = holds_points_with_money(context.tables);
    for (part, side) in sides {
        for (at, column) in side.columns.iter().enumerate() {
            match column.kind {
                // The points of a form lie in two of its tables; its total is that of all.
                ColumnKind::Weight | ColumnKind::Score
                    if part == TablePart::Money || part != TablePart::None && is_divided => {}
                ColumnKind::Amount if part == TablePart::Money => {
                    found.extend(sources(&context.index, side, at, column));
                }
                ColumnKind::Score if side.columns_of(ColumnKind::Weight).next().is_none() => {
                    found.extend(averages(&context.index, side, at, column));
                }
                ColumnKind::Amount
                | ColumnKind::Count
                | ColumnKind::Weight
                | ColumnKind::Score
                | ColumnKind::Deducted => {
                    found.extend(column_sums(&context.index, side, at, column));
                }
                ColumnKind::Rate => found.extend(rates(context, side, at, column)),
                _ => {}
            }
            if matches!(column.kind, ColumnKind::Amount | ColumnKind::Count) {
                found.extend(differences(&context.index, side, at, column));
            }
        }
        for row in &side.rows {
            found.extend(row_sums(&context.index, side, row));
        }
    }
}

/// A table of money with points of its own.
fn holds_points_with_money(tables: &[DataTable]) -> bool {
    let is_points = |c: &Column| matches!(c.kind, ColumnKind::Weight | ColumnKind::Score);
    let money = tables.iter().filter(|t| t.part == TablePart::Money);
    money.flat_map(|t| &t.sides).any(|side| side.columns.iter().any(is_points))
}

/// Where rows are added up too, all amounts of a table are as fine as the finest one.
fn finest(index: &Index, side: &Side, claimed: FigureId) -> Option<Decimal> {
    side.columns.iter().find(|c| is_total(c))?;
    let unit = index.figures[claimed].quantity.unit;
    let all = side.rows.iter().flat_map(|r| &r.cells).flatten().filter_map(|c| c.figure);
    let same = all.map(|id| index.figures[id].quantity).filter(|q| q.unit == unit);
    same.map(|q| q.slack()).min()
}

/// 合计 at the head of a column.
fn is_total(column: &Column) -> bool {
    let name = column.header.split(['（', '(']).next().unwrap_or("");
    ["合计", "小计", "总计"].iter().any(|w| name.ends_with(w))
        || matches!(name, "总额" | "总金额" | "资金总额")
}

/// 完成年初预算 in percent is a rate of each row; only shares of one whole are added up.
fn is_own_rate(index: &Index, side: &Side, at: usize, column: &Column) -> bool {
    static SHARES: Words = Words::new(&["占", "比重", "比例", "构成", "结构", "份额", "权重"]);
    let mut told = side.rows.iter().filter_map(|row| row.figure(at));
    let in_percent = told.next().is_some_and(|id| index.dimension(id) == Dimension::Rate);
    in_percent && !SHARES.any_in(&column.header)
}

/// 生均执行（元）, 平均单价: what is told of each is not added up.
fn is_of_each(column: &Column) -> bool {
    static OF_EACH: Words =
        Words::new(&["生均", "人均", "户均", "亩均", "平均", "每", "单价", "均价", "单位成本"]);
    OF_EACH.any_in(&column.header)
}

/// Each total row of a column: all rows above it, those since the last subtotal, the subtotals, or
/// the rows of the outermost level.
fn column_sums(index: &Index, side: &Side, at: usize, column: &Column) -> Vec<Relation> {
    let mut found = Vec::new();
    if is_of_each(column) || is_own_rate(index, side, at, column) {
        return found;
    }
    let is_points = matches!(column.kind, ColumnKind::Weight | ColumnKind::Score);
    let leaves_out = is_points && omits_execution(index, side);
    for (row_at, row) in side.rows.iter().enumerate() {
        let (Some(claimed), true) = (row.figure(at), row.kind != RowKind::Item) else { continue };
        if leaves_out && row.kind == RowKind::Total {
            continue;
        }
        let above = &side.rows[..row_at];
        let mut ways = [
            figures(above.iter().filter(|r| r.kind == RowKind::Item), at),
            figures(since_last_total(above).iter(), at),
            figures(above.iter().filter(|r| r.kind == RowKind::Subtotal), at),
            figures(outermost(above).into_iter(), at),
            figures(last_total_and_unnumbered(above).into_iter(), at),
        ];
        let is_next = row.kind == RowKind::Subtotal && ways[1].len() > 1;
        if is_next {
            ways.swap(0, 1);
        }
        let ways = if ways[0].len() > 1 { ways } else { Default::default() };
        let what = format!("{}{}", column.header, row.label);
        let mut relation = Relation::new(RelationKind::Column, claimed, what);
        // Weights are set, not calculated.
        let is_set = column.kind == ColumnKind::Weight;
        relation.finest = if is_set { Some(Decimal::ZERO) } else { finest(index, side, claimed) };
        // Things may be counted in more than one row, but only once in the total.
        relation.likely =
            column.kind == ColumnKind::Count && counts_twice(index, claimed, &ways[0]);
        let sure = !relation.likely;
        for (rank, way) in ways.into_iter().filter(|w| !w.is_empty()).enumerate() {
            relation = relation.reading(Expr::sum(way), rank == 0 && sure);
        }
        if !relation.readings.is_empty() {
            found.push(relation);
        }
    }
    found
}

/// 总分100 under rows of 90 points: those of the execution rate are told above the table.
fn omits_execution(index: &Index, side: &Side) -> bool {
    let Some((weight, _)) = side.columns_of(ColumnKind::Weight).next() else { return false };
    let value = |row: &Row| row.figure(weight).map(|id| index.figures[id].quantity.value);
    let total = side.rows.iter().find(|r| r.kind == RowKind::Total).and_then(value);
    let items = || side.rows.iter().filter(|r| r.kind == RowKind::Item);
    let rest = Decimal::ONE_HUNDRED - items().filter_map(value).sum::<Decimal>();
    let is_usual = [Decimal::TEN, Decimal::from(20)].contains(&rest);
    let names_it = |row: &Row| row.labels.iter().any(|l| l.contains("执行"));
    total == Some(Decimal::ONE_HUNDRED) && is_usual && !items().any(names_it)
}

/// The rows count more than the total, and by no slip of the hand.
fn counts_twice(index: &Index, total: FigureId, parts: &[FigureId]) -> bool {
    let base = |id: &FigureId| index.figures[*id].quantity.base();
    let off = parts.iter().map(base).sum::<Decimal>() - base(&total);
    off > Decimal::ZERO && !is_slip_sized(index, total, off)
}

/// 本年收入合计 with 年初结转和结余 behind it, whose own parts are numbered again.
fn last_total_and_unnumbered(rows: &[Row]) -> Vec<&Row> {
    let total = rows.iter().rposition(|r| r.kind != RowKind::Item);
    let behind = since_last_total(rows).iter().filter(|r| ordinal(r).is_empty());
    total.map(|at| &rows[at]).into_iter().chain(behind).collect()
}

/// The ordinal of a row: from its own column, else from the start of its label (一、…, 1.…).
fn ordinal(row: &Row) -> &str {
    if !row.number.is_empty() {
        return &row.number;
    }
    let label = row.label.as_str();
    let marks = "一二三四五六七八九十（）()0123456789";
    let rest = label.trim_start_matches(|c: char| marks.contains(c));
    let number = &label[..label.len() - rest.len()];
    if rest.starts_with(['、', '.', '．']) || number.starts_with('（') { number } else { "" }
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
        |r: &&&Row| ordinal(r).starts_with(|c: char| "一二三四五六七八九十".contains(c));
    let chinese: Vec<&Row> = items.iter().filter(is_chinese).copied().collect();
    if !chinese.is_empty() && chinese.len() < items.len() {
        return chinese;
    }
    let coded = |r: &&&Row| !r.number.is_empty() && r.number.bytes().all(|b| b.is_ascii_digit());
    let shortest = items.iter().filter(coded).map(|r| r.number.len()).min();
    let Some(shortest) = shortest.filter(|n| *n >= 3) else { return Vec::new() };
    items.into_iter().filter(|r| r.number.len() == shortest).collect()
}
