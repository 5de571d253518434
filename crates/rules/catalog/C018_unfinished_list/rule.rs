//! The list of unfinished targets names those that lost points.

use crate::{Context, Verdict};
use jiheng_base::evaluation::{Indicator, Target};
use jiheng_base::{Finding, Level, NodeId, Place, Role, words};

const TITLES: &[&str] = &["未完成的绩效目标", "未完成绩效目标", "未完成的目标", "未完成目标"];

pub(super) fn check(cx: &Context) -> Verdict {
    let entries = &cx.facts.outline.entries;
    let Some(entry) = entries.iter().find(|e| opens_list(&e.title)) else {
        return Verdict::NotApplicable;
    };
    let Some((place, text)) = list(cx, entry.node) else { return Verdict::NotApplicable };
    let lost: Vec<&Indicator> = cx
        .evaluation()
        .indicators
        .iter()
        .filter(|i| i.score.as_ref().zip(i.weight.as_ref()).is_some_and(|(s, w)| s.value < w.value))
        .filter(|i| is_indicator(cx, i) && !is_worded(i))
        .filter(|i| !i.names.iter().any(|n| is_listed(&n.value, &text)))
        .collect();
    let Some(first) = lost.first() else { return Verdict::Pass };
    let names: Vec<String> = lost.iter().map(|i| format!("“{}”", i.title())).collect();
    let not_a_target =
        if text.contains("执行率") { "；预算执行率不是绩效目标" } else { "" };
    let message = format!("没有得满分的{}没有列入未完成目标{not_a_target}", names.join("、"));
    let places = first.names.iter().filter_map(|n| n.place);
    let finding =
        Finding::new("C018", Level::Error, place, message, "把失分的指标逐项列入，写明原因")
            .using_all(places, Role::Against);
    Verdict::of(vec![finding])
}

/// （三）未完成的绩效目标及原因 opens a list; 教师培训未完成目标 is one of the things that such a list names.
fn opens_list(title: &str) -> bool {
    const MAX_BEFORE: usize = 2;
    let at = TITLES.iter().filter_map(|words| title.find(words)).min();
    at.is_some_and(|at| {
        let before = title[..at].trim_start_matches(|c: char| !c.is_alphabetic());
        let before = before.rsplit(['、', '）', ')', '.', '．', ' ']).next().unwrap_or("");
        before.chars().count() <= MAX_BEFORE
    })
}

/// 定性指标 has no value that could fall short of its target.
fn is_worded(indicator: &Indicator) -> bool {
    let words = |target: &Target| matches!(target, Target::Words(_));
    indicator.target.as_ref().is_some_and(|target| words(&target.value))
}

/// 矛盾纠纷调处件数 is listed as 调处矛盾纠纷328件: what it counts, in whatever order.
fn is_listed(name: &str, list: &str) -> bool {
    const COUNTED: &[&str] = &["件数", "人数", "个数", "次数", "人次", "数量", "数"];
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || ".．、".contains(c));
    let stem = COUNTED.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    list.contains(stem)
        || list.split(['；', '。', '\n']).any(|item| stem.chars().all(|c| item.contains(c)))
}

/// A goal with indicators below it (年度绩效目标1：…), and the execution of the budget, are not listed.
fn is_indicator(cx: &Context, indicator: &Indicator) -> bool {
    let title = indicator.title();
    // 目标1完成情况 scores a goal, too.
    let names_goal = title.split_once("目标").is_some_and(|(_, rest)| {
        rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五".contains(c))
    });
    let opens_goal = |place: Place| {
        let text = cx.document.text(place.node).trim_start();
        ["年度绩效目标", "绩效目标", "目标"].iter().any(|w| {
            text.strip_prefix(w).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
    };
    let is_goal = indicator.names.iter().filter_map(|n| n.place).any(opens_goal);
    !is_goal && !names_goal && !title.is_empty() && !words!["预算数", "执行率"].any_in(&title)
}

/// The words of the list: those behind its title, or the paragraphs below it.
fn list<'a>(cx: &Context<'a>, heading: NodeId) -> Option<(Place, String)> {
    let own = cx.document.text(heading).trim();
    let body = own.split_once(['：', ':', '。']).map_or("", |(_, body)| body).trim();
    if !body.is_empty() {
        let text = cx.document.text(heading);
        let start = text.find(TITLES.iter().find(|t| text.contains(**t))?)?;
        return Some((Place::new(heading, start, text.trim_end().len()), body.to_owned()));
    }
    let entry = cx.facts.outline.entries.iter().position(|e| e.node == heading)?;
    let below: Vec<(NodeId, &str)> = cx
        .paragraphs()
        .filter(|(n, _)| *n > heading && cx.facts.outline.entry_of(*n) == Some(entry))
        .collect();
    let (node, text) = below.first()?;
    let all = below.iter().map(|(_, t)| *t).collect();
    let lead = text.len() - text.trim_start().len();
    Some((Place::new(*node, lead, text.trim_end().len()), all))
}
