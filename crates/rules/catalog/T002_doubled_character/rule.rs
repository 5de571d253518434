//! No character is written twice by mistake.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};
use jiheng_language::Run;
use jiheng_language::classes::{is_function, is_measure, is_suffix};
use std::ops::Range;

/// A pair that comes back so often is a name.
const NAME: usize = 3;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for run in &cx.prose.runs {
        for word in 0..run.len() {
            let Some(single) = run.lonely(word) else { continue };
            let Some(words) = doubled(cx, run, word, single) else { continue };
            let place = run.place_of_words(words);
            let quote = cx.quote(place);
            if quote.contains(char::is_whitespace) || cx.prose.count(single, single) >= NAME {
                continue;
            }
            let right = quote.replacen(single, "", 1);
            let message = format!("“{quote}”疑多写一个“{single}”");
            findings.push(
                Finding::new("T002", Level::Doubt, place, message, format!("改为“{right}”"))
                    .compare(right, quote),
            );
        }
    }
    Verdict::of(findings)
}

/// The words in which a single character repeats its neighbour.
fn doubled(cx: &Context, run: &Run, word: usize, single: char) -> Option<Range<usize>> {
    let (before, next) = (run.before(word), run.word(word + 1));
    let is_suo = single == '所' && next == [single];
    if is_measure(single) && !is_suo {
        return None;
    }
    // 的的: small words that never stand twice.
    if next == [single] {
        return (is_function(single) || is_suo).then_some(word..word + 2);
    }
    // 不够及及时: 及 joins two things, and no mark parts 及时 from what it joins.
    if single == '及' && next == ['及', '时'] && is_adverb(before) {
        return Some(word..word + 2);
    }
    let stands_free = |neighbour: &[char]| match neighbour {
        [c] => is_function(*c),
        _ => true,
    };
    let begins = next.len() > 1 && next[0] == single;
    if begins && !is_function(single) && !is_suffix(single) && stands_free(before) {
        return Some(word..word + 2);
    }
    let ends = before.len() > 1 && before.last() == Some(&single);
    let closes = match next {
        [] => ends_clause(cx, run),
        next => matches!(next, [c] if is_function(*c)),
    };
    // 扎扎实实
    let is_reduplicated = run.range(word).start >= 3 && {
        let four = &run.chars[run.range(word).end - 4..];
        four[0] == four[1]
    };
    (ends && closes && !is_function(single) && !is_reduplicated).then(|| word - 1..word + 1)
}

/// What 及 joins nothing to: 不够, 较为.
fn is_adverb(word: &[char]) -> bool {
    const ADVERBS: &[&[char]] = &[
        &['不', '够'],
        &['较', '为'],
        &['不'],
        &['更'],
        &['更', '加'],
        &['十', '分'],
        &['还', '不'],
        &['未', '能'],
    ];
    ADVERBS.contains(&word)
}

/// Whether a mark or nothing follows a run, not a digit or the gap between two columns.
fn ends_clause(cx: &Context, run: &Run) -> bool {
    let end = run.place(0..run.chars.len()).range().end;
    let behind = cx.document.text(run.node)[end..].chars().next();
    behind.is_none_or(|c| "，。；：、！？”）》".contains(c))
}
