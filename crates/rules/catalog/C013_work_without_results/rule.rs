//! Work that was done has results in numbers.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Words};

static TITLES: Words = Words::new(&[
    "重点工作情况",
    "重点工作完成情况",
    "重点工作开展情况",
    "主要工作情况",
    "主要工作开展情况",
    "工作完成情况",
]);
const MIN_PARAGRAPHS: usize = 3;
/// Shorter paragraphs are headings.
const MIN_CHARS: usize = 14;

pub(super) fn check(cx: &Context) -> Verdict {
    let paragraphs: Vec<(NodeId, &str)> = cx.paragraphs().collect();
    let heading = paragraphs
        .iter()
        .position(|(_, text)| text.trim().chars().count() <= 20 && TITLES.any_in(text));
    let Some(heading) = heading else { return Verdict::NotApplicable };
    let body: Vec<&(NodeId, &str)> = section(cx, &paragraphs, heading);
    let long: Vec<_> = body.into_iter().filter(|(_, t)| t.chars().count() >= MIN_CHARS).collect();
    if long.len() < MIN_PARAGRAPHS {
        return Verdict::NotApplicable;
    }
    if long.iter().any(|(node, _)| has_result(cx, *node)) {
        return Verdict::Pass;
    }
    let (node, text) = paragraphs[heading];
    let title = TITLES
        .iter()
        .filter_map(|t| text.find(t).map(|at| at + t.len()))
        .max()
        .unwrap_or(text.len());
    let start = cx.facts.outline.entries.iter().find(|e| e.node == node).map_or_else(
        || text.len() - text.trim_start().len(),
        |e| text.find(e.title.as_str()).unwrap_or(0),
    );
    let end = if text[title..].starts_with('：') { title + '：'.len_utf8() } else { title };
    let message = format!("重点工作{}段都没有一项完成数据，只有计划式的表述", long.len());
    Verdict::of(vec![Finding::new(
        "C013",
        Level::Doubt,
        Place::new(node, start, end),
        message,
        "逐项写明完成的数量、质量和时间",
    )])
}

/// Paragraphs up to the next entry that stands no deeper than the heading. A heading without a
/// number owns the lists behind it up to an entry of the one that it stands under.
fn section<'a>(
    cx: &Context,
    paragraphs: &'a [(NodeId, &'a str)],
    heading: usize,
) -> Vec<&'a (NodeId, &'a str)> {
    let outline = &cx.facts.outline;
    let own = outline.entries.iter().position(|e| e.node == paragraphs[heading].0);
    let limit = own.or_else(|| outline.entry_of(paragraphs[heading].0));
    let depth = |entry: Option<usize>| outline.ancestors(entry).count();
    let bound = depth(limit);
    paragraphs[heading + 1..]
        .iter()
        .take_while(|(node, _)| {
            let entry = outline.entry_of(*node);
            entry == limit || depth(entry) > bound
        })
        .collect()
}

/// A number that counts or measures something.
fn has_result(cx: &Context, node: NodeId) -> bool {
    cx.facts.figures.iter().any(|f| {
        f.place.node == node
            && !f.quoted
            && f.quantity.decimals + 1 > 0
            && printed_in_digits(cx, f.place)
    })
}

/// 三项工程 and 一二三产业 are names more often than results.
fn printed_in_digits(cx: &Context, place: Place) -> bool {
    cx.quote(place).contains(|c: char| c.is_ascii_digit())
}
