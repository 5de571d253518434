//! The check for words that should not stand in a report.

use crate::{Context, Rule, TermCheck, Verdict};
use jiheng_base::{Finding, Place};

pub(crate) fn check(rule: &Rule, check: &TermCheck, cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for (node, text) in cx.texts() {
        for word in check.words {
            for (at, _) in text.match_indices(word) {
                let place = Place::new(node, at, at + word.len());
                let message = check.message.replace("{word}", word);
                findings.push(Finding::new(rule.code, rule.level, place, message, check.action));
            }
        }
    }
    Verdict::of(findings)
}
