//! A sentence that goes through an indicator tells the target and the actual value of its row.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role, Unit, is_han};
use jiheng_facts::table::{ColumnKind, Row, RowKind, Side};
use jiheng_facts::{FigureId, Sentence};

/// Shorter names begin many sentences.
const MIN_CHARS: usize = 4;
const ACTUAL: &[&str] = &["实际完成值", "实际完成", "实际值", "完成值", "实际为", "实际"];
const TARGET: &[&str] = &["目标值", "年初目标", "年度目标", "指标值", "预期值", "目标", "计划"];

pub(super) fn check(cx: &Context) -> Verdict {
    let sides = cx.facts.tables.iter().flat_map(|t| &t.sides);
    let rows: Vec<(&Row, FigureId)> = sides.flat_map(|side| rows_of(side)).collect();
    if rows.is_empty() {
        return Verdict::NotApplicable;
    }
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in cx.facts.sentences.iter().filter(|s| s.figures.len() > 1) {
        let Some((row, cell)) = row_told(cx, &rows, sentence) else { continue };
        let main = cx.main_figures_of_text(sentence);
        let told = |words: &[&str]| {
            main.iter().copied().find(|id| words.iter().any(|w| cx.figure(*id).lead.contains(w)))
        };
        let (Some(_), Some(actual)) = (told(TARGET), told(ACTUAL)) else { continue };
        looked = true;
        if differ(cx, actual, cell) {
            findings.push(finding(cx, row, actual, cell));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// Rows with an actual value, where their name stands in one row only.
fn rows_of(side: &Side) -> Vec<(&Row, FigureId)> {
    let Some((column, _)) = side.columns_of(ColumnKind::Actual).next() else { return Vec::new() };
    let items = || side.rows.iter().filter(|r| r.kind == RowKind::Item);
    items()
        .filter(|row| row.label.chars().count() >= MIN_CHARS)
        .filter(|row| items().filter(|other| other.label == row.label).count() == 1)
        .filter_map(|row| Some((row, row.figure(column)?)))
        .collect()
}

/// 农村户厕改造数，年初目标值120座，…: the row whose name opens the sentence.
fn row_told<'a>(
    cx: &Context,
    rows: &[(&'a Row, FigureId)],
    sentence: &Sentence,
) -> Option<(&'a Row, FigureId)> {
    let text = cx.quote(sentence.place);
    let start = text.find(|c: char| is_han(c) || c == '“')?;
    let text = &text[start..];
    let mut named = rows.iter().filter(|(row, _)| {
        text.strip_prefix(row.label.as_str())
            .is_some_and(|rest| rest.starts_with(['，', '：', '（']) || rest.starts_with("指标"))
    });
    named.next().copied().filter(|_| named.next().is_none())
}

fn differ(cx: &Context, told: FigureId, cell: FigureId) -> bool {
    let (a, b) = (cx.figure(told).quantity, cx.figure(cell).quantity);
    // A cell may leave its unit to the head of the column.
    let bare = b.unit == Unit::Bare && a.value == b.value;
    let alike = a.unit == b.unit;
    !bare && alike && !a.agrees(b)
}

fn finding(cx: &Context, row: &Row, told: FigureId, cell: FigureId) -> Finding {
    let (prose, table) = (cx.print(told), cx.print(cell));
    let message = format!("“{}”正文的实际完成值为{prose}，表中为{table}", row.label);
    let action = "核对原始数据，统一正文和表格";
    Finding::new("C063", Level::Error, cx.figure(told).span, message, action)
        .compare(table, prose)
        .using(cx.figure(cell).place, Role::Against, "表中")
}
