//! A report on a year is signed after it, and after what it tells.

use crate::text::{clause_around, in_title, sentence_around};
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role, Words};
use jiheng_document::Origin;
use jiheng_facts::DateMention;

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(year) = cx.year() else { return Verdict::Unable("没有读到报告年度".into()) };
    let Some(signed) = signature(cx) else { return Verdict::NotApplicable };
    let Some(day) = signed.date.ordinal() else { return Verdict::NotApplicable };
    if signed.date.year.is_some_and(|y| y <= year) {
        let message = format!("成文日期{}在{year}年度结束之前", cx.quote(signed.place));
        return Verdict::of(vec![Finding::new(
            "P007",
            Level::Error,
            signed.place,
            message,
            "改正成文日期",
        )]);
    }
    let later = cx.facts.dates.iter().find(|d| {
        let told = ["报县", "报市", "报送", "上报", "审定", "报财政", "审议"]
            .iter()
            .any(|w| d.tail.starts_with(w) || d.tail.contains(w));
        !d.quoted
            && told
            && !d.tail.starts_with('前')
            && d.date.day.is_some()
            && d.date.ordinal().is_some_and(|o| o > day)
    });
    let findings = later.map(|later| {
        let message =
            format!("成文日期{}早于文中的{}", cx.quote(signed.place), cx.quote(later.place));
        Finding::new("P007", Level::Error, signed.place, message, "核对两处日期").using(
            later.place,
            Role::Against,
            "",
        )
    });
    match findings {
        Some(finding) => Verdict::of(vec![finding]),
        None => Verdict::of(told_too_early(cx, signed, day)),
    }
}

/// 审计部门2025年8月对资金进行审计 in a report of March 2025: what has happened, by a date of a year of its own, after the
/// report was signed.
fn told_too_early(cx: &Context, signed: &DateMention, day: u32) -> Vec<Finding> {
    #[rustfmt::skip]
    static AHEAD: Words = Words::new(&[
        "前", "拟", "计划", "将", "预计", "力争", "确保", "争取", "下一步", "明年", "下年", "安排", "目标", "应",
        "建设期", "合同", "期限", "工期", "有效期", "规划", "到期", "推迟", "延期", "延长", "结转", "申报", "日起", "年起", "列入", "纳入",
        "建议", "要求", "实施期", "周期", "服务期", "续", "待", "转入", "转至", "顺延", "届时",
    ]);
    // 结果将作为安排预算的依据，并于8月公开
    static PROMISES: Words = Words::new(&["将", "拟", "计划"]);
    let is_early = |d: &&DateMention| {
        let is_later = d.date.year.is_some() && d.date.ordinal().is_some_and(|o| o > day);
        let text = cx.document.text(d.place.node);
        let (start, end) = clause_around(text, d.place.start as usize);
        let (opening, _) = sentence_around(text, d.place.start as usize);
        let before = &text[opening.min(start)..start];
        let goes_on = ["并", "且", "同时"].iter().any(|w| text[start..end].trim().starts_with(w));
        let is_promised = goes_on && PROMISES.any_in(before);
        is_later
            && !is_promised
            && d.place.node != signed.place.node
            && !d.quoted
            && !in_title(text, d.place.start as usize)
            && !AHEAD.any_in(&text[start..end])
            && !is_under_plans(cx, d)
    };
    let early = cx.facts.dates.iter().filter(is_early);
    early
        .map(|d| {
            let (told, own) = (cx.quote(d.place), cx.quote(signed.place));
            let message = format!("成文日期为{own}，文中已经说到{told}的事");
            Finding::new("P007", Level::Doubt, d.place, message, "核对两处日期").using(
                signed.place,
                Role::Against,
                "成文日期",
            )
        })
        .collect()
}

fn is_under_plans(cx: &Context, mention: &DateMention) -> bool {
    let outline = &cx.facts.outline;
    let entry = outline.entry_of(mention.place.node);
    let plans = ["建议", "改进", "下一步", "打算", "计划", "措施", "安排", "目标"];
    outline.ancestors(entry).any(|e| plans.iter().any(|w| e.title.contains(w)))
}

/// A full date that is a whole paragraph near the end, or stands behind 填报日期.
pub(super) fn signature<'a>(cx: &Context<'a>) -> Option<&'a DateMention> {
    cx.facts.dates.iter().rev().find(|d| {
        let text = cx.document.text(d.place.node).trim();
        let is_whole = text.len() == (d.place.end - d.place.start) as usize;
        let before = cx.document.text(d.place.node)[..d.place.start as usize].trim_end();
        let label = before.trim_end_matches(['：', ':']).trim_end();
        let is_named =
            ["填报日期", "填表日期", "填报时间", "填表时间"].iter().any(|w| label.ends_with(w));
        // A date alone in a cell is the value of an item.
        let origin = cx.document.nodes.get(d.place.node.index()).map(|n| &n.origin);
        let in_table = matches!(origin, Some(Origin::Cell { .. } | Origin::SheetCell { .. }));
        d.date.day.is_some() && d.date.year.is_some() && (is_whole && !in_table || is_named)
    })
}
