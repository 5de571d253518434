//! A reason names a thing or a number.

use crate::text::sentence_around;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Words};

#[rustfmt::skip]
static OPENERS: Words = Words::new(&[
    "偏离原因：", "偏差原因：", "偏离原因分析：", "偏差原因分析：", "未完成原因：", "原因分析：",
]);
/// Words that make a reason tangible.
static TANGIBLE: Words = Words::new(&[
    "项目", "工程", "费", "补助", "采购", "人员", "招标", "验收", "疫情", "征地", "上级",
]);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        let opener = OPENERS.firsts(text).next();
        let Some((at, length)) = opener.map(|(at, word)| (at, word.len())) else { continue };
        looked = true;
        let (_, end) = sentence_around(text, at + length);
        let reason = &text[at + length..end];
        let tangible = reason.contains(|c: char| c.is_ascii_digit()) || names_a_thing(cx, reason);
        if !tangible && !reason.trim().is_empty() {
            let message = "偏离原因没有数字，也没有对应到具体的科目或项目";
            let action = "写明是哪个科目、哪个项目，差多少，为什么";
            findings.push(Finding::new(
                "B011",
                Level::Doubt,
                Place::new(node, at, end),
                message,
                action,
            ));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// An item of the economic classification, or a word for a thing; 当年项目 names none.
fn names_a_thing(cx: &Context, reason: &str) -> bool {
    let plain = reason.replace("当年项目", "").replace("项目执行", "").replace("工作任务", "");
    let item = cx
        .law
        .economic
        .iter()
        .any(|c| !c.is_class() && c.name.chars().count() > 3 && plain.contains(&c.name));
    item || TANGIBLE.any_in(&plain)
}
