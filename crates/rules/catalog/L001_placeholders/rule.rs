//! Nothing is left to be filled in.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};
use jiheng_facts::blank::placeholders;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for (node, text) in cx.texts() {
        for place in placeholders(node, text) {
            let words = cx.quote(place);
            let message = format!("占位符“{words}”没有填写");
            // 上海某某会计师事务所 may be told without its name on purpose.
            let level = if words.starts_with('某') { Level::Doubt } else { Level::Error };
            findings.push(Finding::new("L001", level, place, message, "补写实际内容"));
        }
    }
    Verdict::of(findings)
}
