//! The report for a terminal: what was read, the score sheet, the findings in place, the verdict.

mod excerpt;
mod finding;
mod paint;
mod sheet;

use crate::report::{Report, Verdict};
use jiheng_base::Level;
use jiheng_document::Document;
use std::fmt::Write as _;

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// With colours.
    pub colour: bool,
}

/// The report as text.
#[must_use]
pub fn terminal(name: &str, document: &Document, report: &Report, how: Terminal) -> String {
    let mut out = String::new();
    head(&mut out, name, report);
    sheet::write(&mut out, report);
    for level in [Level::Error, Level::Doubt, Level::Note] {
        let findings: Vec<_> = report.findings.iter().filter(|f| f.level == level).collect();
        if findings.is_empty() {
            continue;
        }
        let _ = writeln!(out, "── {}（{}处）", level.text(), findings.len());
        for finding in findings {
            out.push_str(&finding::write(document, finding, how));
        }
    }
    ignored(&mut out, report);
    unable(&mut out, report);
    verdict(&mut out, name, report);
    out
}

fn head(out: &mut String, name: &str, report: &Report) {
    let document = &report.document;
    let unknown = || "未能识别".to_owned();
    let _ = writeln!(out, "══ {name}");
    let _ = writeln!(out, "单位：{}", document.unit.clone().unwrap_or_else(unknown));
    let _ = writeln!(out, "年度：{}", document.year.map_or_else(unknown, |y| y.to_string()));
    let _ = writeln!(out, "类别：{}", document.kind.text());
    let scheme = &report.score.scheme;
    let _ = writeln!(out, "方案：{}（{}；{}）", scheme.title, scheme.id, scheme.reason);
    for notice in &document.notices {
        let _ = writeln!(out, "说明：{notice}");
    }
}

fn ignored(out: &mut String, report: &Report) {
    if report.ignored.is_empty() {
        return;
    }
    let _ = writeln!(out, "── 已按决定忽略 {} 条", report.ignored.len());
    for finding in &report.ignored {
        finding::set_aside(out, finding);
    }
}

fn unable(out: &mut String, report: &Report) {
    let unable = super::unable(report);
    if unable.is_empty() {
        return;
    }
    let _ = writeln!(out, "── 未能检查（{}项）", unable.len());
    for line in unable {
        let _ = writeln!(out, "   {line}");
    }
}

fn verdict(out: &mut String, name: &str, report: &Report) {
    let counts = format!(
        "错误 {} 处，存疑 {} 处，提示 {} 处",
        report.count(Level::Error),
        report.count(Level::Doubt),
        report.count(Level::Note)
    );
    let line = match report.verdict {
        Verdict::Pass if report.findings.is_empty() => "通过，没有发现问题".to_owned(),
        Verdict::Pass => format!("没有错误；{counts}"),
        Verdict::Errors => format!("有错误，应当修改；{counts}"),
        Verdict::Unreadable => "无法读取".to_owned(),
    };
    let _ = writeln!(out, "══ 结论：{name}：{line}");
}
