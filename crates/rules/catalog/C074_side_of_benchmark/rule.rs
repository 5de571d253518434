//! A value lies on the side of its benchmark that the words say.

use crate::credible::is_near;
use crate::{Context, Verdict};
use jiheng_base::{Bound, Decimal, Dimension, Finding, Level, Place, Role, words};
use jiheng_facts::lex::Separator;
use jiheng_facts::role::Role as Reading;
use jiheng_facts::{Figure, FigureId};

/// Words that put a value over or under what follows.
const OVER: &[&str] = &["高于", "超过", "大于", "多于", "超出", "高出"];
const UNDER: &[&str] = &["低于", "少于", "小于"];
/// Words before them that leave their sense.
const ADVERBS: &[&str] = &["均", "仍", "已", "也", "都", "略", "稍", "明显", "远", "大幅", "高"];
/// What a value is held against.
#[rustfmt::skip]
const BENCHMARKS: &[&str] = &[
    "目标", "目标值", "年度目标", "年初目标", "年度目标值", "年初目标值", "绩效目标", "计划", "计划数", "年度计划", "任务", "任务数",
    "要求", "标准", "标准值", "设计值", "设计标准", "规定", "规定的", "规定值", "预期", "预期目标", "限额", "限值", "控制数", "警戒线",
    "平均水平", "全省平均", "全市平均", "全县平均", "全国平均", "预期值", "指标值", "年度指标值", "计划值", "序时进度",
];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let main = cx.main_figures_of_text(sentence);
        for pair in main.windows(2) {
            if let Some(held) = against_named(cx, pair[0], pair[1]) {
                looked = true;
                findings.extend(held);
            }
        }
        for (at, id) in main.iter().enumerate() {
            if let Some(over) = side(&cx.figure(*id).lead)
                && let Some(value) = value_before(cx, &main[..at], *id)
                && states_benchmark(cx, *id, main.get(at + 1).copied())
            {
                looked = true;
                findings.extend(compare(cx, value, *id, over));
            }
            if is_of_missed_target(cx.figure(*id)) {
                looked = true;
                findings.extend(over_whole(cx, main[..at].last().copied(), *id));
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 目标不高于180元，实际172.96元，高于目标上限: the clause behind target and value that says, without a number, on which side
/// the value lies; `None` where there is no such clause.
fn against_named(cx: &Context, target: FigureId, value: FigureId) -> Option<Option<Finding>> {
    const OVER_TARGET: &[&str] = &["高于目标", "超过目标", "超出目标", "高于计划", "超过计划"];
    const UNDER_TARGET: &[&str] = &["低于目标", "少于目标", "低于计划", "少于计划"];
    const REACHED: &[&str] =
        &["达到目标", "均达到目标", "全部达到目标", "已达到目标", "达到了目标"];
    let (t, v) = (cx.figure(target), cx.figure(value));
    let like = t.quantity.dimension() == v.quantity.dimension() && t.sentence == v.sentence;
    let told = words!["目标", "计划", "任务"].any_in(&t.lead)
        && words!["实际", "完成", "达到", "为"].any_in(&v.lead)
        && !words!["目标", "计划"].any_in(&v.lead);
    if !like || !told || v.quantity.bound != Bound::Exact {
        return None;
    }
    let text = cx.document.text(v.place.node);
    let behind = text.get(v.place.end as usize..)?;
    let behind = behind.strip_prefix(&*v.tail).unwrap_or(behind);
    let behind = behind.strip_prefix(['，', '、'])?;
    let clause = behind.split(['，', '。', '；', '、']).next()?;
    let opens = |words: &[&str]| words.iter().any(|w| clause.starts_with(w));
    let numbered = clause.contains(|c: char| c.is_ascii_digit());
    let (a, b) = (v.quantity.base(), t.quantity.base());
    // What is not reached is known where the target is the least that is asked for.
    let is_least = matches!(t.quantity.bound, Bound::AtLeast) || b == Decimal::ONE;
    let is_opposite = if opens(OVER_TARGET) {
        a < b
    } else if opens(UNDER_TARGET) {
        a > b
    } else if opens(REACHED) && is_least && v.quantity.dimension() == Dimension::Rate {
        a < b
    } else {
        return None;
    };
    if numbered {
        return None;
    }
    Some(is_opposite.then(|| {
        let start = text.len() - behind.len();
        let place = Place::new(v.place.node, start, start + clause.len());
        let level = if is_near(a, b) { Level::Error } else { Level::Doubt };
        let message =
            format!("目标{}，实际{}，却说“{clause}”", t.quantity.text(), v.quantity.text());
        Finding::new("C074", level, place, message, "核对两个数，改正说法")
            .using_all([t.span, v.span], Role::Against)
    }))
}

/// Whether the words before a number put the value before them over it; `None` for other words.
fn side(lead: &str) -> Option<bool> {
    let bare =
        ADVERBS.iter().find_map(|w| lead.strip_prefix(w).filter(|r| starts(r))).unwrap_or(lead);
    let behind =
        |words: &[&str]| words.iter().find_map(|w| bare.strip_prefix(w).map(str::to_owned));
    let (rest, over) = behind(OVER)
        .map(|rest| (rest, true))
        .or_else(|| behind(UNDER).map(|rest| (rest, false)))?;
    let rest = rest.trim_end_matches(['为', '：']);
    (rest.is_empty() || BENCHMARKS.contains(&rest)).then_some(over)
}

fn starts(rest: &str) -> bool {
    OVER.iter().chain(UNDER).any(|w| rest.starts_with(w))
}

/// The like number told last before the comparison, where it states a value.
fn value_before(cx: &Context, before: &[FigureId], benchmark: FigureId) -> Option<FigureId> {
    let dimension = cx.figure(benchmark).quantity.dimension();
    let next_to = before.last().copied();
    let value =
        before.iter().rev().copied().find(|id| cx.figure(*id).quantity.dimension() == dimension)?;
    let states = match cx.facts.roles[value] {
        Reading::Plain | Reading::Rate | Reading::Share | Reading::OfBase | Reading::Average => {
            true
        }
        // 增长7.76%，高于7%的预期
        Reading::ChangeRate(_) => next_to == Some(value) && alone(cx, before, value),
        _ => false,
    };
    let exact = cx.figure(value).quantity.bound == Bound::Exact;
    let joined = cx.figure(benchmark).after == Some(Separator::Clause);
    let points = dimension == Dimension::Points;
    // What is said behind several parts is said of their total.
    let is_last_part = cx.figure(value).after == Some(Separator::Item);
    (states && exact && joined && !points && !is_last_part).then_some(value)
}

/// No other rate of the sentence may be meant.
fn alone(cx: &Context, before: &[FigureId], value: FigureId) -> bool {
    let is_rate = |id: &&FigureId| cx.figure(**id).quantity.dimension() == Dimension::Rate;
    before.iter().filter(is_rate).all(|id| *id == value)
}

/// 低于90%的目标, 低于设计值28%, but not 低于90%的有3家 and not the difference that follows at once.
fn states_benchmark(cx: &Context, id: FigureId, next: Option<FigureId>) -> bool {
    let figure = cx.figure(id);
    let joined_next = next.map(|n| cx.figure(n)).filter(|n| n.after.is_none());
    let tail = figure.tail.strip_prefix('的').unwrap_or(&figure.tail);
    let names = |tail: &str| BENCHMARKS.iter().any(|w| tail.starts_with(w));
    let told = match joined_next {
        // 超过目标4.80万人的96.36%
        Some(next) => figure.tail == "的" && next.quantity.dimension() == Dimension::Rate,
        None => figure.tail.is_empty() || names(tail),
    };
    told && !gives_points(cx, figure)
}

/// 低于90%，不得分: a standard, not a fact.
fn gives_points(cx: &Context, figure: &Figure) -> bool {
    const STANDARDS: &[&str] = &["，不得分", "，扣", "，得0分", "，每"];
    let text = cx.document.text(figure.place.node);
    let behind = text.get(figure.place.end as usize..).unwrap_or("");
    STANDARDS.iter().any(|w| behind.starts_with(w))
}

fn compare(cx: &Context, value: FigureId, benchmark: FigureId, over: bool) -> Option<Finding> {
    let (a, b) = (cx.figure(value).quantity, cx.figure(benchmark).quantity);
    let is_opposite = if over { a.base() < b.base() } else { a.base() > b.base() };
    if !is_opposite {
        return None;
    }
    let level = if is_near(a.base(), b.base()) { Level::Error } else { Level::Doubt };
    let told = &cx.figure(benchmark).lead;
    let message = format!("{}写为“{told}{}”，两个数的大小正相反", a.text(), b.text());
    let action = "核对两个数，改正高低、超欠的说法";
    Some(Finding::new("C074", level, cx.figure(benchmark).span, message, action).using(
        cx.figure(value).span,
        Role::Against,
        "所说的值",
    ))
}

/// 未完成目标（…）的105.24%
fn is_of_missed_target(figure: &Figure) -> bool {
    const MISSED: &[&str] = &["未完成", "没有完成", "未达到", "没有达到", "仅完成", "只完成"];
    const OF: &[&str] = &["目标", "计划", "任务", "年度", "年初", "全年"];
    let rest = MISSED.iter().find_map(|w| figure.lead.strip_prefix(w));
    figure.quantity.dimension() == Dimension::Rate
        && figure.quantity.bound == Bound::Exact
        && figure.lead.ends_with('的')
        && rest.is_some_and(|rest| OF.iter().any(|w| rest.starts_with(w)))
}

fn over_whole(cx: &Context, before: Option<FigureId>, rate: FigureId) -> Option<Finding> {
    let figure = cx.figure(rate);
    let joined = before.filter(|_| figure.after == Some(Separator::Clause));
    let place = joined.map_or(figure.span, |value| cx.figure(value).span.join(figure.span));
    (figure.quantity.base() > Decimal::ONE).then(|| {
        let message = format!("说没有完成，所列的{}却超过100%", figure.quantity.text());
        let action = "核对目标和实际，改正是否完成的说法";
        Finding::new("C074", Level::Error, place, message, action)
    })
}
