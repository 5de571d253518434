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
        if day > last {
            let printed = cx.quote(mention.place);
            let message = format!("没有“{printed}”这一天，该月最后一天是{last}日");
            findings.push(Finding::new("P013", Level::Error, mention.place, message, "改正日期"));
        }
        if let Some(place) =
            end_of_range(cx, mention).filter(|(day, _)| *day > last).map(|(_, p)| p)
        {
            let printed = cx.quote(place);
            let message = format!("没有“{printed}”的最后一天，该月最后一天是{last}日");
            findings.push(Finding::new("P013", Level::Error, place, message, "改正日期"));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 4月1日至31日: the last day of a range within the month, and where the range stands.
fn end_of_range(cx: &Context, mention: &DateMention) -> Option<(u8, Place)> {
    let end = mention.place.end as usize;
    let behind = cx.document.text(mention.place.node).get(end..)?;
    let rest = behind.strip_prefix(['至', '到', '-', '—', '～', '~', '－'])?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let day = rest[..digits].parse().ok()?;
    rest[digits..].strip_prefix('日')?;
    let length = behind.len() - rest.len() + digits + '日'.len_utf8();
    Some((day, Place::new(mention.place.node, mention.place.start as usize, end + length)))
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
