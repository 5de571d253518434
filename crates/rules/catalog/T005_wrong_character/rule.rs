//! No character stands in place of another that sounds or looks like it.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};
use jiheng_language::Run;
use jiheng_language::classes::{is_function, is_measure};
use jiheng_language::confusable::{Likeness, meant_by};
use jiheng_language::dictionary::{self, PHRASE};

/// Rarer words are no proof: one word in about six hundred thousand.
const FREQUENT: dictionary::Weight = 106;
/// A word that everybody writes, one in about thirty thousand, may have been meant though it stands
/// nowhere else: worth a line, no more.
const COMMON: dictionary::Weight = 82;
/// Words of the field that everybody in it writes and others seldom do.
#[rustfmt::skip]
const FIELD: &[[char; 2]] = &[
    ['自', '评'], ['监', '测'], ['见', '证'], ['约', '谈'], ['销', '号'], ['归', '集'], ['护', '栏'], ['加', '固'], ['镇', '域'], ['县', '域'],
    ['管', '护'], ['台', '账'], ['兑', '付'], ['概', '算'], ['造', '价'], ['督', '导'], ['抽', '查'], ['问', '卷'], ['初', '验'],
    ['终', '验'], ['复', '核'], ['核', '减'], ['审', '减'], ['追', '缴'], ['拨', '付'], ['监', '理'], ['招', '标'], ['投', '标'],
    ['履', '职'], ['绩', '效'], ['结', '余'], ['结', '转'], ['盘', '点'], ['衬', '砌'], ['管', '网'], ['清', '欠'], ['公', '示'],
    ['公', '开'], ['控', '制'], ['滞', '后'], ['压', '减'], ['归', '档'], ['签', '订'], ['入', '库'],
];
/// A word of three characters is told from others however rare it is.
const KNOWN: dictionary::Weight = 125;
const THREE: usize = 3;
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
            // 22470人中签约18372人
            let is_measured = word == 1 && is_measure(first) && follows_digit(cx, run);
            if names || is_measured || cx.prose.count(first, second) > 1 {
                continue;
            }
            let Some((right, likeness, level)) = meant(cx, first, second) else { continue };
            let place = run.place_of_words(word - 1..word + 1);
            let quote = cx.quote(place);
            let right = String::from_iter(right);
            let why = match likeness {
                Likeness::Sound => "音近",
                Likeness::Shape => "形近",
            };
            let message = format!("“{quote}”不成词，疑为{why}的“{right}”");
            findings.push(
                Finding::new("T005", level, place, message, format!("改为“{right}”"))
                    .compare(right, quote),
            );
        }
        findings.extend(phrases(cx, run));
        findings.extend((0..run.len()).filter_map(|word| of_three(cx, run, word)));
    }
    findings.dedup_by_key(|f| f.place());
    Verdict::of(findings)
}

/// 举一返三: four characters that are a set phrase but for one.
fn phrases<'a>(cx: &'a Context, run: &'a Run) -> impl Iterator<Item = Finding> + 'a {
    (0..run.len()).filter(|word| run.lonely(*word).is_some()).filter_map(|word| {
        let start = run.range(word).start;
        // The wrong character stands alone, and so the phrase is no word.
        (start.saturating_sub(PHRASE - 1)..=start).find_map(|from| {
            let written = run.chars.get(from..)?.first_chunk::<PHRASE>()?;
            let gap = start - from;
            let phrase_with = dictionary::word_but_for(written, gap)?;
            let fits = |c: &char| phrase_with(*c).is_some();
            let meant = meant_by(written[gap]).map(|(c, _)| c).find(fits)?;
            let mut right = *written;
            right[gap] = meant;
            let right = String::from_iter(right);
            let place = run.place(from..from + PHRASE);
            let quote = cx.quote(place);
            let message = format!("“{quote}”疑为“{right}”");
            Some(
                Finding::new("T005", Level::Doubt, place, message, format!("改为“{right}”"))
                    .compare(right, quote),
            )
        })
    })
}

