//! One self-contained page: the document with its marks beside the findings and the score.

mod blocks;
mod marks;
mod view;

use crate::report::{FindingInfo, Report, Verdict};
use askama::Template;
use blocks::{BlockView, blocks};
use jiheng_base::Level;
use jiheng_document::Document;
use marks::Marks;
use view::{BaseView, Choice, FindingView, SheetView};

#[derive(Template)]
#[template(path = "report.html", whitespace = "minimize")]
struct Page<'a> {
    name: &'a str,
    style: &'static str,
    script: &'static str,
    report: &'a Report,
    facts: Vec<(&'static str, String)>,
    verdict: String,
    levels: Vec<Choice>,
    families: Vec<Choice>,
    blocks: Vec<BlockView<'a>>,
    findings: Vec<FindingView<'a>>,
    sheets: Vec<SheetView<'a>>,
    bases: Vec<BaseView<'a>>,
    unable: Vec<String>,
}

/// The report as a page that needs nothing but itself.
#[must_use]
pub fn html(name: &str, document: &Document, report: &Report) -> String {
    // The page is sent on; folders of the sender are nobody's business.
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let findings: Vec<&FindingInfo> = report.findings.iter().collect();
    let marks = Marks::new(&findings);
    let page = Page {
        name,
        style: include_str!("../../templates/report.css"),
        script: include_str!("../../templates/report.js"),
        report,
        facts: facts(report),
        verdict: verdict(report),
        levels: view::levels(report),
        families: view::families(report),
        blocks: blocks(document, &marks),
        findings: view::findings(report),
        sheets: view::sheets(report),
        bases: view::bases(report),
        unable: super::unable(report),
    };
    // The template writes to memory, which does not fail.
    page.render().unwrap_or_default()
}

fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let document = &report.document;
    let unknown = || "未能识别".to_owned();
    let scheme = &report.score.scheme;
    vec![
        ("单位", document.unit.clone().unwrap_or_else(unknown)),
        ("年度", document.year.map_or_else(unknown, |y| y.to_string())),
        ("类别", document.kind.text().to_owned()),
        ("方案", format!("{}（{}）", scheme.title, scheme.reason)),
    ]
}

fn verdict(report: &Report) -> String {
    let words = match report.verdict {
        Verdict::Errors => "有错误，应当修改",
        Verdict::Pass if report.findings.is_empty() => "通过，没有发现问题",
        Verdict::Pass => "没有错误",
        Verdict::Unreadable => "无法读取",
    };
    let counts = [Level::Error, Level::Doubt, Level::Note]
        .map(|level| format!("{} {} 处", level.text(), report.count(level)));
    format!("{words}：{}", counts.join("，"))
}
