//! A year is evaluated after it.

use crate::{Context, Verdict};
use jiheng_base::evaluation::Kind;
use jiheng_base::{Finding, Level, Words};
use jiheng_facts::DateMention;

/// What the words behind a date must say.
static EVALUATED: Words = Words::new(&[
    "完成自评",
    "开展自评",
    "组织自评",
    "进行自评",
    "开展了自评",
    "完成绩效自评",
    "开展绩效自评",
    "形成自评报告",
]);
/// Meetings that begin an evaluation, in a sentence that speaks of it.
const MEETINGS: &[&str] =
    &["召开布置会", "召开部署会", "召开动员会", "召开启动会", "召开自评", "召开绩效自评"];
/// From this month on an evaluation may be begun.
const DECEMBER: u8 = 12;
const JUNE: u8 = 6;

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(year) = cx.year() else { return Verdict::Unable("没有读到报告年度".into()) };
    let told: Vec<&DateMention> = cx.facts.dates.iter().filter(|d| tells(cx, d)).collect();
    let findings = told
        .iter()
        .filter(|d| d.date.year == Some(year))
        .filter_map(|d| {
            let month = d.date.month.filter(|m| *m < DECEMBER)?;
            let level = if month <= JUNE { Level::Error } else { Level::Doubt };
            let message = format!("{}时{year}年度还没有结束", cx.quote(d.place));
            Some(Finding::new("P015", level, d.place, message, "核对自评日期的年份"))
        })
        .collect();
    Verdict::of_looked(findings, !told.is_empty())
}

/// 于2025年1月13日至2月21日完成自评: of a span the first date counts.
fn tells(cx: &Context, date: &DateMention) -> bool {
    let text = cx.document.text(date.place.node);
    let behind = &text[date.place.end as usize..];
    let sentence = &behind[..behind.find(['。', '；']).unwrap_or(behind.len())];
    let told = EVALUATED.first_in(sentence);
    let told = told.or_else(|| begins(cx, date, sentence));
    // Another date with a year of its own is nearer.
    !date.quoted
        && date.date.year.is_some()
        && told.is_some_and(|at| !sentence[..at].contains('年'))
}

/// …成员的自评工作小组，2023年3月4日召开布置会: what a summary of a year's work tells is of the year before.
fn begins(cx: &Context, date: &DateMention, behind: &str) -> Option<usize> {
    let before = &cx.document.text(date.place.node)[..date.place.start as usize];
    let opened = before.rsplit(['。', '；']).next()?;
    let is_summary = cx.facts.subject.kind == Kind::PerformanceSummary;
    let is_of_own = opened.contains("自评") && !opened.contains("年度");
    let is_meeting = || MEETINGS.iter().any(|w| behind.starts_with(w));
    (is_of_own && !is_summary && is_meeting()).then_some(0)
}
