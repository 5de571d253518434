//! Nothing is left to be filled in.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};
use jiheng_facts::blank::placeholders;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for (node, text) in cx.texts() {
        for place in placeholders(node, text) {
            let message = format!("占位符“{}”没有填写", cx.quote(place));
            findings.push(Finding::new("L001", Level::Error, place, message, "补写实际内容"));
        }
    }
    Verdict::of(findings)
}
