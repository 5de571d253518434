//! All targets are met, says the text; an indicator is below its own.

use crate::text::{clause_around, sentence_around};
use crate::{Context, Verdict};
use jiheng_base::evaluation::{Actual, Indicator, Target};
use jiheng_base::{Decimal, Finding, Level, NodeId, Place, Role, Words, words};
use std::cell::LazyCell;

static WHAT: Words = Words::new(&[
    "目标任务",
    "绩效目标",
    "年度目标",
    "绩效指标",
    "各项目标",
    "各项指标",
    "重点任务",
    "重点工作",
]);
const ALL: &[&str] = &["全部", "均已", "均", "都已", "全面"];
const DONE: &[&str] = &["完成", "达到", "达标", "实现"];
/// 圆满完成目标 behind a number speaks of that number.
static HAPPY: Words = Words::new(&["圆满完成", "全面完成", "超额完成", "顺利完成"]);
/// Words that narrow the claim, or make it a rule.
static NARROW: Words = Words::new(&[
    "除", "未", "不", "得", "扣", "如", "若", "数量", "质量", "时效", "成本", "效益", "阶段",
    "上年", "确保", "力争", "推动", "季度", "月",
]);
static NOT_MET: Words = Words::new(&[
    "未达标",
    "未达到目标",
    "未完成目标",
    "未达到年度目标",
    "未完成年度",
    "低于目标",
    "少完工",
    "少完成",
]);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    let denial = LazyCell::new(|| not_met(cx));
    for (node, text) in cx.paragraphs() {
        if let Some(claim) = whole_claim(node, text) {
            findings.extend(against_whole(cx, claim, || *denial));
        }
        findings.extend(against_number(cx, node, text));
    }
    Verdict::of(findings)
}

/// 年度目标全部完成, with nothing taken away in its sentence.
fn whole_claim(node: NodeId, text: &str) -> Option<Place> {
    let at = WHAT.first_in(text)?;
    let (start, end) = clause_around(text, at);
    let clause = text[start..end].trim();
    let all = ALL.iter().find_map(|w| clause.find(w).map(|i| i + w.len()))?;
    // Only what is done stands behind all: 全部完成, not 全部公开.
    let done = DONE.iter().any(|w| clause[all..].starts_with(w));
    let (from, to) = sentence_around(text, at);
    let narrow = NARROW.any_in(&text[from..to]);
    let lead = text[start..end].len() - text[start..end].trim_start().len();
    (done && !narrow).then(|| Place::new(node, start + lead, start + lead + clause.len()))
}

fn against_whole(
    cx: &Context,
    claim: Place,
    denial: impl Fn() -> Option<Place>,
) -> Option<Finding> {
    let action = "改正说法，写明没有完成的指标和原因";
    let said = cx.quote(claim);
    // 4项重点任务 and 重点工作 need not be the indicators.
    let names_some = said.contains(|c: char| c.is_ascii_digit()) || said.contains("重点");
    if let Some((indicator, _, place)) = missed(cx).next() {
        let message = format!("说“{said}”，而“{}”没有达到目标", indicator.title());
        let level = if names_some { Level::Doubt } else { Level::Error };
        let finding = Finding::new("C037", level, claim, message, action);
        return Some(finding.using(place, Role::Against, "实际值"));
    }
    let against = denial()?;
    let message = format!("说“{said}”，另一处说“{}”", cx.quote(against).trim());
    let finding = Finding::new("C037", Level::Doubt, claim, message, action);
    Some(finding.using(against, Role::Against, "另一处"))
}

/// The first clause that says that a target is missed.
fn not_met(cx: &Context) -> Option<Place> {
    cx.paragraphs().find_map(|(node, text)| {
        let at = NOT_MET.firsts(text).next()?.0;
        let (start, end) = clause_around(text, at);
        let is_rule = words!["得分", "扣", "的，", "如", "若", "不得"].any_in(&text[start..end]);
        (!is_rule).then(|| Place::new(node, start, end))
    })
}

/// 新增就业247人，圆满完成目标任务
fn against_number(cx: &Context, node: NodeId, text: &str) -> Option<Finding> {
    let at = HAPPY.firsts(text).next()?.0;
    let (_, end) = clause_around(text, at);
    let rest = &text[at..end];
    if !words!["目标", "任务"].any_in(rest) {
        return None;
    }
    let from = text[..at].rfind(['；', '。']).unwrap_or(0);
    let in_reach = |start: usize| (from..at).contains(&start);
    let figure = cx.facts.figures.iter().rfind(|f| {
        f.place.node == node && f.depth == 0 && !f.quoted && in_reach(f.place.start as usize)
    })?;
    let (indicator, _, place) = missed(cx)
        .find(|(_, actual, place)| *actual == figure.quantity.value && *place != figure.place)?;
    let claim = Place::new(node, figure.place.start as usize, end);
    let message = format!("说“{}”，而“{}”没有达到目标", cx.quote(claim), indicator.title());
    let action = "改正说法，写明没有完成的数和原因";
    let finding = Finding::new("C037", Level::Error, claim, message, action);
    Some(finding.using(place, Role::Against, "实际值"))
}

/// Indicators whose printed number is below the printed target, with that number.
fn missed<'a>(cx: &Context<'a>) -> impl Iterator<Item = (&'a Indicator, Decimal, Place)> {
    cx.evaluations().flat_map(|e| &e.indicators).filter_map(|indicator| {
        let Target::Quantity { operator, value, unit } = &indicator.target.as_ref()?.value else {
            return None;
        };
        let stated = indicator.actual.as_ref()?;
        let Actual::Quantity(actual) = stated.value else { return None };
        // Numbers of different units are not held against each other.
        let printed = cx.facts.figures.iter().find(|f| Some(f.place) == stated.place);
        let same_unit = printed.is_none_or(|f| f.quantity.text().ends_with(unit.as_str()));
        let is_missed = same_unit && !operator.is_reverse() && !operator.holds(actual, *value);
        Some((indicator, actual, stated.place?)).filter(|_| is_missed)
    })
}
