//! A sentence ends where its paragraph ends.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place};
use jiheng_facts::outline::{Entry, NumberStyle};

pub(super) fn check(cx: &Context) -> Verdict {
    let paragraphs: Vec<(NodeId, &str)> =
        cx.paragraphs().filter(|(_, text)| !text.trim().is_empty()).collect();
    let mut findings = Vec::new();
    for (at, (node, text)) in paragraphs.iter().enumerate() {
        let text = text.trim_end();
        let Some(mark) = text.chars().next_back().filter(|c| "；，".contains(*c)) else {
            continue;
        };
        let next = paragraphs.get(at + 1);
        if next.is_some_and(|(next, _)| !closes(cx, *node, *next)) {
            continue;
        }
        let place = Place::new(*node, last_words(text), text.len());
        let message = format!("段末用了“{mark}”，后面已是新的标题或全文结束");
        findings.push(
            Finding::new("T008", Level::Doubt, place, message, "改为句号").compare("。", mark),
        );
    }
    Verdict::of(findings)
}

/// Whether the paragraph that follows is a heading above the list that a paragraph stands in.
fn closes(cx: &Context, node: NodeId, next: NodeId) -> bool {
    let outline = &cx.facts.outline;
    let own = |node: NodeId| {
        let entry = outline.entries.get(outline.entry_of(node)?)?;
        (entry.node == node).then_some(entry)
    };
    let style = |entry: &Entry| entry.number.as_ref().map(|n| n.style);
    let Some(heading) = own(next).filter(|e| e.number.is_some()) else { return false };
    // Items of one list, and what stands below an item, go on with the sentence.
    let above = |entry: &Entry| outline.ancestors(outline.entry_of(entry.node)).skip(1).count();
    match own(node).filter(|e| e.number.is_some()) {
        Some(item) => style(item) != style(heading) && above(heading) < above(item),
        // ① and 1. may be items of the sentence itself.
        None => {
            matches!(style(heading), Some(NumberStyle::Chinese | NumberStyle::BracketedChinese))
        }
    }
}

/// The start of the last few words of a text, to be seen beside its mark.
fn last_words(text: &str) -> usize {
    const FEW: usize = 8;
    text.char_indices().rev().nth(FEW).map_or(0, |(at, _)| at)
}
