//! Brackets and quotation marks come in pairs.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place};

/// Opening marks with the marks that close them; brackets of either width are alike.
const PAIRS: &[(&str, &str)] = &[("（(", "）)"), ("《", "》"), ("“", "”"), ("【", "】"), ("〔", "〕")];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for (open, close) in PAIRS {
        // A paragraph that a page or a line cuts leaves one half to the next one.
        let mut is_open = false;
        for (node, text) in cx.texts() {
            let single = Single::find(text, open, close);
            let unopened = single.unopened.filter(|_| !is_open);
            is_open = single.unclosed.is_some() || is_open && single.unopened.is_none();
            let Some(at) = unopened.or(single.unclosed).filter(|_| is_whole(text)) else {
                continue;
            };
            is_open = false;
            findings.push(finding(cx, node, at, is_reversed(text, open, close)));
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
struct Single {
    unopened: Option<usize>,
    unclosed: Option<usize>,
}

impl Single {
    fn find(text: &str, open: &str, close: &str) -> Self {
        let mut opened: Vec<usize> = Vec::new();
        let mut unopened = None;
        for (at, c) in text.char_indices() {
            if open.contains(c) {
                opened.push(at);
            } else if close.contains(c) && opened.pop().is_none() && !ends_number(text, at) {
                unopened = unopened.or(Some(at));
            }
        }
        Self { unopened, unclosed: opened.first().copied() }
    }
}

/// Whether a closing mark stands before its opening one, as often as that.
fn is_reversed(text: &str, open: &str, close: &str) -> bool {
    let count = |marks: &str| text.chars().filter(|c| marks.contains(*c)).count();
    count(open) == count(close)
}

/// 1）、a)、①) number an item.
fn ends_number(text: &str, at: usize) -> bool {
    text[..at].ends_with(|c: char| !('\u{4E00}'..='\u{9FFF}').contains(&c) && c.is_alphanumeric())
}
