//! The check for words that should not stand in a report.

use crate::{Context, Rule, TermCheck, Verdict};
use jiheng_base::{Finding, Place, Words};

pub(crate) fn check(rule: &Rule, check: &TermCheck, cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for (node, text) in cx.texts() {
        for (at, word) in occurrences(text, check.words) {
            let place = Place::new(node, at, at + word.len());
            let message = check.message.replace("{word}", word);
            findings.push(Finding::new(rule.code, rule.level, place, message, check.action));
        }
    }
    Verdict::of(findings)
}

/// The words in the text, leftmost and longest first, none overlapping another.
fn occurrences<'t>(text: &'t str, words: &Words) -> Vec<(usize, &'t str)> {
    let mut all: Vec<(usize, &str)> = words.matches(text).collect();
    all.sort_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())));
    let mut free_from = 0;
    all.retain(|(at, word)| {
        let free = *at >= free_from;
        if free {
            free_from = at + word.len();
        }
        free
    });
    all
}
