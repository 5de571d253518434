//! No character is left out.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place};
use jiheng_language::classes::{is_function, is_measure};
use jiheng_language::{Run, dictionary};

/// Only the most frequent words are missed for sure: one word in about two thousand.
const FREQUENT: dictionary::Weight = 62;
/// How much more frequent the word is than the character alone: twice.
const MORE: dictionary::Weight = 5;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for run in &cx.prose.runs {
        for word in 0..run.len() {
            let Some(right) = meant(cx, run, word) else { continue };
            let place = run.place_of_words(word..word + 2);
            findings.push(finding(cx, place, &right));
        }
    }
    for (node, text) in cx.texts() {
        findings.extend(
            years(node, text)
                .map(|place| finding(cx, place, &cx.quote(place).replace('度', "年度"))),
        );
    }
    Verdict::of(findings)
}

fn finding(cx: &Context, place: Place, right: &str) -> Finding {
    let quote = cx.quote(place);
    let message = format!("“{quote}”疑漏字，应为“{right}”");
    Finding::new("T004", Level::Doubt, place, message, format!("改为“{right}”"))
        .compare(right, quote)
}

/// A frequent word that a single character is short of, with the word behind it, if the document
/// writes that elsewhere.
fn meant(cx: &Context, run: &Run, word: usize) -> Option<String> {
    let single = run.lonely(word)?;
    let (before, next) = (run.before(word), run.word(word + 1));
    let stands_free = before.len() != 1 || is_function(before[0]);
    if is_function(single) || is_measure(single) || next.len() < 2 || !stands_free {
        return None;
    }
    let alone = dictionary::weight(&[single])?;
    let frequent = dictionary::begun_by(single)
        .filter(|(_, weight)| *weight <= FREQUENT && weight + MORE <= alone);
    let phrase = |second: char| -> Vec<char> {
        [single, second].into_iter().chain(next.iter().copied()).collect()
    };
    let found = frequent.map(|(second, _)| phrase(second)).find(|p| cx.prose.occurrences(p) > 0)?;
    let written: Vec<char> = [single].into_iter().chain(next.iter().copied()).collect();
    (cx.prose.occurrences(&written) == 1).then(|| found.iter().collect())
}

/// Years that are followed by 度 without 年.
fn years(node: NodeId, text: &str) -> impl Iterator<Item = Place> {
    text.match_indices('度').filter_map(move |(at, word)| {
        let before = text[..at].trim_end_matches(' ');
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let start = before.len() - digits;
        let is_year = digits == 4 && matches!(before.get(start..start + 2), Some("19" | "20"));
        let is_power = text.contains('电');
        (is_year && !is_power).then(|| Place::new(node, start, at + word.len()))
    })
}
