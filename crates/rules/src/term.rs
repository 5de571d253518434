//! The check for words that should not stand in a report.

use crate::{Context, Rule, TermCheck, Verdict};
use jiheng_base::{Finding, Place};

pub(crate) fn check(rule: &Rule, check: &TermCheck, cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    let words = cx.told(check.words);
    for (node, text) in cx.texts() {
        for (at, word) in occurrences(text, &words) {
            let place = Place::new(node, at, at + word.len());
            let message = check.message.replace("{word}", word);
            findings.push(Finding::new(rule.code, rule.level, place, message, check.action));
        }
    }
    Verdict::of(findings)
}

/// The words in the text, leftmost and longest first, none overlapping another.
fn occurrences<'w>(text: &str, words: &[&'w str]) -> Vec<(usize, &'w str)> {
    let mut all: Vec<(usize, &str)> = words
        .iter()
        .flat_map(|&word| crate::text::matches(text, word).map(move |(at, _)| (at, word)))
        .collect();
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
