//! The score sheet: claimed beside recomputed, level by level, and the bases side by side.

use crate::render::score::{rows, total};
use crate::render::table::align;
use crate::report::Report;
use jiheng_score::ScoreSheet;
use std::fmt::Write as _;

pub(super) fn write(out: &mut String, report: &Report) {
    let score = &report.score;
    if score.reported.lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "── 评分");
    out.push_str(&lines(&score.reported));
    let _ = writeln!(out, "  {}", total("报告口径", &score.reported));
    let differs = score.by_scheme.total != score.reported.total;
    if differs {
        let _ = writeln!(out, "  {}", total("方案口径", &score.by_scheme));
        bases(out, report);
    }
}

fn lines(sheet: &ScoreSheet) -> String {
    let mut lines = vec![["指标", "分值", "自报", "复算", "说明"].map(str::to_owned).to_vec()];
    lines.extend(rows(sheet).into_iter().map(|row| {
        let indent = if row.is_indicator { "  " } else { "" };
        let name = format!("{indent}{}", shorten(row.name));
        vec![name, row.weight, row.claimed, row.computed, row.note]
    }));
    align(&lines, &[false, true, true, true, false])
}

/// Long names would push the numbers out of sight.
fn shorten(name: &str) -> String {
    const MAX_CHARS: usize = 16;
    if name.chars().count() <= MAX_CHARS {
        return name.to_owned();
    }
    let kept: String = name.chars().take(MAX_CHARS - 1).collect();
    format!("{kept}…")
}

fn bases(out: &mut String, report: &Report) {
    let _ = writeln!(out, "  执行率各口径：");
    let mut rows = Vec::new();
    for line in &report.score.bases {
        rows.push(match &line.row.result {
            Ok(execution) => {
                let mark = if execution.stand_in { "（代用数）" } else { "" };
                vec![
                    line.name.to_owned(),
                    execution.percent(),
                    format!("{}{mark}", execution.calculation()),
                ]
            }
            Err(missing) => vec![line.name.to_owned(), "–".into(), missing.clone()],
        });
    }
    out.push_str(&align(&rows, &[false, true, false]));
}
