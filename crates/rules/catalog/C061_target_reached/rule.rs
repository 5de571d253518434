//! A target that the same sentence shows to be missed is not reached, and one reached is not missed.

use crate::credible::is_near;
use crate::{Context, Verdict};
use jiheng_base::{Bound, Decimal, Dimension, Finding, Level, Place, Role, words};
use jiheng_facts::lex::Separator;
use jiheng_facts::{Figure, FigureId};

/// What opens a clause that says that the target is reached.
#[rustfmt::skip]
const REACHED: &[&str] = &[
    "完成年度目标", "完成年初目标", "完成目标", "完成了目标", "完成了年度目标", "达到年度目标", "达到年初目标", "达到预期目标",
    "实现目标", "实现年度目标", "实现预期目标", "全部达到目标", "均达到目标", "达到目标", "达到了目标", "超额完成目标",
    "超额完成年度目标", "全部达标", "目标全部完成", "目标全部实现",
];
/// Rates of which more is better.
#[rustfmt::skip]
const GOOD: &[&str] = &[
    "满意度", "满意率", "合格率", "达标率", "完成率", "完工率", "覆盖率", "及时率", "到位率", "公开率", "响应率", "普及率", "成活率",
    "保存率", "知晓率", "参与率", "利用率", "兑现率", "发放率", "通过率", "入学率", "巩固率", "签约率", "办结率", "规范率", "管理率",
];
const OVER: &[&str] =
    &["高于目标", "超过目标", "超出目标", "高出目标", "高于计划", "超过计划", "超目标", "超计划"];
const UNDER: &[&str] =
    &["低于目标", "少于目标", "低于计划", "少于计划", "比目标少", "比目标低", "比计划少"];
