//! A project of one year is carried out in it, and what is told of a day is told no earlier.

use crate::{Context, Verdict};
use jiheng_base::evaluation::Kind;
use jiheng_base::{Finding, Level, Place, Role, words};
use jiheng_facts::DateMention;

const PERIODS: &[&str] = &[
    "实施期限",
    "实施期",
    "实施周期",
    "实施时间",
    "执行期限",
    "执行期",
    "项目期限",
    "项目周期",
    "服务期限",
];
/// Behind the year of a period that is the whole of it.
const WHOLE_YEAR: &[&str] =
    &["1月至12月", "1月1日至12月31日", "1—12月", "1-12月", "01月至12月", "1月—12月", "1月-12月"];
const BASE_DAYS: &[&str] = &["基准日为", "基准日是", "基准日："];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for date in cx.facts.dates.iter().filter(|d| !d.quoted && d.date.year.is_some()) {
        if BASE_DAYS.iter().any(|w| date.lead.ends_with(w)) {
            looked = true;
            findings.extend(base_day(cx, date));
        } else if let Some(held) = period(cx, date) {
            looked = true;
            findings.extend(held);
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 实施期限为2023年1月至12月 of a project of 2024; `None` where no whole year is told.
fn period(cx: &Context, date: &DateMention) -> Option<Option<Finding>> {
    let year = cx.year()?;
    let bare = date.lead.trim_end_matches(['为', '是', '：', '自', '从']);
    let text = cx.document.text(date.place.node);
    let printed = text.get(date.place.start as usize..)?;
    let months = printed.split_once('年')?.1;
    let whole = WHOLE_YEAR.iter().find(|w| months.starts_with(**w))?;
    let is_period = PERIODS.iter().any(|w| bare.ends_with(w));
    // A department tells of projects of many years.
    let is_of_project = cx.facts.subject.kind != Kind::DepartmentSelfEvaluation;
    if !is_period || !is_of_project {
        return None;
    }
    let start = date.place.start as usize - date.lead.len();
    let start = if text.get(start..).is_some_and(|t| t.starts_with(&date.lead)) {
        start
    } else {
        date.place.start as usize
    };
    let end = date.place.start as usize + printed.len() - months.len() + whole.len();
    let place = Place::new(date.place.node, start, end);
    let other = date.date.year.filter(|own| *own != year);
    Some(other.map(|own| {
        let message = format!("这是{year}年度的项目，实施期限写的是{own}年");
        Finding::new("P016", Level::Doubt, place, message, "核对实施期限的年份")
    }))
}

/// 于2024年5月至8月开展评价，评价基准日为2024年12月31日: a day after all that the sentence tells.
fn base_day(cx: &Context, date: &DateMention) -> Option<Finding> {
    let day = date.date.ordinal()?;
    let mut others =
        cx.facts.dates.iter().filter(|d| {
            d.sentence == date.sentence && d.place.end <= date.place.start && !d.quoted
        });
    let began = others.find(|d| d.date.year == date.date.year && d.date.month.is_some())?;
    let is_later = began.date.ordinal().is_some_and(|began| began < day);
    // An evaluation that goes on to the end of the year may take that day.
    let text = cx.document.text(date.place.node);
    let between = text.get(began.place.start as usize..date.place.start as usize)?;
    let evaluates = words!["开展", "进行", "实施"].any_in(between)
        && between.contains("评价")
        && !between.contains("12月");
    (is_later && evaluates).then(|| {
        let message =
            format!("评价在{}已经开始，基准日却是{}", cx.quote(began.place), cx.quote(date.place));
        let action = "核对基准日，多为评价年度的最后一天";
        let place = Place::new(
            date.place.node,
            date.place.start as usize - BASE_DAYS[0].len(),
            date.place.end as usize,
        );
        let is_lead = cx.quote(place).starts_with("基准日");
        let place = if is_lead { place } else { date.place };
        Finding::new("P016", Level::Doubt, place, message, action).using(
            began.place,
            Role::Against,
            "评价的时间",
        )
    })
}
