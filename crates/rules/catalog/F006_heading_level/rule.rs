//! A section that the scheme puts beside （三） is not numbered （4）.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role};
use jiheng_facts::outline::{Entry, NumberStyle};

pub(super) fn check(cx: &Context) -> Verdict {
    let entries = &cx.facts.outline.entries;
    if cx.scheme.sections.is_empty() || entries.is_empty() {
        return Verdict::NotApplicable;
    }
    let findings = entries
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| {
            let number = entry.number.as_ref()?;
            if number.style != NumberStyle::BracketedArabic || !names_section(cx, &entry.title) {
                return None;
            }
            let before = last_outer(entries, at)?;
            let follows = before.number.as_ref()?.ordinal + 1 == number.ordinal;
            // What comes next in the outer list would show that its place is taken.
            let is_taken = entries[at + 1..]
                .iter()
                .take_while(|e| style(e) != Some(NumberStyle::Chinese))
                .any(|e| {
                    style(e) == Some(NumberStyle::BracketedChinese)
                        && e.number.as_ref().is_some_and(|n| n.ordinal == number.ordinal)
                });
            if !follows || is_taken {
                return None;
            }
            let expected = NumberStyle::BracketedChinese.print(number.ordinal);
            let message =
                format!("按提纲这一节与“{}”并列，序号应为{expected}", cx.quote(before.place));
            Some(
                Finding::new("F006", Level::Doubt, entry.place, message, format!("改为{expected}"))
                    .compare(expected, number.printed.trim())
                    .using(before.place, Role::Against, "上一节"),
            )
        })
        .collect();
    Verdict::of(findings)
}

fn style(entry: &Entry) -> Option<NumberStyle> {
    entry.number.as_ref().map(|n| n.style)
}

/// The nearest （三） before an entry, within the same 一、.
fn last_outer(entries: &[Entry], at: usize) -> Option<&Entry> {
    entries[..at]
        .iter()
        .rev()
        .take_while(|e| style(e) != Some(NumberStyle::Chinese))
        .find(|e| style(e) == Some(NumberStyle::BracketedChinese))
}

fn names_section(cx: &Context, title: &str) -> bool {
    cx.scheme
        .sections
        .iter()
        .filter(|s| s.within.is_none())
        .any(|s| s.any.iter().any(|word| title.contains(word.as_str())))
}
