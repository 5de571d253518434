//! A report on a year is signed after it, and after what it tells.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role};
use jiheng_facts::DateMention;

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(year) = cx.year() else { return Verdict::Unable("没有读到报告年度".into()) };
    let Some(signed) = signature(cx) else { return Verdict::NotApplicable };
    let Some(day) = signed.date.ordinal() else { return Verdict::NotApplicable };
    if signed.date.year.is_some_and(|y| y <= year) {
        let message = format!("成文日期{}在{year}年度结束之前", cx.quote(signed.place));
        return Verdict::of(vec![Finding::new(
            "P007",
            Level::Error,
            signed.place,
            message,
            "改正成文日期",
        )]);
    }
    let later = cx.facts.dates.iter().find(|d| {
        let told = ["报县", "报市", "报送", "上报", "审定", "报财政", "审议"]
            .iter()
            .any(|w| d.tail.starts_with(w) || d.tail.contains(w));
        !d.quoted
            && told
            && !d.tail.starts_with('前')
            && d.date.day.is_some()
            && d.date.ordinal().is_some_and(|o| o > day)
    });
    let findings = later.map(|later| {
        let message =
            format!("成文日期{}早于文中的{}", cx.quote(signed.place), cx.quote(later.place));
        Finding::new("P007", Level::Error, signed.place, message, "核对两处日期").using(
            later.place,
            Role::Against,
            "",
        )
    });
    Verdict::of(findings.into_iter().collect())
}

/// A full date that is a whole paragraph near the end, or stands behind 填报日期.
pub(super) fn signature<'a>(cx: &Context<'a>) -> Option<&'a DateMention> {
    cx.facts.dates.iter().rev().find(|d| {
        let text = cx.document.text(d.place.node).trim();
        let is_whole = text.len() == (d.place.end - d.place.start) as usize;
        let before = cx.document.text(d.place.node)[..d.place.start as usize].trim_end();
        let label = before.trim_end_matches(['：', ':']).trim_end();
        let is_named =
            ["填报日期", "填表日期", "填报时间", "填表时间"].iter().any(|w| label.ends_with(w));
        d.date.day.is_some() && d.date.year.is_some() && (is_whole || is_named)
    })
}
