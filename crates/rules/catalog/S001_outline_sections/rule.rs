//! The parts that the outline of the scheme asks for.

use crate::section::{is_whole_report, subject_place};
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place};
use jiheng_law::scheme::SectionRule;

pub(super) fn check(cx: &Context) -> Verdict {
    if cx.scheme.sections.is_empty() || !is_whole_report(cx) {
        return Verdict::NotApplicable;
    }
    let (inner, outer): (Vec<_>, Vec<_>) =
        cx.scheme.sections.iter().partition(|s| s.within.is_some());
    let missing: Vec<&str> =
        outer.iter().filter(|s| !is_there(cx, s)).map(|s| s.name.as_str()).collect();
    let mut findings = Vec::new();
    if !missing.is_empty() {
        findings.push(finding(cx, subject_place(cx), &missing.join("、")));
    }
    // A part of a section that is missing itself is not asked for.
    for section in inner {
        let Some(parent) = outer.iter().find(|s| section.within.as_ref() == Some(&s.name)) else {
            continue;
        };
        let Some(at) = heading_of(cx, parent) else { continue };
        if !stands_within(cx, at, section) {
            findings.push(finding(cx, cx.facts.outline.entries[at].place, &section.name));
        }
    }
    Verdict::of(findings)
}

fn finding(cx: &Context, place: Place, names: &str) -> Finding {
    let level = if cx.scheme_is_known { Level::Doubt } else { Level::Note };
    let message = format!("按“{}”的提纲，没有找到“{names}”", cx.scheme.title);
    Finding::new("S001", level, place, message, format!("补写{names}，确无内容的写明“无”"))
}

fn names(section: &SectionRule, text: &str) -> bool {
    section.any.iter().any(|word| text.contains(word.as_str()))
}

/// A heading names the section, or a paragraph does so in its first words.
fn is_there(cx: &Context, section: &SectionRule) -> bool {
    let opens = |text: &str| names(section, text.split(['。', '，', '：']).next().unwrap_or(""));
    heading_of(cx, section).is_some() || cx.paragraphs().any(|(_, text)| opens(text))
}

fn heading_of(cx: &Context, section: &SectionRule) -> Option<usize> {
    cx.facts.outline.entries.iter().position(|e| names(section, &e.title))
}

/// The heading or any text under it speaks of the part.
fn stands_within(cx: &Context, parent: usize, section: &SectionRule) -> bool {
    let outline = &cx.facts.outline;
    let heading = &outline.entries[parent];
    let under = |node| outline.ancestors(outline.entry_of(node)).any(|e| e == heading);
    cx.texts().any(|(node, text)| under(node) && names(section, text))
}
