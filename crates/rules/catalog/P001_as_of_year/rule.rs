//! A state of affairs is told as of the year reported on.

use crate::text::{in_title, sentence_around};
use crate::{Context, Verdict};
use jiheng_base::evaluation::Kind;
use jiheng_base::{Finding, Level, Place, Words, words};
use jiheng_facts::DateMention;
use jiheng_facts::lex::YearPart;

/// Words before or in the clause that make the older date a point of comparison.
static COMPARES: Words = Words::new(&[
    "比",
    "较",
    "从",
    "由",
    "自",
    "与",
    "累计",
    "以来",
    "上年",
    "上一年",
    "同期",
    "结转",
    "至今",
    "建成于",
    "成立于",
]);

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(year) = cx.year() else { return Verdict::Unable("没有读到报告年度".into()) };
    // A budget tells of the year before it, too.
    if cx.facts.subject.kind == Kind::Budget {
        return Verdict::NotApplicable;
    }
    let points: Vec<&DateMention> = cx.facts.dates.iter().filter(|d| is_year_end(d)).collect();
    let findings = points
        .iter()
        .filter(|d| d.date.year == Some(year - 1) && is_statement(cx, d, year))
        .map(|d| {
            let place = with_opener(cx, d);
            let right = cx.quote(place).replace(&(year - 1).to_string(), &year.to_string());
            let message = format!("报告年度为{year}年，时点写成{}", cx.quote(d.place));
            Finding::new("P001", Level::Doubt, place, message, "改为报告年度的时点，并核对数字")
                .compare(right, cx.quote(place))
        })
        .collect();
    Verdict::of_looked(findings, !points.is_empty())
}

/// 12月31日, 年末, 年底.
fn is_year_end(mention: &DateMention) -> bool {
    let date = mention.date;
    let last_day = date.month == Some(12) && date.day == Some(31);
    (last_day || date.is_year() && date.part == YearPart::End)
        && date.year.is_some()
        && !mention.quoted
}

/// The date stands alone in its sentence and opens a statement of numbers.
fn is_statement(cx: &Context, mention: &DateMention, year: u16) -> bool {
    let text = cx.document.text(mention.place.node);
    let at = mention.place.start as usize;
    let (start, end) = sentence_around(text, at);
    let sentence = &text[start..end];
    let clause_end = text[at..].find(['，', '；', '。']).map_or(end, |i| at + i);
    let clause =
        &text[start.max(text[..at].rfind(['，', '；', '。']).map_or(start, |i| i + 3))..clause_end];
    let compares = COMPARES.any_in(clause);
    let own_year = sentence.replace(' ', "").contains(&format!("{year}年末"))
        || sentence.replace(' ', "").contains(&format!("{year}年12月31日"))
        || sentence.replace(' ', "").contains(&format!("{year}年底"));
    if is_reference_day(mention) && !own_year && !in_title(text, at) {
        return true;
    }
    let has_number = cx.facts.figures.iter().any(|f| f.sentence == mention.sentence && !f.quoted);
    // 2023年末存量甲，当年新增乙，年末存量丙: the sentence goes on to the year itself.
    let behind = &text[clause_end..end];
    let goes_on = words!["当年", "本年", "年末", "年底", "累计"].any_in(behind)
        || behind.replace(' ', "").contains(&format!("{year}年"));
    // 2022年底前已治理65个 is of all the years before.
    let is_deadline = mention.tail.starts_with(['前', '之']);
    let excused = compares || own_year || goes_on || is_deadline || in_title(text, at);
    has_number && !excused && !tells_background(cx, mention)
}

/// 评价基准日为2021年12月31日: the day as of which all is told.
fn is_reference_day(mention: &DateMention) -> bool {
    let lead = mention.lead.trim_end_matches(['为', '是', '定']);
    ["基准日", "数据截止日", "截止日期", "统计截止时间", "数据截止时间"]
        .iter()
        .any(|w| lead.ends_with(w))
}

/// What the year began with is told as background.
fn tells_background(cx: &Context, mention: &DateMention) -> bool {
    static BACKGROUND: Words = Words::new(&["背景", "立项", "缘由", "由来", "历史"]);
    let outline = &cx.facts.outline;
    let entry = outline.entry_of(mention.place.node);
    let says = |title: &str| BACKGROUND.any_in(title);
    outline.ancestors(entry).any(|e| says(&e.title))
}

/// 截至 belongs to the date.
fn with_opener(cx: &Context, mention: &DateMention) -> Place {
    let text = cx.document.text(mention.place.node);
    let before = text[..mention.place.start as usize].trim_end();
    let opener = ["截至", "截止", "截止到", "截至到"]
        .iter()
        .filter(|w| before.ends_with(**w))
        .map(|w| w.len())
        .max();
    let start = opener.map_or(mention.place.start as usize, |length| before.len() - length);
    Place::new(mention.place.node, start, mention.place.end as usize)
}
