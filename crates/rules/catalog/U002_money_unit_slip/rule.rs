//! One amount of money in two units that cannot both be right.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, MoneyUnit, Quantity, Role as Use, Unit};
use jiheng_facts::relation::{Relation, RelationKind};
use jiheng_facts::role::Role;
use jiheng_facts::wording::Direction;
use jiheng_facts::{Expr, FigureId};

/// Fewer digits are alike by chance.
const MIN_DIGITS: i64 = 1_000;

pub(super) fn check(cx: &Context) -> Verdict {
    let money: Vec<FigureId> = (0..cx.facts.figures.len())
        .filter(|id| cx.figure(*id).quantity.dimension() == jiheng_base::Dimension::Money)
        .collect();
    let mut findings: Vec<Finding> =
        money.windows(2).filter_map(|pair| changed(cx, pair[0], pair[1])).collect();
    findings.extend(money.windows(2).filter_map(|pair| slipped(cx, pair[0], pair[1])));
    let named: Vec<FigureId> = cx.plain_money().filter(|id| has_name(cx, *id)).collect();
    for (at, later) in named.iter().enumerate() {
        findings.extend(named[..at].iter().find_map(|earlier| repeated(cx, *earlier, *later)));
    }
    findings.extend(cx.facts.relations.iter().filter_map(|relation| by_calculation(cx, relation)));
    findings.sort_by_key(Finding::place);
    findings.dedup_by_key(|f| f.place());
    Verdict::of_looked(findings, !money.is_empty())
}

/// 涉及资金7852.46元，占总支出19542.20万元的40.18%: in the unit of the other amount the calculation agrees to the last digit.
fn by_calculation(cx: &Context, relation: &Relation) -> Option<Finding> {
    let claimed = cx.figure(relation.claimed).quantity;
    let is_quotient =
        matches!(relation.kind, RelationKind::Share | RelationKind::Rate | RelationKind::Average);
    let digits = claimed.value.abs().normalize().mantissa().unsigned_abs();
    let tells = u128::try_from(MIN_DIGITS / 10).is_ok_and(|least| digits >= least);
    let is_broken = || relation.broken(&cx.facts.figures, &cx.facts.exactness).is_some();
    if !is_quotient || !tells || !is_broken() {
        return None;
    }
    relation.readings.iter().find_map(|reading| {
        let Expr::Over(part, whole) = &reading.expr else { return None };
        let (Expr::Figure(a), Expr::Figure(b)) = (part.as_ref(), whole.as_ref()) else {
            return None;
        };
        slipped_unit(cx, claimed, *a, *b)
    })
}

/// Of two amounts in 元 and 万元, or of one and the average that is taken of it, the one in 元 is meant in 万元.
fn slipped_unit(cx: &Context, claimed: Quantity, a: FigureId, b: FigureId) -> Option<Finding> {
    let yuan = Unit::Money(MoneyUnit::Yuan);
    let larger = Unit::Money(MoneyUnit::TenThousand);
    let units = [cx.figure(a).quantity.unit, cx.figure(b).quantity.unit];
    let wrong = match units {
        [x, y] if x == yuan && (y == larger || claimed.unit == larger) => a,
        [x, y] if x == larger && y == yuan => b,
        _ => return None,
    };
    let base = |id: FigureId| {
        let q = cx.figure(id).quantity;
        if id == wrong { Quantity { unit: larger, ..q }.base() } else { q.base() }
    };
    let value = base(a).checked_div(base(b))?;
    if (value - claimed.base()).abs() > claimed.slack() {
        return None;
    }
    let figure = cx.figure(wrong);
    let right = Quantity { unit: larger, ..figure.quantity }.text();
    let message =
        format!("{}改为{right}，才与{}相符，单位疑为万元", figure.quantity.text(), claimed.text());
    let other = if wrong == a { b } else { a };
    Some(
        Finding::new("U002", Level::Error, figure.span, message, "核对原始数据，改正单位")
            .compare(right, figure.quantity.text())
            .using(cx.figure(other).span, Use::Input, ""),
    )
}

