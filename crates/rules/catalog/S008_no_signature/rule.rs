//! A report is signed with its day.

use crate::section::{is_whole_report, opening};
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place};

/// The signature stands within the last paragraphs, before or behind the list of attachments.
const LAST: usize = 15;
const EXCERPTS: &[&str] = &["缩略版", "摘要", "节选"];

pub(super) fn check(cx: &Context) -> Verdict {
    if !is_whole_report(cx) || opening(cx).any(|(_, text)| EXCERPTS.iter().any(|w| text.contains(w))) {
        return Verdict::NotApplicable;
    }
    let paragraphs: Vec<(NodeId, &str)> =
        cx.paragraphs().filter(|(_, text)| !text.trim().is_empty()).collect();
    let last = &paragraphs[paragraphs.len().saturating_sub(LAST)..];
    let dated = last.iter().copied().chain(opening(cx)).any(|(_, text)| is_date_line(text));
    let Some((node, text)) = last.last().filter(|_| !dated) else { return Verdict::Pass };
    let place = Place::new(*node, 0, text.trim_end().len());
    let message = "文末没有成文日期";
    Verdict::of(vec![Finding::new("S008", Level::Note, place, message, "在文末署单位名称和成文日期")])
}

/// A line that is little more than a day: 2024年4月12日, 二〇二四年四月十二日, 填报日期：2024.4.12.
fn is_date_line(text: &str) -> bool {
    const MAX_CHARS: usize = 30;
    let line = text.trim();
    let names_day = line.contains('年') && line.contains('月');
    let filled = line.contains("日期") && line.contains(|c: char| c.is_ascii_digit());
    line.chars().count() <= MAX_CHARS && !line.contains(['，', '。', '《']) && (names_day || filled)
}
