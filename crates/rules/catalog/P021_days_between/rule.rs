//! Days between two dates are as many as the text says.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Dimension, Finding, Level, Role};
use jiheng_facts::{DateMention, Figure};

const SPANS: &[&str] = &["用时", "历时", "耗时", "共用时", "相隔", "间隔", "相距"];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for figure in cx.facts.figures.iter().filter(|f| is_span(f)) {
        let Some((from, to, days)) = dates_before(cx, figure) else { continue };
        looked = true;
        let told = figure.quantity.value;
        // Both ends may count, or none.
        if (Decimal::from(days) - told).abs() <= Decimal::ONE {
            continue;
        }
        let message = format!(
            "{}到{}相隔{days}天，文中写{}",
            cx.quote(from.place),
            cx.quote(to.place),
            figure.quantity.text()
        );
        findings.push(
            Finding::new("P021", Level::Error, figure.span, message, "核对两个日期和天数")
                .compare(format!("{days}天"), figure.quantity.text())
                .using(to.place, Role::Input, "止")
                .using(from.place, Role::Input, "起"),
        );
    }
    Verdict::of_looked(findings, looked)
}

fn is_span(figure: &Figure) -> bool {
    let days = matches!(figure.quantity.dimension(), Dimension::Measure("天" | "日"));
    let lead = figure.lead.trim_end_matches(['仅', '为', '共']);
    let since = lead.starts_with('距') && lead.ends_with('日');
    days && (since || SPANS.contains(&lead))
}

/// The two dates told last before a number, in its sentence.
fn dates_before<'a>(
    cx: &Context<'a>,
    figure: &Figure,
) -> Option<(&'a DateMention, &'a DateMention, i64)> {
    let mut year = None;
    let mut told: Vec<(&DateMention, i64)> = Vec::new();
    for mention in &cx.facts.dates {
        year = mention.date.year.or(year);
        let is_before = mention.sentence == figure.sentence && mention.place < figure.place;
        if let (true, Some(year), Some(month), Some(day)) =
            (is_before && !mention.quoted, year, mention.date.month, mention.date.day)
        {
            told.push((mention, day_number(i64::from(year), i64::from(month), i64::from(day))));
        }
    }
    let [.., (from, first), (to, last)] = told[..] else { return None };
    (last >= first).then_some((from, to, last - first))
}

/// Days since a day long past, by the calendar.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    // Counted from March, the leap day ends the year.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day
}
