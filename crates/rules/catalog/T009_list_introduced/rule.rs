//! A colon introduces a list, not a semicolon.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place};

/// Nouns that name what a list is of.
const NAMES: &[&str] =
    &["材料", "资料", "文件", "内容", "措施", "办法", "问题", "方面", "任务", "制度", "情况"];
/// How many marks between its members a list has at least.
const MEMBERS: usize = 3;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let text = cx.quote(sentence.place);
        let mut parts = text.split('；');
        let (Some(opening), Some(list), None) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        if !NAMES.iter().any(|name| opening.ends_with(name)) || !is_list(list) {
            continue;
        }
        let start = sentence.place.start as usize;
        let place = Place::new(sentence.place.node, start, start + opening.len() + '；'.len_utf8());
        let message = "分号后面是一串并列的内容，引出它的应是冒号";
        findings.push(
            Finding::new("T009", Level::Doubt, place, message, "改为冒号").compare("：", "；"),
        );
    }
    Verdict::of(findings)
}

/// Members between 、 and an 等 behind the last one, without a clause among them.
fn is_list(text: &str) -> bool {
    let text = text.trim_end_matches(['。', ' ']);
    text.ends_with('等') && text.matches('、').count() >= MEMBERS
}
