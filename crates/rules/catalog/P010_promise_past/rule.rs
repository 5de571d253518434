//! What is promised lies ahead of the day of the report.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role, Words, words};
use jiheng_facts::DateMention;
use jiheng_facts::lex::YearPart;

static PROMISES: Words = Words::new(&["确保", "力争", "争取", "保证"]);
/// What stands before the day on which a report is filled in or signed.
const SIGNED: &[&str] = &["填报日期", "填报时间", "报告日期", "成文日期", "填表日期"];

pub(super) fn check(cx: &Context) -> Verdict {
    let is_promised =
        |d: &&DateMention| is_promise(d) || is_planned(cx, d) || is_term(d) || is_aim(cx, d);
    let promised: Vec<&DateMention> =
        cx.facts.dates.iter().filter(|d| d.date.year.is_some()).filter(is_promised).collect();
    if promised.is_empty() {
        return Verdict::NotApplicable;
    }
    let dates = || cx.facts.dates.iter();
    let signed =
        dates().rev().find(|d| is_signature(cx, d)).or_else(|| dates().find(|d| is_month(cx, d)));
    let Some((signed, day)) = signed.and_then(|d| Some((d, d.date.ordinal()?))) else {
        return of_year(cx, &promised);
    };
    let findings = promised
        .iter()
        .filter(|d| last_day(d).is_some_and(|last| last < day))
        .map(|d| {
            let text = cx.document.text(d.place.node);
            let start = promise_start(text, d.place.start as usize);
            let (_, end) = clause_around(text, d.place.start as usize);
            let place = Place::new(d.place.node, start, end);
            let message =
                format!("期限{}在报告日期{}之前", cx.quote(d.place), cx.quote(signed.place));
            let action = "已完成的写完成日期，没有完成的写新的期限";
            Finding::new("P010", Level::Doubt, place, message, action).using(
                signed.place,
                Role::Against,
                "报告日期",
            )
        })
        .collect();
    Verdict::of(findings)
}

/// Without a day of the report: it is written after its year.
fn of_year(cx: &Context, promised: &[&DateMention]) -> Verdict {
    let Some(year) = cx.year() else { return Verdict::Unable("没有读到成文日期".into()) };
    let past = promised
        .iter()
        .filter(|d| d.date.month.is_none_or(|m| m < 12) && d.date.year.is_some_and(|y| y <= year))
        .filter(|d| d.date.month.is_some() || is_promise(d));
    let findings = past.map(|d| {
        let message = format!("期限{}已过，报告在{year}年度结束之后写成", cx.quote(d.place));
        let action = "已完成的写完成日期，没有完成的写新的期限";
        let (start, end) = clause_around(cx.document.text(d.place.node), d.place.start as usize);
        Finding::new("P010", Level::Doubt, Place::new(d.place.node, start, end), message, action)
    });
    match Verdict::of(findings.collect()) {
        Verdict::Pass => Verdict::Unable("没有读到成文日期".into()),
        other => other,
    }
}

const AHEAD: &[&str] = &["改进", "下一步", "下步", "打算", "整改措施", "建议"];
static PAST: Words = Words::new(&["已", "原定", "原计划", "应于", "要求", "本应"]);

/// Whether a heading above a date has one of the words.
fn is_under(cx: &Context, mention: &DateMention, words: &[&str]) -> bool {
    let outline = &cx.facts.outline;
    let entry = outline.entry_of(mention.place.node);
    outline.ancestors(entry).any(|e| words.iter().any(|w| e.title.contains(w)))
}

/// 2023年知晓率力争达到86%: the year of an aim among the measures that are to be taken.
fn is_aim(cx: &Context, mention: &DateMention) -> bool {
    let text = cx.document.text(mention.place.node);
    let (start, end) = clause_around(text, mention.place.start as usize);
    let behind = text.get(mention.place.end as usize..end).unwrap_or("");
    let is_whole = mention.date.is_year() && mention.date.part == YearPart::Whole;
    let aims = PROMISES.any_in(behind);
    let compares = words!["比", "较", "超过", "基础上"].any_in(&text[start..end]);
    let past = PAST.any_in(&text[start..end]);
    is_whole && aims && !compares && !past && !mention.quoted && is_under(cx, mention, AHEAD)
}

