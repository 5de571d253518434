//! The findings of a batch as a workbook: a sheet by unit, a sheet with a row for each finding.

mod sheet;

use crate::report::{FindingInfo, Report, Verdict};
use jiheng_base::{Decimal, Level};
use rust_xlsxwriter::{Workbook, XlsxError};
use sheet::{Column, Sheet, Value};
use thiserror::Error;

/// Why there is no workbook.
#[derive(Debug, Error)]
#[error("无法生成清单（{0}）")]
pub struct ListError(#[from] XlsxError);

const SUMMARY: &[Column] = &[
    Column::new("文件", 30),
    Column::new("单位", 24),
    Column::new("年度", 7),
    Column::new("类别", 18),
    Column::new("评分方案", 24),
    Column::new("自报", 8),
    Column::new("复算", 8),
    Column::new("错误", 7),
    Column::new("存疑", 7),
    Column::new("提示", 7),
    Column::new("忽略", 7),
    Column::new("结论", 16),
];

const FINDINGS: &[Column] = &[
    Column::new("序号", 7),
    Column::new("文件", 18),
    Column::new("单位", 16),
    Column::new("级别", 7),
    Column::new("编号", 7),
    Column::new("问题", 38),
    Column::new("位置", 13),
    Column::new("原文", 24),
    Column::new("应为", 12),
    Column::new("现为", 12),
    Column::new("建议", 24),
    Column::new("算式", 24).on_screen_only(),
    Column::new("依据", 34).on_screen_only(),
    Column::new("决定", 18).on_screen_only(),
    Column::new("指纹", 19).on_screen_only(),
];

/// The workbook as it grows; it is filled a file at a time.
#[derive(Debug, Default)]
pub struct List {
    summary: Vec<Vec<Value>>,
    findings: Vec<Vec<Value>>,
}

impl List {
    /// Adds a file that was checked.
    pub fn add(&mut self, name: &str, report: &Report) {
        self.summary.push(summary_row(name, report));
        for finding in report.findings.iter().chain(&report.ignored) {
            let number = self.findings.len() + 1;
            self.findings.push(finding_row(number, name, report, finding));
        }
    }

    /// Adds a file that could not be read.
    pub fn add_unreadable(&mut self, name: &str, reason: &str) {
        let mut row = vec![Value::Empty; SUMMARY.len()];
        row[0] = name.into();
        row[SUMMARY.len() - 1] = format!("{}：{reason}", Verdict::Unreadable.text()).into();
        self.summary.push(row);
    }

    /// The bytes of the workbook.
    ///
    /// # Errors
    /// [`ListError`] when there are more findings than a sheet has rows.
    pub fn finish(&self) -> Result<Vec<u8>, ListError> {
        let mut book = Workbook::new();
        let summary = Sheet { name: "汇总", title: "绩效自评核对汇总", columns: SUMMARY };
        summary.write(&mut book, &self.summary)?;
        let findings =
            Sheet { name: "发现", title: "绩效自评核对发现清单", columns: FINDINGS };
        findings.write(&mut book, &self.findings)?;
        Ok(book.save_to_buffer()?)
    }
}

fn summary_row(name: &str, report: &Report) -> Vec<Value> {
    let document = &report.document;
    let score = &report.score;
    let count = |level| Value::Count(report.count(level));
    vec![
        name.into(),
        document.unit.clone().unwrap_or_else(|| "未能识别".into()).into(),
        document.year.map_or(Value::Empty, |year| Value::Count(usize::from(year))),
        document.kind.text().into(),
        score.scheme.title.as_str().into(),
        points(score.reported.claimed),
        points(score.reported.total),
        count(Level::Error),
        count(Level::Doubt),
        count(Level::Note),
        Value::Count(report.ignored.len()),
        report.verdict.text().into(),
    ]
}

fn points(points: Option<Decimal>) -> Value {
    points.map_or(Value::Empty, Value::Points)
}

fn finding_row(number: usize, name: &str, report: &Report, finding: &FindingInfo) -> Vec<Value> {
    let place = finding.locations.first();
    let optional = |text: &Option<String>| text.as_deref().map_or(Value::Empty, Value::from);
    let page = place.and_then(|p| p.page).map(|p| format!("第{p}页")).unwrap_or_default();
    let decision = finding.decision.as_ref();
    vec![
        Value::Count(number),
        name.into(),
        optional(&report.document.unit),
        finding.level.text().into(),
        finding.code.into(),
        finding.message.as_str().into(),
        place.map_or(Value::Empty, |p| format!("{page}{}", p.path).into()),
        place.map_or(Value::Empty, |p| p.quote.as_str().into()),
        optional(&finding.expected),
        optional(&finding.found),
        finding.action.as_str().into(),
        optional(&finding.calculation),
        finding.basis.join("；").into(),
        decision.map_or(Value::Empty, |d| format!("{}：{}", d.decision.text(), d.reason).into()),
        finding.fingerprint.as_str().into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::{FINDINGS, List, SUMMARY};
    use crate::{Options, check};
    use jiheng_law::Law;

    #[test]
    fn every_row_is_as_wide_as_its_header_and_unreadable_files_are_listed() {
        let law = Law::builtin().unwrap();
        let text = "2023年度清河县民政局部门整体支出绩效自评报告\n\
                    收入合计100.00万元，其中财政拨款60.00万元、其他收入30.00万元。\n";
        let report = check(text.as_bytes(), &law, &Options::default()).unwrap();
        let mut list = List::default();
        list.add("甲.txt", &report);
        list.add_unreadable("乙.docx", "文件是空的");
        assert_eq!(list.summary.len(), 2);
        assert!(list.summary.iter().all(|row| row.len() == SUMMARY.len()));
        assert_eq!(list.findings.len(), report.findings.len());
        assert!(list.findings.iter().all(|row| row.len() == FINDINGS.len()));
        assert!(list.finish().unwrap().starts_with(b"PK"));
    }
}
