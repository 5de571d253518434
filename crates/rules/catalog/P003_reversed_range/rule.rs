//! A span of time ends after it began.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level};
use jiheng_facts::DateMention;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for pair in cx.facts.dates.windows(2) {
        let [from, to] = pair else { continue };
        if !is_span(cx, from, to) {
            continue;
        }
        let Some((start, end)) = ordinals(from, to) else { continue };
        looked = true;
        if end < start && !crosses_year(from, to) {
            let place = from.place.join(to.place);
            let message = format!("止日早于起日：{}", cx.quote(place));
            findings.push(Finding::new("P003", Level::Error, place, message, "核对起止日期"));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// Only 至 or a dash stands between the two.
fn is_span(cx: &Context, from: &DateMention, to: &DateMention) -> bool {
    let between = from.place.end as usize..to.place.start as usize;
    from.place.node == to.place.node
        && !from.quoted
        && cx.document.text(from.place.node).get(between).is_some_and(|words| {
            ["至", "到", "—", "－", "-", "~", "——", "–"].contains(&words.trim())
        })
}

/// Both dates as numbers of one calendar; the second takes its year and month from the first.
fn ordinals(from: &DateMention, to: &DateMention) -> Option<(u32, u32)> {
    let (a, b) = (from.date, to.date);
    let year = |own: Option<u16>| u32::from(own.or(a.year).unwrap_or(2000));
    let day = |own: Option<u8>| u32::from(own.unwrap_or(1));
    let first = year(a.year) * 10_000 + u32::from(a.month?) * 100 + day(a.day);
    let second =
        year(b.year) * 10_000 + u32::from(b.month?) * 100 + b.day.or(a.day).map_or(1, u32::from);
    Some((first, second))
}

/// 12月20日至1月10日 runs into the next year.
fn crosses_year(from: &DateMention, to: &DateMention) -> bool {
    let same_year = to.date.year.is_some() && from.date.year.is_some();
    !same_year && from.date.month >= Some(11) && to.date.month <= Some(3)
}
