//! What the cells of a table have to do with each other: sums down, sums across, rates.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::table::{Column, ColumnKind, DataTable, Row, RowKind, Side, TablePart};
use jiheng_base::{Bound, Decimal, Dimension};
use jiheng_law::RateDefinitions;

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

/// 生均执行（元）, 平均单价: what is told of each is not added up.
fn is_of_each(column: &Column) -> bool {
    const OF_EACH: &[&str] =
        &["生均", "人均", "户均", "亩均", "平均", "每", "单价", "均价", "单位成本"];
    OF_EACH.iter().any(|w| column.header.contains(w))
}

/// Each total row of a column: all rows above it, those since the last subtotal, the subtotals, or
/// the rows of the outermost level.
fn column_sums(index: &Index, side: &Side, at: usize, column: &Column) -> Vec<Relation> {
    let mut found = Vec::new();
    if is_of_each(column) {
        return found;
    }
    for (row_at, row) in side.rows.iter().enumerate() {
        let (Some(claimed), true) = (row.figure(at), row.kind != RowKind::Item) else { continue };
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
        for (rank, way) in ways.into_iter().filter(|w| !w.is_empty()).enumerate() {
            relation = relation.reading(Expr::sum(way), rank == 0);
        }
        if !relation.readings.is_empty() {
            found.push(relation);
        }
    }
    found
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

/// The total of a form stands above its sources. Sources that are left empty may be zero or not
/// filled in: then the total may exceed the sum, but the sum never the total.
fn sources(index: &Index, side: &Side, at: usize, column: &Column) -> Vec<Relation> {
    let Some(total_at) = side.rows.iter().position(|r| r.kind == RowKind::Total) else {
        return Vec::new();
    };
    let total = &side.rows[total_at];
    let Some(claimed) = total.figure(at) else { return Vec::new() };
    let below = &side.rows[total_at + 1..];
    let below: Vec<&Row> = below.iter().take_while(|r| r.kind == RowKind::Item).collect();
    if below.is_empty() {
        return column_sums(index, side, at, column).into_iter().take(1).collect();
    }
    let what = format!("{}{}", total.label, column.header);
    let divisions = divisions(side, total, index, &below);
    divisions.into_iter().filter_map(|rows| division(index, rows, at, (claimed, &what))).collect()
}

/// 其中：基本支出、项目支出；按来源：财政拨款、其他资金 divide one total twice; the words tell it, or any column
/// whose sums show it. Rows that neither belong to a division nor divide the total stand under others.
fn divisions<'r, 's>(
    side: &Side,
    total: &Row,
    index: &Index,
    rows: &'r [&'s Row],
) -> Vec<&'r [&'s Row]> {
    let by_words = || {
        let basis =
            |r: &Row| r.label.split('：').next().filter(|w| w.starts_with('按')).map(str::to_owned);
        let first = basis(rows[0]);
        rows.iter().position(|r| basis(r).is_some_and(|b| first.as_ref() != Some(&b)))
    };
    let base = |id: FigureId| index.figures[id].quantity.base();
    let makes = |rows: &[&Row], at: usize| {
        let parts = figures(rows.iter().copied(), at);
        let whole = total.figure(at).map(base);
        parts.len() == rows.len() && Some(parts.into_iter().map(base).sum()) == whole
    };
    let columns = || side.columns_of(ColumnKind::Amount).map(|(at, _)| at);
    // Rows behind that are empty show nothing.
    let tells_more = |rows: &[&Row], at: usize| {
        figures(rows.iter().copied(), at).into_iter().any(|id| !base(id).is_zero())
    };
    if let Some(second) = by_words() {
        return vec![&rows[..second], &rows[second..]];
    }
    let is_whole =
        |n: &usize| columns().any(|at| makes(&rows[..*n], at) && tells_more(&rows[*n..], at));
    let Some(first) = (2..rows.len()).find(is_whole) else { return vec![rows] };
    let (own, rest) = rows.split_at(first);
    if columns().any(|at| makes(rest, at)) { vec![own, rest] } else { vec![own] }
}

