//! The check for what a whole report must speak of.

use crate::{Context, Rule, SectionCheck, Verdict};
use jiheng_base::{Finding, NodeId, Place};
use jiheng_facts::outline::NumberStyle;

pub(crate) fn check(rule: &Rule, check: &SectionCheck, cx: &Context) -> Verdict {
    if !is_whole_report(cx) {
        return Verdict::NotApplicable;
    }
    if cx.texts().any(|(_, text)| check.any.any_in(text)) {
        return Verdict::Pass;
    }
    let place = subject_place(cx);
    Verdict::of(vec![Finding::new(rule.code, rule.level, place, check.message, check.action)])
}

/// Whether the document is a report in chapters, not a form or an excerpt of one.
pub(crate) fn is_whole_report(cx: &Context) -> bool {
    let is_chapter = |style: NumberStyle| style == NumberStyle::Chinese;
    let entries = &cx.facts.outline.entries;
    let chapters =
        entries.iter().filter(|e| e.number.as_ref().is_some_and(|n| is_chapter(n.style))).count();
    chapters >= 2
}

/// Where a report as a whole is spoken of: its title, else its first words.
pub(crate) fn subject_place(cx: &Context) -> Place {
    let title = cx.facts.subject.title_end;
    title
        .or_else(|| cx.paragraphs().next().map(|(node, text)| Place::new(node, 0, text.len())))
        .unwrap_or(Place::new(NodeId(0), 0, 0))
}

/// The paragraphs before the first heading.
pub(crate) fn opening<'a>(cx: &'a Context<'a>) -> impl Iterator<Item = (NodeId, &'a str)> + 'a {
    let first = cx.facts.outline.entries.first().map(|e| e.node);
    cx.paragraphs().take_while(move |(node, _)| Some(*node) != first)
}
