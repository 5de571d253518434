//! Tables that are numbered by chapter bear the number of their own.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role};
use jiheng_facts::outline::NumberStyle;

const ACTION: &str = "重新编号，并改正文中的引用";

struct Caption {
    place: Place,
    chapter: u32,
    number: u32,
    /// The number of the chapter that it stands in.
    within: u32,
}

pub(super) fn check(cx: &Context) -> Verdict {
    let captions: Vec<Caption> =
        cx.paragraphs().filter_map(|(node, text)| caption(cx, node, text)).collect();
    // Where none fits, the chapters are counted in another way.
    if captions.len() < 2 || !captions.iter().any(|c| c.chapter == c.within) {
        return if captions.is_empty() { Verdict::NotApplicable } else { Verdict::Pass };
    }
    let mut findings: Vec<Finding> = Vec::new();
    let mut misplaced: Vec<&Caption> = Vec::new();
    for (at, own) in captions.iter().enumerate() {
        let before =
            captions[..at].iter().rfind(|c| c.chapter == own.chapter).map_or(0, |c| c.number);
        if own.chapter != own.within {
            misplaced.push(own);
        } else if own.number != before + 1 {
            let message = format!("表号{}-{}与上一张表不相连", own.chapter, own.number);
            findings.push(Finding::new("S012", Level::Doubt, own.place, message, ACTION));
        }
    }
    findings.extend(misplaced_together(&misplaced));
    Verdict::of(findings)
}

/// Tables of the wrong chapter are one slip.
fn misplaced_together(captions: &[&Caption]) -> Option<Finding> {
    let (first, others) = captions.split_first()?;
    let message = format!("表号的章号为{}，这张表在第{}部分", first.chapter, first.within);
    let others = others.iter().map(|c| c.place);
    Some(
        Finding::new("S012", Level::Doubt, first.place, message, ACTION)
            .using_all(others, Role::Fault),
    )
}

/// A short line that opens with 表1-1.
fn caption(cx: &Context, node: jiheng_base::NodeId, text: &str) -> Option<Caption> {
    const MAX_CHARS: usize = 40;
    let line = text.trim();
    let rest = line.strip_prefix('表')?.trim_start();
    let (chapter, rest) = leading(rest)?;
    let (number, rest) = leading(rest.strip_prefix(['-', '－', '—', '.'])?)?;
    let is_caption = line.chars().count() <= MAX_CHARS
        && !rest.trim().is_empty()
        && !rest.contains(['。', '，']);
    let outline = &cx.facts.outline;
    let within = outline
        .ancestors(outline.entry_of(node))
        .filter_map(|e| e.number.as_ref())
        .find(|n| n.style == NumberStyle::Chinese)?
        .ordinal;
    let start = text.len() - text.trim_start().len();
    is_caption.then_some(Caption {
        place: Place::new(node, start, start + line.len()),
        chapter,
        number,
        within,
    })
}

fn leading(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text[..digits].parse().ok()?, &text[digits..]))
}
