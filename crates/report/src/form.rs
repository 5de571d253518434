//! The 绩效自评表 on its grid of eight columns, in the national and in the Hubei form.

pub(crate) mod chart;
mod funds;
mod indicators;

use crate::Settled;
use crate::paper::{Cell, Table, TableKind};
use jiheng_base::evaluation::Kind;

/// Widths of the columns: dimension, category, indicator, target, actual, weight, score, reason.
const WIDTHS: [u32; 8] = [11, 11, 18, 12, 12, 7, 10, 19];
pub(crate) const COLUMNS: u32 = 8;

impl Table {
    /// The table that a template calls by its name, if there is one.
    pub(crate) fn named(name: &str, settled: &Settled) -> Option<Self> {
        (name == "绩效自评表").then(|| scores(settled))
    }
}

fn scores(settled: &Settled) -> Table {
    let evaluation = &settled.submission.evaluation;
    let year = evaluation.year.as_ref().map_or_else(String::new, |y| y.value.to_string());
    let kind = match evaluation.kind {
        Kind::ProjectSelfEvaluation => "项目支出",
        _ => "部门整体支出",
    };
    let mut rows = subject(settled, &year);
    rows.extend(if settled.scheme.id.starts_with("hubei") {
        funds::hubei(settled)
    } else {
        funds::national(settled)
    });
    rows.extend(goals(settled));
    rows.extend(indicators::rows(settled));
    Table {
        kind: TableKind::Scores,
        caption: format!("{year}年度{kind}绩效自评表"),
        widths: WIDTHS.to_vec(),
        head_rows: 0,
        rows,
    }
}

/// Who and what is evaluated.
fn subject(settled: &Settled, year: &str) -> Vec<Vec<Cell>> {
    let submission = &settled.submission;
    let unit = submission.evaluation.unit.as_ref().map_or("", |u| u.value.as_str());
    let words = &submission.words;
    match &words.project {
        Some(project) => vec![
            vec![head("项目名称", 1), text(project, 7)],
            vec![
                head("主管部门", 1),
                text(words.supervisor.as_deref().unwrap_or(""), 3),
                head("实施单位", 1),
                text(unit, 3),
            ],
        ],
        None => vec![vec![
            head("单位名称", 1),
            text(unit, 3),
            head("评价年度", 1),
            text(format!("{year}年"), 3),
        ]],
    }
}

/// What was to be reached over the year, and what was.
fn goals(settled: &Settled) -> Vec<Vec<Cell>> {
    let words = &settled.submission.words;
    let mut label = head("年度总体目标", 1);
    label.rows = 2;
    vec![
        vec![label, head("预期目标", 4), head("实际完成情况", 3)],
        vec![text(words.goals.join("\n"), 4), text(words.work.join("\n"), 3)],
    ]
}

pub(crate) fn head(words: &str, columns: u32) -> Cell {
    Cell { text: words.to_owned(), rows: 1, columns, is_head: true }
}

pub(crate) fn text(words: impl Into<String>, columns: u32) -> Cell {
    Cell { text: words.into(), rows: 1, columns, is_head: false }
}
