//! Brackets and quotation marks come in pairs.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, is_han};

/// Kinds of marks; brackets of either width are one kind.
const KINDS: usize = 5;

/// The kind of a mark, and whether it opens.
fn kind(c: char) -> Option<(usize, bool)> {
    Some(match c {
        '（' | '(' => (0, true),
        '）' | ')' => (0, false),
        '《' => (1, true),
        '》' => (1, false),
        '“' => (2, true),
        '”' => (2, false),
        '【' => (3, true),
        '】' => (3, false),
        '〔' => (4, true),
        '〕' => (4, false),
        _ => return None,
    })
}

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    // A paragraph that a page or a line cuts leaves one half to the next one.
    let mut is_open = [false; KINDS];
    for (node, text) in cx.texts() {
        for (single, is_open) in Single::find(text).iter().zip(&mut is_open) {
            let unopened = single.unopened.filter(|_| !*is_open);
            *is_open = single.unclosed.is_some() || *is_open && single.unopened.is_none();
            let Some(at) = unopened.or(single.unclosed).filter(|_| is_whole(text)) else {
                continue;
            };
            *is_open = false;
            let is_reversed = single.unopened.is_some() && single.unclosed.is_some();
            findings.push(finding(cx, node, at, is_reversed));
        }
    }
    Verdict::of(findings)
}

fn finding(cx: &Context, node: NodeId, at: usize, is_reversed: bool) -> Finding {
    let text = &cx.document.text(node)[at..];
    let place = Place::new(node, at, at + text.chars().next().map_or(0, char::len_utf8));
    let fault = if is_reversed { "前后写反" } else { "不成对" };
    let message = format!("“{}”{fault}", cx.quote(place));
    Finding::new("T007", Level::Doubt, place, message, "改为成对的标点")
}

/// Whether a text is a sentence to its end.
fn is_whole(text: &str) -> bool {
    text.trim_end().ends_with(['。', '！', '？', '；'])
}

/// The first marks of a kind that have no other half.
#[derive(Default)]
struct Single {
    unopened: Option<usize>,
    unclosed: Option<usize>,
}

impl Single {
    fn find(text: &str) -> [Self; KINDS] {
        let mut opened: [Vec<usize>; KINDS] = Default::default();
        let mut singles: [Self; KINDS] = Default::default();
        for (at, c) in text.char_indices() {
            let Some((kind, opens)) = kind(c) else { continue };
            if opens {
                opened[kind].push(at);
            } else if opened[kind].pop().is_none() && !ends_number(text, at) {
                singles[kind].unopened = singles[kind].unopened.or(Some(at));
            }
        }
        for (single, opened) in singles.iter_mut().zip(opened) {
            single.unclosed = opened.first().copied();
        }
        singles
    }
}

/// 1）、a)、①) number an item.
fn ends_number(text: &str, at: usize) -> bool {
    text[..at].ends_with(|c: char| !is_han(c) && c.is_alphanumeric())
}
