//! Numbers of headings and items follow one another.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role};

pub(super) fn check(cx: &Context) -> Verdict {
    let outline = &cx.facts.outline;
    let findings = outline
        .faults
        .iter()
        .filter_map(|fault| {
            let entry = &outline.entries[fault.entry];
            let number = entry.number.as_ref()?;
            let expected = number.style.print(fault.expected);
            let printed = number.printed.trim();
            let message = match fault.previous {
                Some(_) if number.ordinal < fault.expected => {
                    format!("序号{printed}重复，接上一条应为{expected}")
                }
                Some(_) => format!("序号{printed}与上一条不相连，应为{expected}"),
                None => format!("这一组从{printed}开始，前面没有{expected}"),
            };
            // A list that starts late may be an excerpt.
            let level = if fault.previous.is_some() { Level::Doubt } else { Level::Note };
            let found =
                Finding::new("F001", level, entry.place, message, "改正序号，或补上漏掉的内容")
                    .compare(expected, printed);
            Some(match fault.previous {
                Some(at) => found.using(outline.entries[at].place, Role::Against, "上一条"),
                None => found,
            })
        })
        .collect();
    Verdict::of_looked(findings, outline.entries.len() > 1)
}
