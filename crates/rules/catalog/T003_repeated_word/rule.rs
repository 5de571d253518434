//! No word is written twice in one phrase.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};
use jiheng_language::Run;
use std::ops::Range;

/// A full form, and how many characters a word has at least that ends in its short form: 责任制,
/// but not 控制.
const FULL_FORMS: &[(&str, usize)] =
    &[("制度", 3), ("费用", 3), ("款项", 3), ("表格", 3), ("评价", 2), ("评估", 2), ("评定", 2)];
/// What is rated, when a short form of 评 is a noun.
const RATED: &str = "自考测初复互总";
/// The words that may stand where a word was put by mistake.
const MISPUT: Range<usize> = 2..5;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for run in &cx.prose.runs {
        for word in 0..run.len() {
            let found = twice(run, word)
                .or_else(|| short_and_full(run, word))
                .or_else(|| misput(cx, run, word));
            let Some((chars, right)) = found else { continue };
            let place = run.place(chars);
            let quote = cx.quote(place);
            if quote.contains(char::is_whitespace) {
                continue;
            }
            let message = format!("“{quote}”里有词语重复，疑为“{right}”");
            findings.push(
                Finding::new("T003", Level::Doubt, place, message, format!("改为“{right}”"))
                    .compare(right, quote),
            );
        }
    }
    Verdict::of(findings)
}

type Found = (Range<usize>, String);

/// 管理管理
fn twice(run: &Run, word: usize) -> Option<Found> {
    let own = run.word(word);
    // 一笔一笔核对
    let is_each = own.first() == Some(&'一');
    (own.len() > 1 && !is_each && run.word(word + 1) == own)
        .then(|| (run.range(word).start..run.range(word + 1).end, own.iter().collect()))
}

/// 责任制制度
fn short_and_full(run: &Run, word: usize) -> Option<Found> {
    let full = run.word(word).iter().copied();
    let (_, least) = FULL_FORMS.iter().find(|(form, _)| form.chars().eq(full.clone()))?;
    let start = run.range(word).start;
    let short = run.word(word)[0];
    if start < *least || run.chars[start - 1] != short {
        return None;
    }
    let first = match run.before(word) {
        [_] => start - 1 - run.before(word - 1).len().min(*least),
        before => start - before.len(),
    };
    let is_noun = if *least == 2 { RATED.contains(run.chars[start - 2]) } else { true };
    (is_noun && start - first >= *least)
        .then(|| (first..run.range(word).end, run.chars[first..start].iter().collect()))
}

/// 部门整体部门自评, where 部门整体绩效自评 stands elsewhere.
fn misput(cx: &Context, run: &Run, word: usize) -> Option<Found> {
    let own = run.word(word);
    let between = run.word(word + 1);
    if own.len() < 2 || between.len() < 2 || run.word(word + 2) != own {
        return None;
    }
    let start = run.range(word).start;
    let (head, tail) = (run.range(word + 1).end, run.range(word + 2).end);
    let behind = run.chars.get(tail..tail + 2)?;
    let opening = &run.chars[start..head];
    let elsewhere = cx.prose.runs.iter().flat_map(|other| {
        other.chars.windows(opening.len()).enumerate().filter(|(_, w)| *w == opening).filter_map(
            |(at, _)| {
                let rest = &other.chars[at + opening.len()..];
                let width = MISPUT.clone().find(|n| rest.get(*n..n + 2) == Some(behind))?;
                Some(&rest[..width])
            },
        )
    });
    let meant = elsewhere.filter(|middle| *middle != own).min_by_key(|middle| middle.len())?;
    Some((start..tail + 2, opening.iter().chain(meant).chain(behind).collect()))
}
