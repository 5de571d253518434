//! Numbered references need numbered attachments.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role};

const REFERENCES: &[&str] =
    &["附件一", "附件二", "附件三", "附件四", "附件1", "附件2", "附件3", "附件4"];

pub(super) fn check(cx: &Context) -> Verdict {
    let attached: Vec<(NodeId, &str)> = cx.paragraphs().filter(|(_, t)| is_attachment(t)).collect();
    let &[(node, text)] = attached.as_slice() else { return Verdict::NotApplicable };
    let list = Place::new(node, 0, text.trim_end().len());
    let mut looked = false;
    let mut findings = Vec::new();
    for (at, text) in cx.paragraphs().filter(|(at, _)| *at < node) {
        looked |= text.contains("附件");
        for (start, word) in REFERENCES.iter().filter_map(|w| text.find(w).map(|s| (s, *w))) {
            let opener = ["详见", "见", "参见"]
                .iter()
                .find(|w| text[..start].ends_with(**w))
                .map_or(0, |w| w.len());
            // A line that opens with it is an attachment of its own.
            if opener == 0 {
                return Verdict::NotApplicable;
            }
            let place = Place::new(at, start - opener, start + word.len());
            let message = format!("引用“{word}”，文末只有一个不编号的附件");
            findings.push(
                Finding::new("S011", Level::Doubt, place, message, "统一附件的编号").using(
                    list,
                    Role::Against,
                    "文末附件",
                ),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 附件：评分表, and not 附件：1.评分表.
fn is_attachment(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.strip_prefix("附件").map(str::trim_start);
    let Some(rest) = rest.and_then(|r| r.strip_prefix(['：', ':'])) else { return false };
    let rest = rest.trim_start();
    let unnumbered =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四".contains(c));
    let is_numbered =
        unnumbered.len() < rest.len() && unnumbered.starts_with(['.', '．', '、', '：', ' ']);
    !rest.is_empty() && !is_numbered
}
