//! The result of last year is named by last year.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place};
use jiheng_facts::DateMention;

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(year) = cx.year() else { return Verdict::Unable("没有读到报告年度".into()) };
    let results: Vec<&DateMention> = cx
        .facts
        .dates
        .iter()
        .filter(|d| tells_result(cx, d) && d.date.year != Some(year))
        .collect();
    let findings = results
        .iter()
        .filter(|d| d.date.year.is_some_and(|y| y < year - 1))
        .filter(|d| {
            let here = |other: &&&DateMention| other.place.node == d.place.node;
            results.iter().filter(here).count() == 1
        })
        .filter(|d| compares_with_last(cx, d, year))
        .map(|d| {
            let text = cx.document.text(d.place.node);
            let (_, end) = clause_around(text, d.place.start as usize);
            let place = Place::new(d.place.node, d.place.start as usize, end);
            let message =
                format!("报告年度为{year}年，上年应为{}年，这里写{}", year - 1, cx.quote(d.place));
            Finding::new("P012", Level::Error, place, message, "改正年度，并核对得分")
                .compare(format!("{}年", year - 1), cx.quote(d.place))
        })
        .collect();
    Verdict::of_looked(findings, !results.is_empty())
}

/// 2022年度自评得分
fn tells_result(cx: &Context, mention: &DateMention) -> bool {
    let text = cx.document.text(mention.place.node);
    let (_, end) = clause_around(text, mention.place.start as usize);
    let clause = &text[mention.place.end as usize..end];
    let at = clause.find("自评得分").or_else(|| clause.find("自评总分"));
    at.is_some_and(|at| clause[..at].chars().count() <= 8) && !mention.quoted
}

/// Behind it in the paragraph, this year's result is held against last year's.
fn compares_with_last(cx: &Context, mention: &DateMention, year: u16) -> bool {
    let rest = &cx.document.text(mention.place.node)[mention.place.end as usize..];
    let last = year - 1;
    ["比", "较"]
        .iter()
        .any(|w| rest.contains(&format!("{w}{last}年")) || rest.contains(&format!("{w}上年")))
}
