//! What was achieved is told of the year reported on.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::evaluation::Actual;
use jiheng_base::{Finding, Level, Place};
use jiheng_facts::DateMention;

const OPENERS: &[&str] = &["完成情况", "完成情况为", "实际完成情况"];
/// Words that hold the other year against this one.
const COMPARES: &[&str] = &["比", "较", "累计", "以来", "上年", "结转", "同期"];

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(year) = cx.year() else { return Verdict::Unable("没有读到报告年度".into()) };
    let opening: Vec<&DateMention> = cx.facts.dates.iter().filter(|d| opens(cx, d)).collect();
    let findings = opening
        .iter()
        .filter(|d| d.date.year == Some(year - 1) && !has_own_year(cx, d, year))
        .filter_map(|d| {
            let text = cx.document.text(d.place.node);
            let (_, end) = clause_around(text, d.place.start as usize);
            let place = Place::new(d.place.node, d.place.start as usize, end);
            let compares = COMPARES.iter().any(|w| cx.quote(place).contains(w));
            let counted = cx.facts.figures.iter().find(|f| place.overlaps(f.place))?;
            if compares {
                return None;
            }
            let value = counted.quantity.value;
            let is_actual = |actual: &Actual| matches!(actual, Actual::Quantity(v) if *v == value);
            let proven = cx
                .evaluations()
                .flat_map(|e| &e.indicators)
                .any(|i| i.actual.as_ref().is_some_and(|a| is_actual(&a.value)));
            let level = if proven { Level::Error } else { Level::Doubt };
            let message = format!("报告年度为{year}年，完成情况写的是{}", cx.quote(d.place));
            let action = "改为报告年度，并核对数字是否也是本年的";
            Some(
                Finding::new("P011", level, place, message, action)
                    .compare(format!("{year}年"), cx.quote(d.place)),
            )
        })
        .collect();
    Verdict::of_looked(findings, !opening.is_empty())
}

/// 完成情况：2022年新建…: a whole year right behind the label.
fn opens(cx: &Context, mention: &DateMention) -> bool {
    let text = cx.document.text(mention.place.node);
    let before = text[..mention.place.start as usize].trim_end();
    let label = before.strip_suffix(['：', ':']).unwrap_or("");
    mention.date.is_year() && OPENERS.iter().any(|w| label.ends_with(w))
}

fn has_own_year(cx: &Context, mention: &DateMention, year: u16) -> bool {
    cx.facts.dates.iter().any(|d| d.place.node == mention.place.node && d.date.year == Some(year))
}
