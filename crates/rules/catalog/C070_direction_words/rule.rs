//! The words for one change do not point both ways.

use crate::{Context, Verdict};
use jiheng_base::{Dimension, Finding, Level, Role, words};
use jiheng_facts::lex::Separator;
use jiheng_facts::role::Role as Reading;
use jiheng_facts::wording::Direction;
use jiheng_facts::{Figure, FigureId};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let main = cx.main_figures(sentence);
        for pair in main.windows(2) {
            for holds in [new_value(cx, pair), one_way(cx, pair)].into_iter().flatten() {
                looked = true;
                findings.extend((!holds).then(|| finding(cx, pair)));
            }
        }
        for triple in main.windows(3) {
            if let Some(holds) = step(cx, triple) {
                looked = true;
                findings.extend((!holds).then(|| finding(cx, triple)));
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 由甲增至乙: whether 乙 lies on the side that the words say.
fn new_value(cx: &Context, pair: &[FigureId]) -> Option<bool> {
    let [old, new] = [pair[0], pair[1]];
    let (a, b) = (cx.figure(old), cx.figure(new));
    let direction = match cx.facts.roles[new] {
        Reading::New(direction) => direction,
        // 提高到不低于5%
        Reading::Limit if RISES.iter().any(|w| b.lead.starts_with(w)) => Direction::Up,
        _ => return None,
    };
    let dimension = a.quantity.dimension();
    // The first of a rank is the best one.
    let is_rank = words!["名次", "排名", "位次", "位列", "排位"].any_in(&a.lead)
        || a.lead.ends_with('第')
        || matches!(dimension, Dimension::Measure("级" | "类"));
    if cx.facts.roles[old] != Reading::Prior || dimension != b.quantity.dimension() || is_rank {
        return None;
    }
    let (a, b) = (a.quantity.base(), b.quantity.base());
    Some(match direction {
        Direction::Up => b >= a,
        Direction::Down => b <= a,
    })
}

/// 增加甲，下降乙: whether an amount and the rate right behind it go one way. Where the old value is known, the
/// rule on changes tells which of them is wrong.
fn one_way(cx: &Context, pair: &[FigureId]) -> Option<bool> {
    let [amount, rate] = [pair[0], pair[1]];
    let (Reading::ChangeAmount(a), Reading::ChangeRate(b)) =
        (cx.facts.roles[amount], cx.facts.roles[rate])
    else {
        return None;
    };
    let joined = cx.figure(rate).after <= Some(Separator::Clause);
    (joined && is_bare(cx.figure(rate)) && !is_calculated(cx, pair)).then_some(a == b)
}

/// 前值甲，后值乙，上升丙: whether 丙, which is all that lies between them, is a rise.
fn step(cx: &Context, triple: &[FigureId]) -> Option<bool> {
    let [first, second, gap] = [triple[0], triple[1], triple[2]];
    let (Reading::ChangeAmount(direction) | Reading::ChangePoints(direction)) = cx.facts.roles[gap]
    else {
        return None;
    };
    let [a, b, c] = [first, second, gap].map(|id| cx.figure(id));
    let states = |id: FigureId| {
        matches!(cx.facts.roles[id], Reading::Plain | Reading::Rate | Reading::Average)
    };
    let is_timed = |f: &Figure| {
        f.year.is_some() || words!["上年", "去年", "原", "初", "比", "较"].any_in(&f.lead)
    };
    let scale = |f: &Figure| match f.quantity.dimension() {
        Dimension::PercentPoint | Dimension::Rate => f.quantity.value,
        _ => f.quantity.base(),
    };
    let like = a.quantity.dimension() == b.quantity.dimension()
        && (a.quantity.dimension() == c.quantity.dimension()
            || a.quantity.dimension() == Dimension::Rate
                && c.quantity.dimension() == Dimension::PercentPoint);
    let apart = scale(b) - scale(a);
    let fits = states(first)
        && states(second)
        && like
        && is_bare(c)
        && !is_timed(a)
        && !is_timed(b)
        && [b, c].iter().all(|f| f.after == Some(Separator::Clause))
        && !apart.is_zero()
        && apart.abs() == scale(c)
        && !is_calculated(cx, &triple[2..]);
    fits.then(|| apart.is_sign_positive() == (direction == Direction::Up))
}

const RISES: &[&str] = &["提高到", "提高至", "提升到", "提升至", "增加到", "增加至"];
/// Words of change that say nothing of what changed.
#[rustfmt::skip]
const BARE: &[&str] = &[
    "增加", "增长", "上升", "提高", "提升", "下降", "减少", "降低", "上涨", "回落", "下滑", "增幅", "降幅", "减幅", "涨幅",
    "升幅", "增幅为", "降幅为", "减幅为", "增幅达", "降幅达", "增长了", "下降了", "增长率为", "下降率为",
];

fn is_bare(figure: &Figure) -> bool {
    BARE.contains(&figure.lead.as_str())
}

fn is_calculated(cx: &Context, ids: &[FigureId]) -> bool {
    cx.facts
        .relations
        .iter()
        .any(|r| ids.contains(&r.claimed) && r.readings.iter().any(|reading| reading.sure))
}

fn finding(cx: &Context, ids: &[FigureId]) -> Finding {
    let told: Vec<String> = ids
        .iter()
        .map(|id| format!("{}{}", cx.figure(*id).lead, cx.figure(*id).quantity.text()))
        .collect();
    let (last, others) = ids.split_last().map_or((0, ids), |(last, others)| (*last, others));
    let place = match cx.facts.roles[ids[0]] {
        Reading::ChangeAmount(_) => cx.figure(ids[0]).span.join(cx.figure(last).span),
        _ => cx.figure(last).span,
    };
    let message = format!("“{}”方向自相矛盾", told.join("，"));
    Finding::new("C070", Level::Error, place, message, "核对两个数，改正增减的说法")
        .using_all(others.iter().map(|id| cx.figure(*id).span), Role::Against)
}
