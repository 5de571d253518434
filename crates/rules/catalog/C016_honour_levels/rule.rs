//! One honour of one level.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role, Words};

static HONOURS: Words = Words::new(&[
    "文明城市",
    "文明县城",
    "卫生城市",
    "卫生县城",
    "卫生乡镇",
    "园林城市",
    "森林城市",
    "双拥模范",
    "文明村镇",
    "文明单位",
    "环保模范",
    "生态文明建设示范",
]);
const NATIONAL: &[&str] = &["全国", "国家级", "国家"];
const PROVINCIAL: &[&str] = &["省级", "省", "自治区", "全省"];
const LOCAL: &[&str] = &["市级", "全市", "市", "县级", "县"];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    let texts: Vec<(NodeId, &str)> =
        cx.paragraphs().filter(|(_, text)| HONOURS.any_in(text)).collect();
    for honour in HONOURS.iter() {
        let mut mentions: Vec<(u8, Place)> = Vec::new();
        for (node, text) in texts.iter().copied() {
            for (at, _) in crate::text::matches(text, honour) {
                let before = &text[..at];
                let ends = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
                let level = if ends(NATIONAL) {
                    3
                } else if ends(PROVINCIAL) {
                    2
                } else if ends(LOCAL) {
                    1
                } else {
                    continue;
                };
                let (start, end) = clause_around(text, at);
                mentions.push((level, Place::new(node, start + lead(&text[start..end]), end)));
            }
        }
        let Some((level, first)) = mentions.first().copied() else { continue };
        looked = true;
        if let Some((_, other)) = mentions.iter().find(|(l, _)| *l != level) {
            let message = format!("“{honour}”的层级前后不一");
            findings.push(
                Finding::new("C016", Level::Doubt, first, message, "核对后统一层级").using(
                    *other,
                    Role::Against,
                    "另一处",
                ),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}

fn lead(clause: &str) -> usize {
    clause.len() - clause.trim_start().len()
}