/// 2024年5月底前完成 among the measures that are to be taken.
fn is_planned(cx: &Context, mention: &DateMention) -> bool {
    let under = |words: &[&str]| is_under(cx, mention, words);
    let text = cx.document.text(mention.place.node);
    let (start, end) = clause_around(text, mention.place.start as usize);
    let until = mention.tail.trim_start_matches(['月', '底', '末', '初', '中', '旬']);
    // 建议：县教育局应于6月底前…
    let past = PAST.iter().filter(|w| **w != "应于" || !under(&["建议"]));
    until.starts_with(['前', '之'])
        && !mention.quoted
        && !past.copied().any(|w| text[start..end].contains(w))
        && (under(AHEAD) || is_behind_measures(text, start))
        && !under(&["上年", "上一年"])
}

/// 发现的主要问题：…。下一步改进措施：…: a heading within the paragraph, and no other behind it.
fn is_behind_measures(text: &str, at: usize) -> bool {
    const MEASURES: &[&str] =
        &["改进措施：", "整改措施：", "下一步：", "下一步措施：", "下一步打算："];
    let told = MEASURES.iter().filter_map(|w| Some(text[..at].rfind(w)? + w.len())).max();
    told.is_some_and(|told| !text[told..at].contains('：'))
}

fn promise_start(text: &str, before: usize) -> usize {
    PROMISES.iter().filter_map(|w| text[..before].rfind(w)).max().unwrap_or(before)
}

/// （某县卫生健康局　2023年3月）: a short paragraph that ends with a month, and no sentence.
fn is_month(cx: &Context, mention: &DateMention) -> bool {
    const CHARS: usize = 30;
    let text = cx.document.text(mention.place.node).trim();
    let bare = text.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    let is_short = bare.chars().count() <= CHARS && !bare.contains(['。', '，', '；', '：']);
    let ends = bare
        .strip_suffix(cx.quote(mention.place))
        .is_some_and(|body| body.trim().is_empty() || body.ends_with([' ', '\u{3000}', '\t']));
    let is_month = mention.date.month.is_some() && mention.date.day.is_none();
    mention.date.year.is_some() && is_month && is_short && ends
}

/// A full date that is a paragraph of its own, or stands behind 填报日期.
fn is_signature(cx: &Context, mention: &DateMention) -> bool {
    let text = cx.document.text(mention.place.node);
    let date = cx.quote(mention.place);
    let words = text.trim().trim_end_matches(date).trim_end_matches(['：', ':', ' ', '\u{3000}']);
    let is_alone = words.is_empty() || SIGNED.iter().any(|w| words.ends_with(w));
    let ends = text.trim_end().ends_with(date);
    mention.date.day.is_some() && mention.date.year.is_some() && ends && is_alone
}

/// 确保2025年1月底前
fn is_promise(mention: &DateMention) -> bool {
    let until = mention.tail.trim_start_matches(['月', '底', '末', '初']);
    let lead = mention.lead.trim_end_matches(['在', '于']);
    // 将于2024年10月底前公开
    let promised = PROMISES.iter().chain(&["将", "拟"]).any(|w| lead.ends_with(w));
    promised && until.starts_with(['前', '之']) && !mention.quoted
}

/// 可继续使用至2022年底: a term that is still to run.
fn is_term(mention: &DateMention) -> bool {
    const RUNS: &[&str] = &["继续使用至", "延续至", "延长至", "延期至", "可使用至", "顺延至"];
    RUNS.iter().any(|w| mention.lead.ends_with(w)) && !mention.quoted
}

/// The last day that keeps the promise; a month counts whole.
fn last_day(mention: &DateMention) -> Option<u32> {
    if mention.date.is_year() {
        return Some(u32::from(mention.date.year?) * 10_000 + 1231);
    }
    let first = mention.date.ordinal()?;
    Some(if mention.date.day.is_some() { first } else { first + 30 })
}
