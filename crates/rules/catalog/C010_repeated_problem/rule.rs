//! A problem of last year that is one again.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role, Words};

static LAST_YEAR: Words = Words::new(&["上年度存在", "上年存在", "上年度反映", "去年存在"]);
const THIS_YEAR: &[&str] = &["存在的问题", "存在问题", "主要问题", "未完成"];

pub(super) fn check(cx: &Context) -> Verdict {
    let last = last_year(cx);
    if last.is_empty() {
        return Verdict::NotApplicable;
    }
    let mut findings = Vec::new();
    for (words, from) in &last {
        let again = cx.paragraphs().find_map(|(node, text)| {
            let here = cx.facts.outline.is_under(node, THIS_YEAR) && node != from.node;
            let at = here.then(|| text.find(words.as_str())).flatten()?;
            Some(Place::new(node, at, at + words.len()))
        });
        findings.extend(again.map(|place| {
            let message = format!("“{words}”上年度已列为问题，本年度仍然存在");
            Finding::new(
                "C010",
                Level::Doubt,
                place,
                message,
                "说明上年整改情况和本年仍然存在的原因",
            )
            .using(*from, Role::Against, "上年度")
        }));
    }
    Verdict::of(findings)
}

/// The items behind 上年度存在问题：, each up to its first separator.
fn last_year(cx: &Context) -> Vec<(String, Place)> {
    const MIN_CHARS: usize = 5;
    let mut found = Vec::new();
    let mut open = false;
    for (node, text) in cx.paragraphs() {
        if text.trim_end().ends_with(['：', ':']) && LAST_YEAR.any_in(text) {
            open = true;
            continue;
        }
        let item =
            cx.facts.outline.entries.iter().find(|e| e.node == node).filter(|e| e.number.is_some());
        let Some(item) = item.filter(|_| open) else {
            open = false;
            continue;
        };
        let words = item.title.split(['，', '。', '；']).next().unwrap_or("").trim().to_owned();
        if words.chars().count() >= MIN_CHARS {
            found.push((words, whole(cx, node)));
        }
    }
    found
}

fn whole(cx: &Context, node: NodeId) -> Place {
    Place::new(node, 0, cx.document.text(node).len())
}
