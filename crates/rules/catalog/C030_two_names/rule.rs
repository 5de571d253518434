//! One thing bears one name.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role, is_han};
use jiheng_facts::wording::squeeze;

/// Kinds of things that words in another order still name.
const KINDS: &[&str] =
    &["专项", "奖励", "资金", "基金", "工程", "规划", "计划", "补助", "政策", "行动"];
/// Endings that name the same thing.
const ENDINGS: &[(&str, &str)] = &[
    ("资助资金", "补助资金"),
    ("补贴资金", "补助资金"),
    ("奖补资金", "奖励资金"),
    ("设计研究院", "设计院"),
    ("科学研究院", "科学院"),
    ("监测中心站", "监测站"),
    ("项目专项资金", "资金"),
];
/// The words before an ending that make the name of one thing.
const MIN_NAME: usize = 4;
/// Offices of the party committee that are cut short.
const COMMITTEES: &[(&str, &str)] =
    &[("省委", "省"), ("市委", "市"), ("县委", "县"), ("区委", "区")];

/// A sentence of the document, without white space.
struct Line {
    node: NodeId,
    text: String,
}

pub(super) fn check(cx: &Context) -> Verdict {
    let lines: Vec<Line> =
        cx.texts().map(|(node, text)| Line { node, text: squeeze(text) }).collect();
    // In one piece, so that each name is looked for once.
    let whole = lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n");
    let mut found: Vec<(String, String)> = swapped(&whole);
    found.extend(other_endings(&whole));
    found.extend(cut_committees(&whole));
    let findings = found
        .into_iter()
        .filter_map(|(first, second)| finding(cx, &lines, &first, &second))
        .collect();
    Verdict::of(findings)
}

/// 科技重大专项, 重大科技专项: two words of two characters in either order before the kind.
fn swapped(whole: &str) -> Vec<(String, String)> {
    const WORD: usize = 2;
    let mut names: Vec<[String; 3]> = Vec::new();
    for kind in KINDS {
        for before in names_before(whole, kind, 2 * WORD) {
            let second = before.chars().skip(WORD).collect::<String>();
            let first = before.chars().take(WORD).collect::<String>();
            let name = [first, second, (*kind).to_owned()];
            if name[0] != name[1] && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let mut pairs = Vec::new();
    for (at, [a, b, kind]) in names.iter().enumerate() {
        if names[..at].iter().any(|[x, y, k]| x == b && y == a && k == kind) {
            pairs.push((format!("{b}{a}{kind}"), format!("{a}{b}{kind}")));
        }
    }
    pairs
}

/// The same words before two endings that mean the same.
fn other_endings(whole: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for &(one, other) in ENDINGS {
        for name in names_before(whole, one, MIN_NAME) {
            let twin = format!("{name}{other}");
            let is_there = whole.contains(&twin);
            let pair = (format!("{name}{one}"), twin);
            if is_there && !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    pairs
}

/// The last `length` characters before each place of an ending.
fn names_before<'a>(
    text: &'a str,
    ending: &'a str,
    length: usize,
) -> impl Iterator<Item = String> + 'a {
    crate::text::matches(text, ending).filter_map(move |(at, _)| {
        let mut name: Vec<char> =
            text[..at].chars().rev().take_while(|c| is_han(*c)).take(length).collect();
        name.reverse();
        (name.len() == length).then(|| name.into_iter().collect())
    })
}

/// 省委军民融合办, 省军民融合办.
fn cut_committees(whole: &str) -> Vec<(String, String)> {
    const OFFICE: std::ops::RangeInclusive<usize> = 3..=8;
    let mut pairs: Vec<(String, String)> = Vec::new();
    for &(full, cut) in COMMITTEES {
        for (at, _) in whole.match_indices(full) {
            let rest: Vec<char> =
                whole[at + full.len()..].chars().take(*OFFICE.end() + 1).collect();
            let Some(end) = rest.iter().position(|c| *c == '办').filter(|n| OFFICE.contains(n))
            else {
                continue;
            };
            if rest[..end].iter().any(|c| !is_han(*c)) {
                continue;
            }
            let office: String = rest[..=end].iter().collect();
            let pair = (format!("{full}{office}"), format!("{cut}{office}"));
            if !pairs.contains(&pair) && whole.contains(&pair.1) {
                pairs.push(pair);
            }
        }
    }
    pairs
}

/// At the name that comes later, against the one that comes first. Names that one sentence tells
/// apart are two things.
fn finding(cx: &Context, lines: &[Line], one: &str, other: &str) -> Option<Finding> {
    let sentences = || lines.iter().flat_map(|l| l.text.split(['。', '；', '！']));
    if sentences().any(|s| s.contains(one) && s.contains(other)) {
        return None;
    }
    let place = |name: &str| {
        lines.iter().find(|l| l.text.contains(name)).and_then(|l| locate(cx, l.node, name))
    };
    let (mut first, mut later) = widened(cx, place(one)?, place(other)?);
    if later < first {
        std::mem::swap(&mut first, &mut later);
    }
    let message =
        format!("“{}”前文作“{}”，疑为同一事物", squeeze(cx.quote(later)), squeeze(cx.quote(first)));
    Some(Finding::new("C030", Level::Doubt, later, message, "按批复文件统一名称").using(
        first,
        Role::Against,
        "前文",
    ))
}

/// Both names with the words before them that are the same.
fn widened(cx: &Context, a: Place, b: Place) -> (Place, Place) {
    let before = |place: Place| cx.document.text(place.node)[..place.start as usize].chars().rev();
    let same = before(a).zip(before(b)).take_while(|(x, y)| x == y && is_han(*x));
    let bytes: u32 = same.map(|(c, _)| c.len_utf8() as u32).sum();
    let wider = |place: Place| Place { start: place.start - bytes, ..place };
    (wider(a), wider(b))
}

/// The place of a name whose characters white space may part.
fn locate(cx: &Context, node: NodeId, name: &str) -> Option<Place> {
    let text = cx.document.text(node);
    text.char_indices().find_map(|(start, _)| {
        let mut wanted = name.chars().peekable();
        for (at, c) in text[start..].char_indices() {
            if c.is_whitespace() && at > 0 {
                continue;
            }
            if wanted.next() != Some(c) {
                return None;
            }
            if wanted.peek().is_none() {
                return Some(Place::new(node, start, start + at + c.len_utf8()));
            }
        }
        None
    })
}