/// 成话率, 输配店: one character that stands alone makes a word of three with the others, and those are
/// no frequent word without it.
fn of_three(cx: &Context, run: &Run, word: usize) -> Option<Finding> {
    let is_plain = |c: &char| !is_function(*c) && !is_measure(*c);
    let single = run.lonely(word).filter(is_plain)?;
    let gap = run.range(word).start;
    let (from, written) = (word.saturating_sub(THREE - 1)..=word).find_map(|first| {
        let from = run.range(first).start;
        let written = run.chars.get(from..)?.first_chunk::<THREE>()?;
        let holds = (from..from + THREE).contains(&gap) && written.iter().all(is_plain);
        (holds && falls_apart(run, first, from + THREE)).then_some((from, written))
    })?;
    let word_with = dictionary::word_but_for(written, gap - from)?;
    let is_known = |c: &char| word_with(*c).is_some_and(|w| w <= KNOWN);
    let meant = meant_by(single).map(|(c, _)| c).find(is_known)?;
    if cx.prose.occurrences(written) > 1 {
        return None;
    }
    let mut right = *written;
    right[gap - from] = meant;
    let right = String::from_iter(right);
    let place = run.place(from..from + THREE);
    let quote = cx.quote(place);
    let message = format!("“{quote}”疑为“{right}”");
    let action = format!("改为“{right}”");
    Some(Finding::new("T005", Level::Doubt, place, message, action).compare(right, quote))
}

/// Whether the words from one on end with a character, and none of them is a frequent word.
fn falls_apart(run: &Run, first: usize, end: usize) -> bool {
    let words = || (first..run.len()).take_while(|word| run.range(*word).end <= end);
    words().last().is_some_and(|last| run.range(last).end == end)
        && !words()
            .map(|word| run.word(word))
            .any(|own| own.len() > 1 && dictionary::weight(own).is_some_and(|w| w <= FREQUENT))
}

/// The word of this document that two characters were meant to be.
fn meant(cx: &Context, first: char, second: char) -> Option<([char; 2], Likeness, Level)> {
    let joins = is_function(first) || is_function(second);
    let counts = "一二三四五六七八九十百千万两".contains(first);
    let has_field = FIELD.iter().any(|[a, b]| (*a == first) != (*b == second));
    if joins && !has_field {
        return None;
    }
    let in_first = meant_by(first).map(|(c, why)| ([c, second], why));
    let in_second = meant_by(second).map(|(c, why)| ([first, c], why));
    in_first
        .chain(in_second)
        .filter(|(pair, _)| {
            has_field && FIELD.contains(pair)
                || !joins && dictionary::weight(pair).is_some_and(|w| w <= FREQUENT)
        })
        .map(|(pair, why)| (cx.prose.count(pair[0], pair[1]), (pair, why)))
        .filter_map(|(count, (pair, why))| {
            // Few characters look alike: 投人 is 投入 though it stands nowhere else. Many sound alike.
            let is_clear =
                count >= ELSEWHERE || why == Likeness::Shape && !counts || FIELD.contains(&pair);
            let is_common = dictionary::weight(&pair).is_some_and(|w| w <= COMMON);
            let level = if is_clear { Level::Doubt } else { Level::Note };
            (is_clear || is_common && !counts).then_some((level, count, (pair, why, level)))
        })
        .max_by_key(|(level, count, _)| (*level, *count))
        .map(|(_, _, found)| found)
}

fn follows_digit(cx: &Context, run: &Run) -> bool {
    let before = &cx.document.text(run.node)[..run.place(0..1).range().start];
    before.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a run is the issuing body of a document number: 清财发〔2023〕7号.
fn opens_number(cx: &Context, run: &Run) -> bool {
    let end = run.place(0..run.chars.len()).range().end;
    let mut behind = cx.document.text(run.node)[end..].chars();
    matches!(behind.next(), Some('〔' | '[' | '［' | '【' | '（' | '('))
        && behind.next().is_some_and(|c| c.is_ascii_digit())
}
