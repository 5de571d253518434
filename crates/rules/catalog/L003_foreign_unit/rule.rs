//! Where a body speaks of itself, it names itself.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place};
use jiheng_facts::subject::BODY_ENDS;

/// What stands behind the name of the body that reports.
const BEHIND: &[&str] = &[
    "决算",
    "部门决算",
    "整体支出",
    "部门整体",
    "自评结果",
    "自评得分",
    "绩效自评情况",
    "整体绩效",
];
/// Bodies above, and words that are no names.
const OTHERS: &[&str] = &[
    "财政局",
    "财政厅",
    "财政部",
    "主管部门",
    "人民政府",
    "县政府",
    "市政府",
    "省政府",
    "部门",
    "单位",
    "本局",
    "我局",
    "机关",
    "上级部门",
    "各部",
    "全部",
    "内部",
    "总部",
];
/// Words before a name that are no part of it.
const BEFORE: &[&str] = &[
    "并随", "随同", "随", "现将", "将", "对", "经", "由", "和", "与", "及", "关于", "按照", "根据",
    "纳入",
];

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(unit) = cx.unit() else { return Verdict::Unable("没有读到单位名称".into()) };
    let title = cx.facts.subject.title.as_ref().and_then(|t| t.place).map(|p| p.node);
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs().filter(|(node, _)| {
        Some(*node) != title && Some(*node) != cx.facts.subject.title_end.map(|p| p.node)
    }) {
        for (at, word) in BEHIND.iter().flat_map(|w| text.match_indices(w)) {
            let Some((start, name)) = name_before(text, at) else { continue };
            if is_own(&name, unit) || OTHERS.iter().any(|o| name.ends_with(o)) {
                continue;
            }
            let from =
                text[..start].rfind('随').filter(|i| i + "随".len() == start).unwrap_or(start);
            let place = Place::new(node, from, at + word.len());
            let message = format!("此处应是本单位“{unit}”，却写着“{name}”");
            let shown = if from < start || word.contains("自评") {
                place
            } else {
                Place::new(node, start, at)
            };
            findings.push(Finding::new(
                "L003",
                Level::Error,
                shown,
                message,
                "改为本单位，并核对这一段",
            ));
        }
    }
    findings.dedup_by_key(|f| f.place().start);
    Verdict::of(findings)
}

/// The name of a body right before a byte of a text.
fn name_before(text: &str, at: usize) -> Option<(usize, String)> {
    const MAX_CHARS: usize = 20;
    let before = &text[..at];
    let is_name = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let start =
        before.char_indices().rev().take(MAX_CHARS).take_while(|(_, c)| is_name(*c)).last()?.0;
    let mut name = &before[start..];
    for opener in BEFORE {
        if let Some(i) = name.rfind(opener) {
            let rest = &name[i + opener.len()..];
            if rest.chars().count() >= 3 {
                name = rest;
            }
        }
    }
    let is_body = BODY_ENDS.iter().any(|e| {
        e.chars().count() >= 1 && name.ends_with(e) && name.chars().count() > e.chars().count() + 1
    });
    // 本年, 全年 and the like make no name.
    let plain = ["本年", "全年", "年度", "项目", "支出", "绩效", "预算", "资金", "的"]
        .iter()
        .any(|w| name.contains(w));
    (is_body && !plain).then(|| (at - name.len(), name.to_owned()))
}

/// 县民政局 is short for 清河县民政局.
fn is_own(name: &str, unit: &str) -> bool {
    unit.ends_with(name) || name.ends_with(unit) || {
        let tail: String = name.chars().skip(1).collect();
        name.starts_with(['县', '市', '区', '省', '州', '镇', '乡']) && unit.ends_with(&tail)
    }
}
