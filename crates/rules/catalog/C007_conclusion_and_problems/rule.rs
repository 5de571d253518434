//! Praise in the conclusion, faults in the problems.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role, Words};

static PRAISE: Words = Words::new(&[
    "管理较为规范",
    "管理规范",
    "执行合理",
    "制度健全",
    "使用规范",
    "运行规范",
    "规范有序",
    "管理到位",
]);
static FAULTS: Words = Words::new(&[
    "监管不到位",
    "管理不到位",
    "不规范",
    "不健全",
    "不完善",
    "存在缺失",
    "还存在一定缺失",
    "把关不严",
    "监督不力",
    "管理薄弱",
]);
const PROBLEMS: &[&str] = &["问题"];
const CONCLUSIONS: &[&str] = &["结论"];

pub(super) fn check(cx: &Context) -> Verdict {
    let under = |words: &'static [&'static str]| {
        move |(node, _): &(NodeId, &str)| cx.facts.outline.is_under(*node, words)
    };
    let fault = cx
        .paragraphs()
        .filter(under(PROBLEMS))
        .find_map(|(node, text)| clause(node, text, &FAULTS));
    let mut conclusions =
        cx.paragraphs().filter(under(CONCLUSIONS)).filter(|p| !under(PROBLEMS)(p)).peekable();
    let (Some(fault), true) = (fault, conclusions.peek().is_some()) else {
        return Verdict::NotApplicable;
    };
    let praise = conclusions.find_map(|(node, text)| clause(node, text, &PRAISE));
    let findings = praise.map(|praise| {
        let message =
            format!("结论说“{}”，问题部分说“{}”", cx.quote(praise).trim(), cx.quote(fault).trim());
        Finding::new("C007", Level::Doubt, praise, message, "改结论，或写明问题的范围").using(
            fault,
            Role::Against,
            "问题",
        )
    });
    Verdict::of(findings.into_iter().collect())
}

/// The clause with one of the words, with the praise before it where that is one more.
fn clause(node: NodeId, text: &str, words: &Words) -> Option<Place> {
    let at = words.first_in(text)?;
    let (start, _) = clause_around(text, at);
    let last = words.iter().filter_map(|w| text.rfind(w).map(|i| i + w.len())).max()?;
    let (_, end) = clause_around(text, at);
    // Two clauses of one sentence that both praise are one quote.
    let joined = text[end..last.max(end)].chars().filter(|c| *c == '，').count() == 1
        && !text[end..last.max(end)].contains('。');
    let start = start + opener(&text[start..]);
    Some(Place::new(node, start, if joined { last } else { end }))
}

/// 我单位, 一是 and the like are no part of the judgement.
fn opener(clause: &str) -> usize {
    ["一是", "二是", "三是", "从整体上看", "总体看", "我单位", "我局", "我校", "我镇", "本单位"]
        .iter()
        .find(|w| clause.starts_with(**w))
        .map_or(0, |w| w.len())
}
