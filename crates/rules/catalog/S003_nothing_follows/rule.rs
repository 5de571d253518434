//! A list or a table that was promised and does not follow.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place};
use jiheng_document::Block;

const PROMISES: &[&str] = &["如下", "见下表", "如下表"];

pub(super) fn check(cx: &Context) -> Verdict {
    let blocks = &cx.document.blocks;
    let mut looked = false;
    let mut findings = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = cx.document.text(paragraph.node);
        if !promises(text) {
            continue;
        }
        looked = true;
        let next = blocks[at + 1..].iter().find(|b| !is_blank(cx, b));
        if !next.is_some_and(|next| is_content(cx, paragraph.node, next)) {
            let start = text.len() - text.trim_start().len();
            let place = Place::new(paragraph.node, start, text.trim_end().len());
            let message = "说了“如下”，后面没有内容";
            findings.push(Finding::new(
                "S003",
                Level::Doubt,
                place,
                message,
                "补上所说的内容或表格",
            ));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 情况如下：, 见下表（单位：万元）：
fn promises(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['：', ':', '。']);
    let bare =
        text.strip_suffix('）').and_then(|t| t.rfind('（').map(|at| &t[..at])).unwrap_or(text);
    PROMISES.iter().any(|w| bare.ends_with(w))
}

fn is_blank(cx: &Context, block: &Block) -> bool {
    matches!(block, Block::Paragraph(p) if cx.document.text(p.node).trim().is_empty())
}

/// Anything but a heading that ends the section of the promise.
fn is_content(cx: &Context, promise: NodeId, next: &Block) -> bool {
    let Block::Paragraph(next) = next else { return true };
    let outline = &cx.facts.outline;
    let own = outline.entry_of(promise);
    let Some(entry) = outline.entry_of(next.node).filter(|e| outline.entries[*e].node == next.node)
    else {
        return true;
    };
    match own {
        None => true,
        Some(own) => {
            outline.ancestors(outline.entries[entry].parent).any(|e| *e == outline.entries[own])
        }
    }
}
