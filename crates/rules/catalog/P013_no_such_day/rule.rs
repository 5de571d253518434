//! Every day that is named is in the calendar.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place};
use jiheng_facts::DateMention;
use jiheng_facts::lex::Date;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for mention in &cx.facts.dates {
        let Some((last, day)) = last_day(mention.date).zip(mention.date.day) else { continue };
        looked = true;
        let until = until_day(cx, mention);
        let bad = until.filter(|(day, _)| *day > last).map(|(_, place)| place);
        if let Some(place) = bad.or_else(|| (day > last).then_some(mention.place)) {
            let printed = cx.quote(place);
            let message = format!("没有“{printed}”这一天，该月最后一天是{last}日");
            findings.push(Finding::new("P013", Level::Error, place, message, "改正日期"));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 4月1日至31日: the day behind a date that is of the same month, with all of the span.
fn until_day(cx: &Context, mention: &DateMention) -> Option<(u8, Place)> {
    let behind = &cx.document.text(mention.place.node)[mention.place.end as usize..];
    let rest = ["至", "到", "—", "－", "-"].iter().find_map(|w| behind.strip_prefix(w))?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let day = rest[..digits].parse().ok()?;
    let last = rest[digits..].strip_prefix('日')?;
    let end = mention.place.end as usize + behind.len() - last.len();
    Some((day, Place::new(mention.place.node, mention.place.start as usize, end)))
}

/// The last day of a month; February without a year may be that of a leap year.
fn last_day(date: Date) -> Option<u8> {
    let is_leap = |y: u16| y.is_multiple_of(4) && (!y.is_multiple_of(100) || y.is_multiple_of(400));
    Some(match date.month? {
        2 if date.year.is_none_or(is_leap) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    })
}
