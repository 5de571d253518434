//! What was achieved is told of the year reported on.

use crate::text::{clause_around, sentence_around};
use crate::{Context, Verdict};
use jiheng_base::evaluation::Actual;
use jiheng_base::{Finding, Level, Place, Words};
use jiheng_facts::DateMention;
use jiheng_facts::lex::YearPart;

const OPENERS: &[&str] = &["完成情况", "完成情况为", "实际完成情况"];
/// Words that hold the other year against this one.
static COMPARES: Words = Words::new(&["比", "较", "累计", "以来", "上年", "结转", "同期"]);

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
            let compares = COMPARES.any_in(cx.quote(place));
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
    let mut findings: Vec<Finding> = findings;
    let mut later = paid_later(cx, year);
    later.extend(not_within_year(cx, year));
    let looked = !opening.is_empty() || !later.is_empty();
    findings.extend(later);
    Verdict::of_looked(findings, looked)
}

/// 累计支付682.10万元，其中2023年支付651.75万元、2024年支付30.35万元 in a report on 2023: a whole year to come is not over.
fn paid_later(cx: &Context, year: u16) -> Vec<Finding> {
    const DONE: &[&str] = &["支付", "支出", "拨付", "到位", "兑付", "完成", "建成"];
    static AHEAD: Words =
        Words::new(&["计划", "拟", "预计", "将", "安排", "预算", "目标", "尚", "待", "力争", "应"]);
    let later = cx.facts.dates.iter().filter(|d| {
        let done = DONE.iter().any(|w| d.tail == *w || d.tail == format!("已{w}"));
        d.date.is_year()
            && d.date.part == YearPart::Whole
            && d.date.year == Some(year + 1)
            && done
            && !d.quoted
    });
    later
        .filter(|d| {
            let text = cx.document.text(d.place.node);
            let (start, end) = sentence_around(text, d.place.start as usize);
            !AHEAD.any_in(&text[start..end]) && text[start..end].contains("累计")
        })
        .map(|d| {
            let text = cx.document.text(d.place.node);
            let (_, end) = clause_around(text, d.place.start as usize);
            let place = Place::new(d.place.node, d.place.start as usize, end);
            let message = format!("报告年度为{year}年，却已有{}的完成数", cx.quote(d.place));
            Finding::new("P011", Level::Doubt, place, message, "核对各年的数和年份")
        })
        .collect()
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

/// “应急联动”于2025年1月上线，全部在当年完成 in a report on 2024.
fn not_within_year(cx: &Context, year: u16) -> Vec<Finding> {
    static WITHIN: Words =
        Words::new(&["全部在当年", "均在当年", "全部于当年", "均于当年", "全部在年内", "均在年内"]);
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        if !text.contains("在当年") && !text.contains("于当年") && !text.contains("在年内")
        {
            continue;
        }
        for (at, _) in WITHIN.matches(text) {
            let (start, _) = sentence_around(text, at);
            let late = cx.facts.dates.iter().find(|d| {
                d.place.node == node
                    && (start..at).contains(&(d.place.start as usize))
                    && d.date.year.is_some_and(|y| y > year)
                    && !d.quoted
            });
            let Some(late) = late else { continue };
            let (start, end) = clause_around(text, late.place.start as usize);
            let place = Place::new(node, start, end);
            let message = format!("说都在当年完成，其中却有{}的", cx.quote(late.place));
            findings.push(Finding::new("P011", Level::Error, place, message, "核对日期"));
        }
    }
    findings
}
