//! No character stands in place of another that sounds or looks like it.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};
use jiheng_language::classes::is_function;
use jiheng_language::confusable::{Likeness, meant_by};
use jiheng_language::{Run, dictionary};

/// Rarer words are no proof: one word in about six hundred thousand.
const FREQUENT: dictionary::Weight = 106;
/// How often the right word stands in the document at least.
const ELSEWHERE: usize = 2;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for run in &cx.prose.runs {
        let names = opens_number(cx, run);
        for word in 1..run.len() {
            let (Some(first), Some(second)) = (run.lonely(word - 1), run.lonely(word)) else {
                continue;
            };
            if names || cx.prose.count(first, second) > 1 {
                continue;
            }
            let Some((right, likeness)) = meant(cx, first, second) else { continue };
            let place = run.place_of_words(word - 1..word + 1);
            let quote = cx.quote(place);
            let right = String::from_iter(right);
            let why = match likeness {
                Likeness::Sound => "音近",
                Likeness::Shape => "形近",
            };
            let message = format!("“{quote}”不成词，疑为{why}的“{right}”");
            findings.push(
                Finding::new("T005", Level::Doubt, place, message, format!("改为“{right}”"))
                    .compare(right, quote),
            );
        }
    }
    Verdict::of(findings)
}

/// The word of this document that two characters were meant to be.
fn meant(cx: &Context, first: char, second: char) -> Option<([char; 2], Likeness)> {
    if is_function(first) || is_function(second) {
        return None;
    }
    let counts = "一二三四五六七八九十百千万两".contains(first);
    let in_first = meant_by(first).map(|(c, why)| ([c, second], why));
    let in_second = meant_by(second).map(|(c, why)| ([first, c], why));
    in_first
        .chain(in_second)
        .filter(|(pair, _)| dictionary::weight(pair).is_some_and(|w| w <= FREQUENT))
        .map(|(pair, why)| (cx.prose.count(pair[0], pair[1]), (pair, why)))
        // Few characters look alike: 投人 is 投入 though it stands nowhere else. Many sound alike.
        .filter(|(count, (_, why))| *count >= ELSEWHERE || *why == Likeness::Shape && !counts)
        .max_by_key(|(count, _)| *count)
        .map(|(_, found)| found)
}

/// Whether a run is the issuing body of a document number: 清财发〔2023〕7号.
fn opens_number(cx: &Context, run: &Run) -> bool {
    let end = run.place(0..run.chars.len()).range().end;
    let mut behind = cx.document.text(run.node)[end..].chars();
    matches!(behind.next(), Some('〔' | '[' | '［' | '【' | '（' | '('))
        && behind.next().is_some_and(|c| c.is_ascii_digit())
}
