//! Headings name the year reported on.

use crate::{Context, Verdict};
use jiheng_base::evaluation::Kind;
use jiheng_base::{Finding, Level, Place, Words};

/// Headings of another year may speak of these.
static OTHER_YEARS: Words = Words::new(&[
    "上年", "应用", "整改", "规划", "计划", "打算", "下年", "展望", "安排", "比较", "对比",
]);

pub(super) fn check(cx: &Context) -> Verdict {
    let Some(year) = cx.year() else { return Verdict::Unable("没有读到报告年度".into()) };
    // A budget tells of the year before it, too.
    if cx.facts.subject.kind == Kind::Budget {
        return Verdict::NotApplicable;
    }
    let mut looked = false;
    let mut findings = Vec::new();
    for entry in &cx.facts.outline.entries {
        let spans_years =
            cx.facts.dates.iter().filter(|d| entry.place.overlaps(d.place)).count() > 1;
        let date =
            cx.facts.dates.iter().find(|d| entry.place.overlaps(d.place) && d.date.is_year());
        let (Some(date), false) = (date, spans_years || entry.has_body) else { continue };
        let Some(printed) = date.date.year.filter(|_| !date.quoted) else { continue };
        let other = OTHER_YEARS.any_in(&entry.title);
        looked = true;
        // Next year's plans are plain from the year itself.
        if printed >= year
            || other
            || is_sentence(cx, entry.place)
            || !cx.quote(date.place).ends_with('度') && !cx.quote(date.place).ends_with('年')
        {
            continue;
        }
        let text = cx.document.text(entry.node);
        let place = Place::new(entry.node, date.place.start as usize, text.trim_end().len());
        let message = format!("标题写{printed}年度，报告年度为{year}年度");
        findings.push(
            Finding::new("P008", Level::Error, place, message, "改正标题年度，并核对本段内容")
                .compare(format!("{year}年度"), format!("{printed}年度")),
        );
    }
    Verdict::of_looked(findings, looked)
}

/// （一）本表含2022年结转的项目12个。: an item that is a sentence of its own is no heading.
fn is_sentence(cx: &Context, title: Place) -> bool {
    let text = cx.document.text(title.node).trim_end();
    let has_figure = cx.facts.figures.iter().any(|f| title.overlaps(f.place));
    text.ends_with(['。', '；']) && has_figure
}