fn division(
    index: &Index,
    below: &[&Row],
    at: usize,
    (claimed, what): (FigureId, &str),
) -> Option<Relation> {
    let nested = |r: &&&Row| r.label.starts_with("其中") && !std::ptr::eq(**r, below[0]);
    let outer: Vec<&Row> = match below.iter().position(|r| nested(&r)) {
        Some(_) => below.iter().filter(|r| !nested(r)).copied().collect(),
        None => below.to_vec(),
    };
    let base = |id: &FigureId| index.figures[*id].quantity.base();
    let mut relation = Relation::new(RelationKind::Column, claimed, what);
    for rows in [outer, below.to_vec()] {
        let parts = figures(rows.iter().copied(), at);
        if parts.is_empty() || relation.readings.iter().any(|r| r.expr.figures() == parts) {
            continue;
        }
        let exceeds = parts.iter().map(base).sum::<Decimal>() > base(&claimed);
        let sure = relation.readings.is_empty() && (exceeds || parts.len() == rows.len());
        relation = relation.reading(Expr::sum(parts), sure);
    }
    (!relation.readings.is_empty()).then_some(relation)
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

/// The columns under the same outer head as a total: its parts, a 小计 among them for its own.
fn parts_by_head(amounts: &[(usize, &Column)], total: &Column) -> Vec<usize> {
    let under = |header: &str| -> Option<String> {
        let ends = ["合计", "小计", "总计"];
        ends.iter().find_map(|end| header.strip_suffix(end)).map(str::to_owned)
    };
    let Some(head) = under(&total.header).filter(|h| !h.is_empty()) else { return Vec::new() };
    let inner: Vec<String> = amounts
        .iter()
        .filter_map(|(_, c)| under(&c.header))
        .filter(|h| h.len() > head.len() && h.starts_with(&head))
        .collect();
    let is_part = |c: &Column| {
        c.header != total.header
            && c.header.starts_with(&head)
            && !inner
                .iter()
                .any(|h| c.header.starts_with(h) && under(&c.header).as_ref() != Some(h))
    };
    amounts.iter().filter(|(_, c)| is_part(c)).map(|(at, _)| *at).collect()
}

/// 合计 across a row: the amounts behind it, or those before it.
fn row_sums(index: &Index, side: &Side, row: &Row) -> Vec<Relation> {
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
        let parts = parts_by_head(&amounts, column);
        let group: Vec<FigureId> = parts.iter().filter_map(|at| row.figure(*at)).collect();
        let behind = plain(&amounts[position + 1..]);
        let mut reversed: Vec<_> = amounts[..position].to_vec();
        reversed.reverse();
        let before = plain(&reversed);
        let mut ways = [before, behind];
        // A total that stands first has its parts behind it.
        if position == 0 {
            ways.reverse();
        }
        let [likely, other] = ways;
        // Where a head tells the parts, the neighbours of the total are no other reading, though all
        // but one of the parts be left empty.
        let ways = if parts.is_empty() { vec![likely, other] } else { vec![group] };
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
    let amounts: Vec<usize> = amount_columns(side).map(|(i, _)| i).collect();
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

fn amount_columns(side: &Side) -> impl Iterator<Item = (usize, &Column)> {
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

#[cfg(test)]
mod tests {
    use super::parts_by_head;
    use crate::table::{Column, ColumnKind};

    #[test]
    fn a_subtotal_stands_for_its_own_columns() {
        let heads =
            ["经费合计", "经费出国费", "经费用车小计", "经费用车购置", "经费用车运行", "其他预算"];
        let columns: Vec<Column> = (0..)
            .zip(heads)
            .map(|(index, header)| Column {
                index,
                header: header.into(),
                kind: ColumnKind::Amount,
            })
            .collect();
        let amounts: Vec<(usize, &Column)> = columns.iter().enumerate().collect();
        assert_eq!(parts_by_head(&amounts, &columns[0]), [1, 2]);
        assert_eq!(parts_by_head(&amounts, &columns[2]), [3, 4]);
        assert!(parts_by_head(&amounts, &columns[1]).is_empty());
    }
}
