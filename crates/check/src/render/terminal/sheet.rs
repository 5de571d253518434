//! The score sheet: claimed beside recomputed, level by level, and the bases side by side.

use crate::render::table::align;
use crate::report::Report;
use jiheng_base::Decimal;
use jiheng_base::exact::plain;
use jiheng_score::{Line, LineKind, Outcome, ScoreSheet};
use std::fmt::Write as _;

pub(super) fn write(out: &mut String, report: &Report) {
    let score = &report.score;
    if score.reported.lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "── 评分");
    out.push_str(&lines(&score.reported));
    total(out, "报告口径", &score.reported);
    let differs = score.by_scheme.total != score.reported.total;
    if differs {
        total(out, "方案口径", &score.by_scheme);
        bases(out, report);
    }
}

fn lines(sheet: &ScoreSheet) -> String {
    let mut rows = vec![["指标", "分值", "自报", "复算", "说明"].map(str::to_owned).to_vec()];
    rows.extend(sheet.lines.iter().map(row));
    align(&rows, &[false, true, true, true, false])
}

fn row(line: &Line) -> Vec<String> {
    let indent = if line.kind == LineKind::Indicator { "  " } else { "" };
    let shown = |points: Option<Decimal>| points.map_or_else(|| "–".to_owned(), plain);
    vec![
        format!("{indent}{}", shorten(&line.name)),
        shown(line.weight),
        shown(line.claimed),
        shown(line.computed),
        note(line),
    ]
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

fn note(line: &Line) -> String {
    let trace: Vec<&str> = line.trace.iter().map(|s| s.text.as_str()).collect();
    match &line.outcome {
        Outcome::Computed if line.claimed != line.computed => trace.join("；"),
        Outcome::Computed => String::new(),
        Outcome::StandIn => format!("{}（代用数）", trace.join("；")),
        Outcome::Accepted(why) => format!("按自报计：{why}"),
        Outcome::Unable(why) => format!("无法复算：{why}"),
    }
}

fn total(out: &mut String, name: &str, sheet: &ScoreSheet) {
    let claimed = sheet.claimed.map_or_else(|| "–".to_owned(), plain);
    let Some(total) = sheet.total else {
        let _ = writeln!(out, "  {name}总分：自报 {claimed}，无法复算");
        return;
    };
    let grade = sheet.grade.as_deref().unwrap_or("–");
    let stand_in = if sheet.stand_in { "，含代用数" } else { "" };
    let _ = writeln!(
        out,
        "  {name}总分：自报 {claimed}，复算 {}，等级“{grade}”（{}{stand_in}）",
        plain(total),
        sheet.base.text()
    );
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