/// 完成目标数150人: the target behind the value.
const TARGET_BEHIND: &[&str] = &[
    "完成目标",
    "完成目标数",
    "完成目标值",
    "完成年度目标",
    "完成计划",
    "完成计划数",
    "达到目标",
    "达到目标数",
    "达到目标值",
    "达到年度目标",
    "达到计划数",
];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let main = cx.main_figures_of_text(sentence);
        for (at, target) in main.iter().enumerate() {
            let value = main[at + 1..].iter().copied().find(|v| alike(cx, *target, *v));
            if let Some(value) = value.filter(|v| are_target_and_value(cx, *target, *v)) {
                looked = true;
                let next = main.iter().copied().find(|id| *id > value);
                findings.extend(wrong_side(cx, *target, value, next));
                findings.extend(not_reached(cx, *target, value));
            }
        }
        for pair in main.windows(2).filter(|pair| alike(cx, pair[0], pair[1])) {
            if TARGET_BEHIND.contains(&cx.figure(pair[1]).lead.as_str()) {
                looked = true;
                findings.extend(less_than_done(cx, pair[0], pair[1]));
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

fn alike(cx: &Context, a: FigureId, b: FigureId) -> bool {
    cx.figure(a).quantity.dimension() == cx.figure(b).quantity.dimension()
}

/// 目标92%，实际91.4%, and 响应率目标100%，…，响应率98.12%.
fn are_target_and_value(cx: &Context, target: FigureId, value: FigureId) -> bool {
    let (t, v) = (cx.figure(target), cx.figure(value));
    let is_target = words!["目标", "计划", "任务"].any_in(&t.lead);
    let is_value = words!["实际", "完成", "达到", "为"].any_in(&v.lead)
        || v.lead.chars().count() >= 3 && t.lead.contains(v.lead.as_str());
    let is_no_target = !words!["目标", "计划", "任务"].any_in(&v.lead);
    is_target && is_value && is_no_target && v.quantity.bound == Bound::Exact
}

/// The clause behind a value, and where it starts.
fn clause_behind<'a>(cx: &Context<'a>, value: &Figure) -> Option<(usize, &'a str)> {
    let text = cx.document.text(value.place.node);
    let behind = text.get(value.place.end as usize..)?.strip_prefix('，')?;
    let end = behind.find(['，', '。', '；', '、']).unwrap_or(behind.len());
    Some((text.len() - behind.len(), &behind[..end]))
}

/// 目标10%，实际11.4%，低于目标1.4个百分点: the difference is right, its side is not.
fn wrong_side(
    cx: &Context,
    target: FigureId,
    value: FigureId,
    difference: Option<FigureId>,
) -> Option<Finding> {
    let (t, v) = (cx.figure(target), cx.figure(value));
    let (start, clause) = clause_behind(cx, v)?;
    let opens = |words: &[&str]| words.iter().any(|w| clause.starts_with(w));
    let (over, under) = (opens(OVER), opens(UNDER));
    let difference = cx.figure(difference.filter(|_| over != under)?);
    let (a, b) = (v.quantity.base(), t.quantity.base());
    let is_told = difference.place.start as usize >= start
        && (difference.place.end as usize) <= start + clause.len()
        && difference.quantity.base() == (a - b).abs();
    let is_opposite = if over { a < b } else { a > b };
    let place = Place::new(v.place.node, start, start + clause.len());
    (is_told && is_opposite).then(|| finding(cx, target, value, place, Level::Error))
}

/// 目标92%，实际91.4%，完成年度目标
fn not_reached(cx: &Context, target: FigureId, value: FigureId) -> Option<Finding> {
    let (t, v) = (cx.figure(target), cx.figure(value));
    let (start, clause) = clause_behind(cx, v)?;
    let says = REACHED.iter().any(|w| clause.starts_with(w)) && !clause.contains(char::is_numeric);
    let (a, b) = (v.quantity.base(), t.quantity.base());
    let is_least =
        t.quantity.bound == Bound::AtLeast || b == Decimal::ONE || is_good_rate(cx, t, v);
    let is_rate = v.quantity.dimension() == Dimension::Rate;
    // What C074 holds already is not told twice.
    let is_plain = t.quantity.bound == Bound::Exact || target + 1 != value;
    let place = Place::new(v.place.node, start, start + clause.len());
    let level = if is_near(a, b) { Level::Error } else { Level::Doubt };
    (says && is_rate && is_least && is_plain && a < b)
        .then(|| finding(cx, target, value, place, level))
}

/// The name stands with one of the two or right before the target.
fn is_good_rate(cx: &Context, target: &Figure, value: &Figure) -> bool {
    const CHARS_BEFORE: usize = 24;
    let text = cx.document.text(target.place.node);
    let before = &text[..target.span.start as usize];
    let from = before.char_indices().rev().take(CHARS_BEFORE).last().map_or(0, |(at, _)| at);
    let near = &before[from..];
    GOOD.iter().any(|w| target.lead.contains(w) || value.lead.contains(w) || near.contains(w))
}

/// 提供训练136人，完成目标数150人
fn less_than_done(cx: &Context, value: FigureId, target: FigureId) -> Option<Finding> {
    let (v, t) = (cx.figure(value), cx.figure(target));
    let text = cx.document.text(t.place.node);
    let behind = text.get(t.place.end as usize..)?;
    let is_whole = behind.starts_with(['，', '。', '；']);
    let is_joined = t.after == Some(Separator::Clause) && v.quantity.bound == Bound::Exact;
    let (a, b) = (v.quantity.base(), t.quantity.base());
    let counts = matches!(v.quantity.dimension(), Dimension::Measure(_));
    (is_whole && is_joined && counts && a < b && is_near(a, b))
        .then(|| finding(cx, target, value, t.span, Level::Error))
}

fn finding(cx: &Context, target: FigureId, value: FigureId, place: Place, level: Level) -> Finding {
    let message =
        format!("目标{}，实际{}，却说“{}”", cx.print(target), cx.print(value), cx.quote(place));
    Finding::new("C061", level, place, message, "核对目标和实际，改正说法")
        .using_all([cx.figure(target).span, cx.figure(value).span], Role::Against)
}
