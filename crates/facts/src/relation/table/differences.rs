//! Differences across a row: 控制价, 中标价 and 节约额, as the other rows of the table show it.

use super::super::{Relation, RelationKind};
use super::rates::amount_columns;
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::table::{Column, Row, Side};
use jiheng_base::{Dimension, Words};

/// Heads that say that a column is what lies between two others.
#[rustfmt::skip]
static HEADS: Words = Words::new(&[
    "节约", "节支", "结余", "剩余", "差额", "差异", "缺口", "余额", "未支付", "未支出", "未完成", "未到位", "未执行", "增减", "超支", "审减",
    "净增", "尚欠",
]);

/// A row that breaks what all others show.
pub(super) fn differences(index: &Index, side: &Side, at: usize, column: &Column) -> Vec<Relation> {
    if !HEADS.any_in(&column.header) {
        return Vec::new();
    }
    let Some((whole, part)) = usual_pair(index, side, at) else { return Vec::new() };
    let rows = side.rows.iter().filter_map(|row| {
        let (claimed, difference) = told(row, at, whole, part)?;
        let what = format!("{}{}", row.label, column.header);
        Some(Relation::new(RelationKind::Cell, claimed, what).reading(difference, true))
    });
    rows.collect()
}

fn told(row: &Row, at: usize, whole: usize, part: usize) -> Option<(FigureId, Expr)> {
    let difference = Expr::minus(Expr::Figure(row.figure(whole)?), Expr::Figure(row.figure(part)?));
    Some((row.figure(at)?, difference))
}

/// The two columns whose difference all rows but one are, to the last digit, and more than one row is.
fn usual_pair(index: &Index, side: &Side, at: usize) -> Option<(usize, usize)> {
    const LEAST_ROWS: usize = 2;
    /// What is taken from one another stands near.
    const FURTHEST: usize = 8;
    let is_near = |other: &usize| (1..=FURTHEST).contains(&at.abs_diff(*other));
    let columns: Vec<usize> = amount_columns(side).map(|(i, _)| i).filter(is_near).collect();
    let agrees = |(claimed, difference): &(FigureId, Expr)| {
        difference.value(index.figures) == Some(index.figures[*claimed].quantity.base())
    };
    let explains = |(whole, part): &(usize, usize)| {
        let all: Vec<_> = side.rows.iter().filter_map(|r| told(r, at, *whole, *part)).collect();
        let like = all.iter().all(|(claimed, difference)| {
            let is_like = |id: &FigureId| index.dimension(*id) == index.dimension(*claimed);
            !matches!(index.dimension(*claimed), Dimension::Rate | Dimension::Points)
                && difference.figures().iter().all(is_like)
        });
        let right = all.iter().filter(|told| agrees(told)).count();
        like && right >= LEAST_ROWS && right + 1 >= all.len()
    };
    let pairs = columns.iter().flat_map(|w| columns.iter().map(move |p| (*w, *p)));
    pairs.filter(|(whole, part)| whole != part).find(|pair| explains(pair))
}
