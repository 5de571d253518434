//! A heading with nothing under it.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};
use jiheng_document::Block;
use jiheng_facts::outline::{Entry, NumberStyle};

/// Headings are short; a longer line is an item that says all it has to say.
const MAX_CHARS: usize = 20;

pub(super) fn check(cx: &Context) -> Verdict {
    let entries = &cx.facts.outline.entries;
    let is_sentence = |e: &Entry| cx.document.text(e.node).trim_end().ends_with(['。', '；']);
    let headings: Vec<usize> = (0..entries.len())
        .filter(|at| {
            is_heading(&entries[*at]) && (entries[*at].has_body || !is_sentence(&entries[*at]))
        })
        .collect();
    let findings = headings
        .iter()
        .copied()
        .filter(|at| {
            !has_content(cx, *at)
                && most_siblings_have(cx, &headings, *at)
                && !is_listed_again(entries, *at)
        })
        .map(|at| {
            let message = format!("“{}”下没有内容", cx.quote(entries[at].place).trim());
            Finding::new(
                "S002",
                Level::Doubt,
                entries[at].place,
                message,
                "补写内容，确无内容的写明",
            )
        })
        .collect();
    Verdict::of_looked(findings, headings.len() > 1)
}

fn is_heading(entry: &Entry) -> bool {
    let numbered = entry
        .number
        .as_ref()
        .is_some_and(|n| matches!(n.style, NumberStyle::Chinese | NumberStyle::BracketedChinese));
    let title = entry.title.as_str();
    let plain = !title.contains(['，', '；', '…', '·', '.'])
        && !title.ends_with(|c: char| c.is_ascii_digit());
    let attached = ["附件", "附表", "附："].iter().any(|w| title.starts_with(w));
    numbered && plain && !attached && (2..=MAX_CHARS).contains(&title.chars().count())
}

/// Text behind the title, text or a table before the next heading, or headings under it.
fn has_content(cx: &Context, at: usize) -> bool {
    let entries = &cx.facts.outline.entries;
    let entry = &entries[at];
    let next = entries.get(at + 1);
    if entry.has_body || next.is_some_and(|n| n.parent == Some(at)) {
        return true;
    }
    let end = next.map(|n| n.node);
    cx.document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(p) => (p.node, !cx.document.text(p.node).trim().is_empty()),
            Block::Table(t) => (t.cells.first().map_or(entry.node, |c| c.node), true),
        })
        .any(|(node, filled)| filled && node > entry.node && end.is_none_or(|end| node < end))
}

/// Lists of one line each have nothing under any of them.
fn most_siblings_have(cx: &Context, headings: &[usize], at: usize) -> bool {
    let entries = &cx.facts.outline.entries;
    let style = |at: usize| entries[at].number.as_ref().map(|n| n.style);
    let siblings: Vec<usize> = headings
        .iter()
        .copied()
        .filter(|other| {
            *other != at
                && entries[*other].parent == entries[at].parent
                && style(*other) == style(at)
        })
        .collect();
    let filled = siblings.iter().filter(|s| has_content(cx, **s)).count();
    filled > 0 && filled * 2 > siblings.len()
}

/// The title stands in a table of contents, and the section itself elsewhere.
fn is_listed_again(entries: &[Entry], at: usize) -> bool {
    entries.iter().enumerate().any(|(other, e)| other != at && e.title == entries[at].title)
}
