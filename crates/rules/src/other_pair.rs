//! Whether a rate that does not follow from the two numbers taken for it is told of two others.

use crate::Context;
use jiheng_base::slip::slip;
use jiheng_base::{Decimal, Dimension};
use jiheng_facts::relation::{Relation, RelationKind};
use jiheng_facts::{Expr, FigureId};

/// Numbers before the rate that its author may have divided, by the digits that it has: one of few digits
/// is made by many pairs.
const REACH: [(usize, usize); 2] = [(3, 6), (4, 24)];

/// Whether other numbers nearby make the printed rate, or the two numbers already have theirs.
pub(crate) fn has_other_pair(cx: &Context, relation: &Relation, expr: &Expr) -> bool {
    match relation.kind {
        RelationKind::Rate | RelationKind::Share => {
            is_made_by_others(cx, relation, expr) || has_its_own_rate(cx, relation, expr)
        }
        _ => false,
    }
}

/// Whether the numbers that a remainder or an average is reckoned from make another one, of which the
/// words say so.
pub(crate) fn has_other_reckoning(cx: &Context, relation: &Relation, expr: &Expr) -> bool {
    match relation.kind {
        RelationKind::Flow => {
            has_other_total(cx, relation.claimed, &expr.figures())
                || is_part_of_what_is_left(cx, relation.claimed, expr)
                || is_told_of_one_fund(cx, relation.claimed, expr)
        }
        // 邻区9个小区、25.30万平方米，平均每个2.81万平方米，而本区平均每个3.08万平方米
        RelationKind::Average => has_its_own_rate(cx, relation, expr),
        _ => false,
    }
}

/// 基本支出6842.73万元; 一般公共预算财政拨款基本支出6218.40万元，人员经费5583.92万元、公用经费634.48万元: the sum is told of one fund,
/// under the longer name.
fn is_told_of_one_fund(cx: &Context, claimed: FigureId, expr: &Expr) -> bool {
    const FUNDS: &[&str] = &["财政拨款", "公共预算", "基金", "国有资本", "专户", "其他资金"];
    let sum = expr.value(&cx.facts.figures);
    let name = cx.figure(claimed).label.as_str();
    let of_fund =
        |label: &str| FUNDS.iter().any(|fund| label.contains(fund) && !name.contains(fund));
    !name.is_empty()
        && cx.facts.figures.iter().any(|figure| {
            Some(figure.quantity.base()) == sum
                && figure.label.ends_with(name)
                && of_fund(&figure.label)
        })
}

/// 年末尚有484.27万元未支出，其中财政收回86.00万元，结转下年398.27万元: what is carried on is a part of what the year
/// left.
fn is_part_of_what_is_left(cx: &Context, claimed: FigureId, expr: &Expr) -> bool {
    let facts = cx.facts;
    let left = expr.value(&facts.figures);
    let is_left = |id: FigureId| Some(cx.figure(id).quantity.base()) == left;
    facts.relations.iter().any(|other| {
        other.kind == RelationKind::Parts
            && is_left(other.claimed)
            && other.readings.iter().any(|reading| {
                reading.expr.figures().contains(&claimed)
                    && other.holds_as(reading, &facts.figures, &facts.exactness)
            })
    })
}

/// 基本支出3254.86万元…财政拨款基本支出3228.14万元，其中人员经费2904.62万元、公用经费323.52万元
fn has_other_total(cx: &Context, claimed: FigureId, terms: &[FigureId]) -> bool {
    let facts = cx.facts;
    facts.relations.iter().any(|other| {
        other.kind == RelationKind::Parts
            && !same_value(cx, other.claimed, claimed)
            && other.readings.iter().any(|reading| {
                reading.expr.figures() == terms
                    && other.holds_as(reading, &facts.figures, &facts.exactness)
            })
    })
}

fn same_value(cx: &Context, a: FigureId, b: FigureId) -> bool {
    cx.figure(a).quantity.base() == cx.figure(b).quantity.base()
}

/// 预算1814.50万元。…支出1893.62万元，其中当年支出1767.32万元，执行率97.40%
fn is_made_by_others(cx: &Context, relation: &Relation, expr: &Expr) -> bool {
    let claimed = cx.figure(relation.claimed);
    let told = claimed.quantity;
    let digits = told.text().chars().filter(char::is_ascii_digit).collect::<String>();
    let digits = digits.trim_start_matches('0');
    // The zeros of 100% tell nothing, the last one of 97.40% does.
    let telling = if told.decimals > 0 { digits.len() } else { digits.trim_end_matches('0').len() };
    let reach = REACH.iter().rev().find(|(least, _)| telling >= *least).map(|(_, reach)| *reach);
    let Some(reach) = reach.filter(|_| told.dimension() == Dimension::Rate) else { return false };
    let node = claimed.place.node;
    let is_near = |id: &FigureId| {
        let figure = cx.figure(*id);
        let dimension = figure.quantity.dimension();
        figure.place.node.0 + 1 >= node.0 && !matches!(dimension, Dimension::Rate)
    };
    let first = relation.claimed.saturating_sub(reach);
    let near: Vec<FigureId> = (first..relation.claimed).filter(is_near).collect();
    near.iter().any(|part| {
        near.iter().any(|whole| {
            makes(cx, relation, *part, *whole) && !is_mistyped(cx, expr, [*part, *whole])
        })
    })
}

/// Whether the pair is the one taken but for one slip in one of the two: that one is wrong here.
fn is_mistyped(cx: &Context, expr: &Expr, pair: [FigureId; 2]) -> bool {
    let taken = expr.figures();
    let value = |id: FigureId| cx.figure(id).quantity;
    let differs = |(a, b): &(FigureId, FigureId)| value(*a).base() != value(*b).base();
    let mut apart = taken.iter().copied().zip(pair).filter(differs);
    let (Some((a, b)), None) = (apart.next(), apart.next()) else { return false };
    let (a, b) = (value(a), value(b));
    a.unit == b.unit && slip(a.value, b.value, a.decimals.max(b.decimals)).is_some()
}

/// Whether one over the other, or what the other adds to it, is the rate to its last place.
fn makes(cx: &Context, relation: &Relation, part: FigureId, whole: FigureId) -> bool {
    let (part, whole) = (cx.figure(part).quantity, cx.figure(whole).quantity);
    let told = cx.figure(relation.claimed).quantity;
    let ratio = part.base().checked_div(whole.base());
    part.dimension() == whole.dimension()
        && ratio.is_some_and(|ratio| {
            [ratio, (ratio - Decimal::ONE).abs()]
                .iter()
                .any(|made| (made - told.base()).abs() <= told.slack())
        })
}

/// 检测208份，合格200份，达标率96.15%；工程验收合格率100%: the two make a rate of another name.
fn has_its_own_rate(cx: &Context, relation: &Relation, expr: &Expr) -> bool {
    let facts = cx.facts;
    facts.relations.iter().any(|other| {
        let divides =
            matches!(other.kind, RelationKind::Rate | RelationKind::Share | RelationKind::Average);
        divides
            && other.claimed < relation.claimed
            && other.what != relation.what
            && other.readings.iter().any(|reading| {
                reading.expr == *expr && other.holds_as(reading, &facts.figures, &facts.exactness)
            })
    })
}
