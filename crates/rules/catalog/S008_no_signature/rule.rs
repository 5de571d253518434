//! A report is signed with its day.

use crate::section::{is_whole_report, opening, subject_place};
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place};

/// The signature stands within the last paragraphs, before or behind the list of attachments.
const LAST: usize = 15;

pub(super) fn check(cx: &Context) -> Verdict {
    if !is_whole_report(cx) {
        return Verdict::NotApplicable;
    }
    let texts: Vec<&str> =
        cx.paragraphs().map(|(_, text)| text).filter(|t| !t.trim().is_empty()).collect();
    let last = &texts[texts.len().saturating_sub(LAST)..];
    if last.iter().copied().chain(opening(cx).map(|(_, text)| text)).any(is_date_line) {
        return Verdict::Pass;
    }
    let (message, action) = ("全文没有成文日期或填报日期", "在文末署单位名称和成文日期");
    // A subtitle in brackets (（缩略版）, （公开稿）) says which edition lacks it.
    let edition = opening(cx)
        .find(|(_, text)| text.trim().starts_with('（') && text.trim().ends_with("版）"));
    let place =
        edition.map_or_else(|| subject_place(cx), |(node, text)| Place::new(node, 0, text.len()));
    Verdict::of(vec![Finding::new("S008", Level::Note, place, message, action)])
}

/// A line that is little more than a day: 2024年4月12日, 二〇二四年四月十二日, 填报日期：2024.4.12.
fn is_date_line(text: &str) -> bool {
    const MAX_CHARS: usize = 30;
    let line = text.trim();
    let names_day = line.contains('年') && line.contains('月');
    let filled = line.contains("日期") && line.contains(|c: char| c.is_ascii_digit());
    line.chars().count() <= MAX_CHARS && !line.contains(['，', '。', '《']) && (names_day || filled)
}
