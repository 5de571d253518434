//! No blank is left inside a sentence.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place};

/// So many half-width columns are no slip of the space bar.
const WIDE: usize = 6;
/// Characters to quote on either side.
const BESIDE: usize = 3;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        if !text.trim_end().ends_with('。') {
            continue;
        }
        // Columns leave more than one.
        let [(start, end)] = gaps(text)[..] else { continue };
        if is_cut(cx, node, start, end) {
            continue;
        }
        // The words beside it, for a blank alone cannot be quoted.
        let first = text[..start].char_indices().rev().nth(BESIDE).map_or(0, |(at, _)| at);
        let last = text[end..].char_indices().nth(BESIDE).map_or(text.len(), |(at, _)| end + at);
        let place = Place::new(node, first, last);
        let message = "句中空出一段，疑有内容没有填写";
        findings.push(Finding::new("T010", Level::Doubt, place, message, "补写内容或删去空白"));
    }
    Verdict::of(findings)
}

/// Whether a line or page ends in a gap: lines are padded, not left blank.
fn is_cut(cx: &Context, node: NodeId, start: usize, end: usize) -> bool {
    let ends_line = cx.document.text(node)[..start].ends_with('\n');
    let anchors = &cx.document.nodes[node.index()].anchors;
    let inside = |at: usize| (start..=end).contains(&at);
    ends_line || anchors.iter().any(|a| a.line.is_some() && inside(a.at as usize))
}

/// Wide gaps between words.
fn gaps(text: &str) -> Vec<(usize, usize)> {
    let mut gaps = Vec::new();
    let mut at = text.len() - text.trim_start().len();
    while let Some(found) = text[at..].find(is_blank) {
        let start = at + found;
        let width = text[start..].chars().take_while(|c| is_blank(*c)).map(columns).sum::<usize>();
        let end = text[start..].find(|c| !is_blank(c)).map_or(text.len(), |n| start + n);
        if width >= WIDE && end < text.len() {
            gaps.push((start, end));
        }
        at = end;
    }
    gaps
}

/// Columns of a blank on the page.
fn columns(blank: char) -> usize {
    if blank == '\u{3000}' { 2 } else { 1 }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{A0}')
}
