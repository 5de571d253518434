//! Where a body speaks of itself, it names itself.

use crate::bodies::{KINDS, is_above, is_own};
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Words, is_han, words};
use jiheng_facts::subject::BODY_ENDS;

/// What stands behind the name of the body that reports.
static BEHIND: Words = Words::new(&[
    "决算",
    "部门决算",
    "整体支出",
    "部门整体",
    "自评结果",
    "自评得分",
    "绩效自评情况",
    "整体绩效",
]);
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
        for (at, word) in BEHIND.matches(text) {
            let Some((start, name)) = name_before(text, at) else { continue };
            let is_below = ["所属", "下属", "直属", "各"].iter().any(|w| name.starts_with(w));
            if is_own(&name, unit) || is_below || is_above(&name) {
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
    findings.extend(acting_bodies(cx, unit));
    findings.extend(speaking_bodies(cx, unit));
    findings.extend(signing_body(cx, unit));
    findings.dedup_by_key(|f| f.place().start);
    Verdict::of(findings)
}

/// What only the body that reports does.
static OWN_GROUPS: Words = Words::new(&["自评小组", "自评工作组", "自评领导小组", "自评工作小组"]);

/// 某乡成立…自评小组: a body of our kind under another name sets up our group.
fn acting_bodies<'a>(cx: &'a Context, unit: &'a str) -> impl Iterator<Item = Finding> + 'a {
    cx.paragraphs().filter_map(move |(node, text)| {
        let group = OWN_GROUPS.firsts(text).next()?.0;
        let (start, _) = crate::text::clause_around(text, group);
        let start = text.len() - text[start..].trim_start().len();
        let at = text[start..group].find("成立").map(|i| start + i)?;
        let name = &text[start..at];
        let kind = KINDS.iter().find(|k| k.iter().any(|e| unit.ends_with(e)))?;
        let end = kind.iter().filter(|e| name.ends_with(**e)).max_by_key(|e| e.len())?;
        let own_name = name.strip_suffix(end)?;
        let is_name = (2..=8).contains(&own_name.chars().count())
            && own_name.chars().all(is_han)
            && !words!["各", "本", "我", "全", "该"].any_in(own_name)
            && !words!["下辖", "所属", "下属"].any_in(own_name);
        let is_other = !unit.contains(own_name) && !is_own(name, unit) && !is_above(name);
        (is_name && is_other).then(|| {
            let place = Place::new(node, start, at + "成立".len());
            let message = format!("此处应是本单位“{unit}”，却写着“{name}”");
            Finding::new("L003", Level::Error, place, message, "改为本单位，并核对这一段")
        })
    })
}

/// A body of our kind under another name signs the report.
fn signing_body(cx: &Context, unit: &str) -> Option<Finding> {
    let signed = cx.facts.subject.signed.as_ref()?;
    let name = signed.value.as_str();
    let ends_alike = |kind: &&&[&str]| {
        kind.iter().any(|e| unit.ends_with(e)) && kind.iter().any(|e| name.ends_with(e))
    };
    let is_other = !name.contains(unit) && !unit.contains(name) && !is_own(name, unit);
    KINDS.iter().find(ends_alike).filter(|_| is_other)?;
    let message = format!("标题是“{unit}”的报告，落款却是“{name}”");
    Some(Finding::new("L003", Level::Doubt, signed.place?, message, "统一标题和落款的单位"))
}

/// What a report says of the body that it is of, at the start of a sentence.
#[rustfmt::skip]
static SPEAKING: Words = Words::new(&[
    "紧紧围绕", "始终坚持", "认真贯彻", "深入贯彻", "负责全", "主要负责", "内设", "核定编制",
]);

/// 某镇紧紧围绕…: a body of our kind under another name does what the report tells of us.
fn speaking_bodies<'a>(cx: &'a Context, unit: &'a str) -> impl Iterator<Item = Finding> + 'a {
    const CHARS: std::ops::RangeInclusive<usize> = 3..=16;
    let kind = KINDS.iter().find(|k| k.iter().any(|e| unit.ends_with(e)));
    let sentences =
        kind.into_iter().flat_map(|kind| cx.facts.sentences.iter().map(move |s| (kind, s)));
    sentences.filter_map(move |(kind, sentence)| {
        let text = cx.quote(sentence.place);
        let lead = text.len() - text.trim_start().len();
        let at = SPEAKING.first_in(text)?;
        let subject = text.get(lead..at)?;
        // （一）部门职责。某局负责… and 1.某局负责…
        let name = subject.rsplit(['。', '：', '）', '.', '、', '，']).next()?;
        let is_name = CHARS.contains(&name.chars().count())
            && name.chars().all(is_han)
            && kind.iter().any(|e| name.ends_with(e))
            && !words!["各", "本", "我", "全", "该", "所属", "下属"].any_in(name);
        let is_other = !is_own(name, unit) && !is_above(name);
        (is_name && is_other).then(|| {
            let start = sentence.place.start as usize + at - name.len();
            let place = Place::new(sentence.place.node, start, start + name.len());
            let message = format!("此处应是本单位“{unit}”，却写着“{name}”");
            Finding::new("L003", Level::Doubt, place, message, "改为本单位，并核对这一段")
        })
    })
}

/// The name of a body right before a byte of a text.
fn name_before(text: &str, at: usize) -> Option<(usize, String)> {
    const MAX_CHARS: usize = 20;
    let before = &text[..at];
    let start =
        before.char_indices().rev().take(MAX_CHARS).take_while(|(_, c)| is_han(*c)).last()?.0;
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
    let plain = words![
        "本年", "全年", "年度", "项目", "支出", "绩效", "预算", "资金", "的", "该", "其", "元"
    ]
    .any_in(name);
    (is_body && !plain).then(|| (at - name.len(), name.to_owned()))
}
