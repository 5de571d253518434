//! The parts that the outline of the scheme asks for.

use crate::section::{is_whole_report, subject_place};
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};
use jiheng_law::scheme::SectionRule;

pub(super) fn check(cx: &Context) -> Verdict {
    if cx.scheme.sections.is_empty() || !is_whole_report(cx) {
        return Verdict::NotApplicable;
    }
    let missing: Vec<&str> = cx
        .scheme
        .sections
        .iter()
        .filter(|section| !is_there(cx, section))
        .map(|section| section.name.as_str())
        .collect();
    if missing.is_empty() {
        return Verdict::Pass;
    }
    let names = missing.join("、");
    let level = if cx.scheme_is_known { Level::Doubt } else { Level::Note };
    let message = format!("按“{}”的提纲，没有找到{names}", cx.scheme.title);
    let action = format!("补写{names}，确无内容的写明“无”");
    Verdict::of(vec![Finding::new("S001", level, subject_place(cx), message, action)])
}

/// A heading names the section, or a paragraph does so in its first words; a part of another
/// section may be told in a sentence of it.
fn is_there(cx: &Context, section: &SectionRule) -> bool {
    let names = |text: &str| section.any.iter().any(|word| text.contains(word.as_str()));
    let in_heading = cx.facts.outline.entries.iter().any(|e| names(&e.title));
    let opens = |text: &str| names(text.split(['。', '，', '：']).next().unwrap_or(""));
    in_heading
        || cx.paragraphs().any(|(_, text)| if section.within.is_some() { names(text) } else { opens(text) })
}