fn has_name(cx: &Context, id: FigureId) -> bool {
    let figure = cx.figure(id);
    let digits = figure.quantity.value.abs().normalize().mantissa();
    figure.label.chars().count() >= 4 && digits >= i128::from(MIN_DIGITS)
}

/// 由1200.00亿元增加到2400.00万元: only in one unit does it grow.
fn changed(cx: &Context, old: FigureId, new: FigureId) -> Option<Finding> {
    let Role::New(direction) = cx.facts.roles[new] else { return None };
    let (before, after) = (cx.figure(old), cx.figure(new));
    let (a, b) = (before.quantity, after.quantity);
    let fits = |x: Decimal, y: Decimal| match direction {
        Direction::Up => x < y,
        Direction::Down => x > y,
    };
    let pair = cx.facts.roles[old] == Role::Prior && before.sentence == after.sentence;
    if !pair || a.unit == b.unit || fits(a.base(), b.base()) || !fits(a.value, b.value) {
        return None;
    }
    let message = format!("由{}到{}，按所写的单位方向相反，单位写错了一个", a.text(), b.text());
    let place = before.span.join(after.span);
    let right = Quantity { unit: b.unit, ..a }.text();
    Some(
        Finding::new("U002", Level::Error, place, message, "核对原始数据，统一单位")
            .compare(right, a.text())
            .using(after.span, Use::Against, "到"),
    )
}

/// 预算3.00万元、决算2.18元: what was planned and what was spent of one thing, side by side.
fn slipped(cx: &Context, plan: FigureId, actual: FigureId) -> Option<Finding> {
    const PLANS: &[&str] = &["预算", "预算数", "计划", "安排", "下达", "预算安排"];
    const ACTUALS: &[&str] = &["决算", "决算数", "支出", "实际支出", "执行", "支付", "完成"];
    let (a, b) = (cx.figure(plan), cx.figure(actual));
    let ends = |label: &str, words: &[&str]| words.iter().any(|w| label.ends_with(w));
    let side_by_side = a.sentence == b.sentence
        && b.after <= Some(jiheng_facts::lex::Separator::Clause)
        && ends(&a.label, PLANS)
        && ACTUALS.contains(&b.label.as_str());
    let (x, y) = (a.quantity.value, b.quantity.value);
    // Nobody spends a ten-thousandth of a plan, or ten thousand times as much.
    let alike = y <= x * Decimal::from(2) && x <= y * Decimal::from(10) && !y.is_zero();
    if !side_by_side || a.quantity.unit == b.quantity.unit || !alike {
        return None;
    }
    let message = format!("{}与{}同一项目，单位相差太大", a.quantity.text(), b.quantity.text());
    let right = Quantity { unit: a.quantity.unit, ..b.quantity }.text();
    Some(
        Finding::new("U002", Level::Error, b.span, message, "核对原始数据，统一单位")
            .compare(right, b.quantity.text())
            .using(a.span, Use::Against, "预算"),
    )
}

/// The same name and the same digits in another unit.
fn repeated(cx: &Context, earlier: FigureId, later: FigureId) -> Option<Finding> {
    let (a, b) = (cx.figure(earlier), cx.figure(later));
    let same_year = a.year == b.year || a.year.is_none() || b.year.is_none();
    let same = a.label == b.label && a.quantity.value == b.quantity.value && same_year;
    if !same || a.quantity.unit == b.quantity.unit {
        return None;
    }
    let message =
        format!("“{}”前为{}，此处为{}，单位不一", b.label, a.quantity.text(), b.quantity.text());
    Some(
        Finding::new("U002", Level::Error, b.span, message, "核对原始数据，统一单位")
            .compare(a.quantity.text(), b.quantity.text())
            .using(a.span, Use::Against, "前文"),
    )
}
