//! Days between two dates are as many as the text says, and lie on the side that it says.

use crate::{Context, Verdict};
use jiff::civil::Date;
use jiheng_base::{Decimal, Dimension, Finding, Level, Role, Words};
use jiheng_facts::{DateMention, Figure};

const SPANS: &[&str] = &["用时", "历时", "耗时", "共用时", "相隔", "间隔", "相距"];
const EARLY: &[&str] = &["提前", "提早", "早"];
const LATE: &[&str] = &["推迟", "延后", "滞后", "延期", "逾期", "超期", "拖后", "晚", "延迟"];
/// Words before a date that was set, not reached.
#[rustfmt::skip]
static PLANNED: Words = Words::new(&["计划", "原定", "合同", "约定", "要求", "规定", "目标", "应于", "批复"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for figure in cx.facts.figures.iter().filter(|f| is_days(f)) {
        let held = if is_span(figure) {
            span(cx, figure)
        } else if let Some(early) = side(figure) {
            against_plan(cx, figure, early)
        } else {
            None
        };
        looked |= held.is_some();
        findings.extend(held.flatten());
    }
    Verdict::of_looked(findings, looked)
}

/// 3月1日开工，5月30日完工，历时91天: `None` where two dates do not stand before the number.
fn span(cx: &Context, figure: &Figure) -> Option<Option<Finding>> {
    let (from, to, days) = dates_before(cx, figure).filter(|(.., days)| *days >= 0)?;
    Some((!differs_by_one_at_most(days, figure)).then(|| {
        let message = format!(
            "{}到{}相隔{days}天，文中写{}",
            cx.quote(from.place),
            cx.quote(to.place),
            figure.quantity.text()
        );
        finding(figure, message, days, [(from, "起"), (to, "止")])
    }))
}

/// 11月18日完工，比计划的10月31日推迟18天
fn against_plan(cx: &Context, figure: &Figure, early: bool) -> Option<Option<Finding>> {
    /// So far apart the year of one of them is another.
    const HALF_A_YEAR: i64 = 180;
    let (first, second, days) = dates_before(cx, figure)?;
    let is_plan = |d: &DateMention| PLANNED.any_in(&d.lead);
    let ahead = match (is_plan(first), is_plan(second)) {
        (false, true) => days,
        (true, false) => -days,
        _ => return None,
    };
    if ahead.abs() > HALF_A_YEAR {
        return None;
    }
    let is_right_side = ahead == 0 || (ahead > 0) == early;
    if is_right_side && differs_by_one_at_most(ahead.abs(), figure) {
        return Some(None);
    }
    let (told, after) = (cx.quote(first.place), cx.quote(second.place));
    let way = if ahead > 0 { "提前" } else { "推迟" };
    let message = format!(
        "{told}与{after}相比，是{way}{}天，文中写“{}{}”",
        ahead.abs(),
        if early { "提前" } else { "推迟" },
        figure.quantity.text()
    );
    Some(Some(finding(figure, message, ahead.abs(), [(first, ""), (second, "")])))
}

/// Both ends may count, or none.
fn differs_by_one_at_most(days: i64, figure: &Figure) -> bool {
    (Decimal::from(days) - figure.quantity.value).abs() <= Decimal::ONE
}

fn finding(
    figure: &Figure,
    message: String,
    days: i64,
    dates: [(&DateMention, &'static str); 2],
) -> Finding {
    let found = Finding::new("P021", Level::Error, figure.span, message, "核对两个日期和天数")
        .compare(format!("{days}天"), figure.quantity.text());
    dates.into_iter().rev().fold(found, |found, (d, what)| found.using(d.place, Role::Input, what))
}

fn is_days(figure: &Figure) -> bool {
    matches!(figure.quantity.dimension(), Dimension::Measure("天" | "日"))
}

/// Whether the words before a number say that something came early; `None` where they say neither.
fn side(figure: &Figure) -> Option<bool> {
    let lead = figure.lead.trim_end_matches(['了', '约']);
    let ends = |words: &[&str]| words.iter().any(|w| lead.ends_with(w));
    if ends(LATE) { Some(false) } else { ends(EARLY).then_some(true) }
}

fn is_span(figure: &Figure) -> bool {
    let lead = figure.lead.trim_end_matches(['仅', '为', '共']);
    let since = lead.starts_with('距') && lead.ends_with('日');
    since || SPANS.contains(&lead)
}

/// The two dates told last before a number, in its sentence, and the days from one to the other.
fn dates_before<'a>(
    cx: &Context<'a>,
    figure: &Figure,
) -> Option<(&'a DateMention, &'a DateMention, i64)> {
    let dates = &cx.facts.dates;
    let end = dates.partition_point(|d| d.place < figure.place);
    let here = dates[..end].iter().rev().take_while(|d| d.sentence == figure.sentence);
    let mut told = here.enumerate().filter(|(_, d)| !d.quoted && d.date.day.is_some());
    let ((last, to), (before, from)) = (told.next()?, told.next()?);
    let day = |back: usize| day_of(dates, end - 1 - back);
    let days = (day(last)? - day(before)?).get_days();
    Some((from, to, i64::from(days)))
}

/// The day of a mention; its year may be that of one before it.
fn day_of(dates: &[DateMention], at: usize) -> Option<Date> {
    let date = dates[at].date;
    let year = dates[..=at].iter().rev().find_map(|d| d.date.year)?;
    let (month, day) = (i8::try_from(date.month?).ok()?, i8::try_from(date.day?).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}
