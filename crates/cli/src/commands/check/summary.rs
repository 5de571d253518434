//! The table after several files: a line a file.

use super::FileResult;
use crate::{CLEAN, ERRORS_FOUND, UNUSABLE_INPUT};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Level};
use jiheng_check::render::align;
use jiheng_check::{Report, Verdict};

/// What the summary tells of a file.
#[derive(Clone)]
pub(super) struct SummaryLine {
    name: String,
    unit: String,
    counts: [usize; 3],
    total: String,
    verdict: Verdict,
}

impl SummaryLine {
    pub(super) fn of(result: &FileResult) -> Self {
        match &result.outcome {
            Ok(checked) => Self::of_report(result.name.clone(), &checked.report),
            Err(reason) => Self {
                name: result.name.clone(),
                unit: reason.clone(),
                counts: [0; 3],
                total: "–".into(),
                verdict: Verdict::Unreadable,
            },
        }
    }

    fn of_report(name: String, report: &Report) -> Self {
        let points = |t: Option<Decimal>| t.map_or_else(|| "–".into(), plain);
        let score = &report.score.reported;
        Self {
            name,
            unit: report.document.unit.clone().unwrap_or_else(|| "未能识别".into()),
            counts: [Level::Error, Level::Doubt, Level::Note].map(|l| report.count(l)),
            total: format!("{}/{}", points(score.claimed), points(score.total)),
            verdict: report.verdict,
        }
    }

    /// How many findings there are of each level, in words.
    pub(super) fn counts(&self) -> String {
        let [errors, doubts, notes] = self.counts;
        format!("错误 {errors}，存疑 {doubts}，提示 {notes}")
    }

    pub(super) fn exit_code(&self) -> u8 {
        match self.verdict {
            Verdict::Pass => CLEAN,
            Verdict::Errors => ERRORS_FOUND,
            Verdict::Unreadable => UNUSABLE_INPUT,
        }
    }
}

pub(super) fn table(lines: &[SummaryLine]) -> String {
    let mut rows = vec![
        ["文件", "单位", "错误", "存疑", "提示", "自报/复算", "结论"].map(str::to_owned).to_vec(),
    ];
    for line in lines {
        let [errors, doubts, notes] = line.counts.map(|n| n.to_string());
        rows.push(vec![
            line.name.clone(),
            line.unit.clone(),
            errors,
            doubts,
            notes,
            line.total.clone(),
            line.verdict.text().into(),
        ]);
    }
    let count = |verdict| lines.iter().filter(|l| l.verdict == verdict).count();
    format!(
        "══ 汇总\n{}共 {} 份：通过 {}，有错误 {}，无法读取 {}\n",
        align(&rows, &[]),
        lines.len(),
        count(Verdict::Pass),
        count(Verdict::Errors),
        count(Verdict::Unreadable)
    )
}
