//! A year that one digit parts from the year reported on.

use crate::{Context, Verdict};
use jiheng_base::slip::{Slip, slip};
use jiheng_base::{Finding, Level, Place};
use jiheng_facts::DateMention;

/// Nearer years are compared with, or reported on before.
const FAR: u16 = 5;
const OF_THE_YEAR: &[&str] = &[
    "部门决算",
    "决算",
    "部门预算",
    "预算",
    "绩效自评",
    "自评",
    "绩效评价",
    "整体支出",
    "项目支出",
];

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(year) = cx.year() else { return Verdict::Unable("没有读到报告年度".into()) };
    let told: Vec<&DateMention> =
        cx.facts.dates.iter().filter(|d| !d.quoted && names_a_year(cx, d)).collect();
    let findings = told.iter().filter(|d| is_slip(d, year)).map(|d| {
        let place = Place::new(
            d.place.node,
            d.place.start as usize,
            d.place.end as usize + behind(cx, d).find('度').map_or(0, |at| at + "度".len()),
        );
        let message = format!("“{}”与报告年度{year}年只差一个数字", cx.quote(place));
        Finding::new("P022", Level::Doubt, place, message, "核对年度，是笔误的改为报告年度")
            .compare(format!("{year}年度"), cx.quote(place).to_owned())
    });
    Verdict::of_looked(findings.collect(), !told.is_empty())
}

fn behind<'a>(cx: &'a Context, mention: &DateMention) -> &'a str {
    &cx.document.text(mention.place.node)[mention.place.end as usize..]
}

/// 2013年度部门决算: a whole year, and what is told of it right behind.
fn names_a_year(cx: &Context, mention: &DateMention) -> bool {
    let printed = cx.quote(mention.place);
    let behind = behind(cx, mention);
    let rest = if printed.ends_with('度') { Some(behind) } else { behind.strip_prefix('度') };
    mention.date.is_year()
        && rest.is_some_and(|rest| OF_THE_YEAR.iter().any(|w| rest.starts_with(w)))
}

fn is_slip(mention: &DateMention, year: u16) -> bool {
    mention.date.year.is_some_and(|told| {
        told.abs_diff(year) >= FAR
            && slip(told.into(), year.into(), 0).is_some_and(|s| matches!(s, Slip::OneDigit))
    })
}
