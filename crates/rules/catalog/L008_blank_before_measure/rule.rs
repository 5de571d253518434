//! Nothing but a blank stands before the word that should follow a number.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, is_han};

/// Words that can only follow a number, before a mark.
const MEASURES: &[&str] = &[
    "万元", "亿元", "元", "个", "项", "条", "家", "名", "处", "户", "人次", "人", "公里", "亩",
    "批次", "件", "场次", "场", "次", "座", "套", "辆", "所", "%",
];
/// Characters to quote before the blank.
const BEFORE: usize = 4;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        for (start, end) in blanks(text) {
            let Some(measure) = measure_at(&text[end..]) else { continue };
            let anchors = &cx.document.nodes[node.index()].anchors;
            let breaks = anchors
                .iter()
                .any(|a| a.line.is_some() && (start..=end).contains(&(a.at as usize)));
            // Where a line or page ends, white space is layout.
            if breaks || !is_word_before(text, start) {
                continue;
            }
            let from = text[..start].char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
            let place = Place::new(node, from, end + measure.len());
            let message = format!("“{measure}”前没有数字");
            findings.push(Finding::new("L008", Level::Error, place, message, "补写数字"));
        }
    }
    Verdict::of(findings)
}

/// Runs of white space that are two half-width columns or wider.
fn blanks(text: &str) -> Vec<(usize, usize)> {
    let is_blank = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{A0}');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_blank).map(|i| at + i) {
        let end = text[start..].find(|c| !is_blank(c)).map_or(text.len(), |i| start + i);
        let run = &text[start..end];
        if run.chars().count() >= 2 || run.contains('\u{3000}') {
            found.push((start, end));
        }
        at = end;
    }
    found
}

fn measure_at(rest: &str) -> Option<&'static str> {
    const MARKS: &[char] = &['，', '。', '；', '、', '）'];
    MEASURES.iter().copied().find(|w| rest.strip_prefix(w).is_some_and(|r| r.starts_with(MARKS)))
}

/// Chinese words lead up to the blank: 调整线路, not a number and not a mark.
fn is_word_before(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    before.next().is_some_and(is_han) && before.next().is_some_and(is_han)
}
