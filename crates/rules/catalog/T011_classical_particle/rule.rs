//! Modern prose joins words by 的.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for run in &cx.prose.runs {
        for word in 1..run.len() {
            if run.lonely(word) != Some('之') {
                continue;
            }
            if run.before(word).len() < 2 || run.word(word + 1).len() < 2 {
                continue;
            }
            let place = run.place_of_words(word - 1..word + 2);
            let quote = cx.quote(place);
            let message = format!("“{quote}”文白夹杂");
            findings.push(Finding::new("T011", Level::Note, place, message, "把“之”改为“的”"));
        }
    }
    Verdict::of(findings)
}
