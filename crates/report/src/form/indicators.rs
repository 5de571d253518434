//! The rows of the indicators, dimension by dimension, and the total.

use super::{COLUMNS, head, text};
use crate::Settled;
use crate::amount::points;
use crate::paper::Cell;
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Indicator, Stated, Target};
use jiheng_score::LineKind;

const HEADS: [&str; COLUMNS as usize] = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
];

pub(super) fn rows(settled: &Settled) -> Vec<Vec<Cell>> {
    let evaluation = &settled.submission.evaluation;
    let mut rows = vec![HEADS.map(|h| head(h, 1)).to_vec()];
    let dimensions = settled.sheet.lines.iter().filter(|l| l.kind == LineKind::Dimension);
    for dimension in dimensions {
        let own: Vec<&Indicator> = evaluation
            .indicators
            .iter()
            .filter(|i| i.dimension.as_deref() == Some(dimension.name.as_str()))
            .collect();
        let weight =
            dimension.weight.map_or_else(String::new, |w| format!("\n（{}分）", points(w)));
        rows.extend(group(&format!("{}{weight}", dimension.name), &own));
    }
    let total = settled.sheet.total.map_or_else(String::new, points);
    rows.push(vec![head("总分", 5), text("100", 1), text(total, 1), text("", 1)]);
    rows
}

/// The indicators of a dimension; the dimension and runs of one category are merged cells.
fn group(dimension: &str, indicators: &[&Indicator]) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut at = 0;
    while at < indicators.len() {
        let category = indicators[at].category.as_deref().unwrap_or("");
        let run = indicators[at..]
            .iter()
            .take_while(|i| i.category.as_deref().unwrap_or("") == category)
            .count();
        for (nth, indicator) in indicators[at..at + run].iter().enumerate() {
            let mut row = Vec::new();
            if rows.is_empty() {
                row.push(tall(dimension, indicators.len()));
            }
            if nth == 0 {
                row.push(tall(category, run));
            }
            row.extend(cells(indicator));
            rows.push(row);
        }
        at += run;
    }
    rows
}

fn tall(words: &str, rows: usize) -> Cell {
    Cell { rows: u32::try_from(rows).unwrap_or(u32::MAX), ..head(words, 1) }
}

fn cells(indicator: &Indicator) -> Vec<Cell> {
    let target = indicator.target.as_ref().map(|t| &t.value);
    let unit = match target {
        Some(Target::Quantity { unit, .. }) => unit.as_str(),
        _ => "",
    };
    let actual = indicator.actual.as_ref().map(|a| a.value.print(unit));
    let number =
        |p: &Option<Stated<Decimal>>| p.as_ref().map_or_else(String::new, |p| points(p.value));
    let reason = indicator.reason.as_ref().map_or_else(String::new, |r| r.value.clone());
    [
        indicator.title(),
        target.map_or_else(String::new, Target::print),
        actual.unwrap_or_default(),
        number(&indicator.weight),
        number(&indicator.score),
        reason,
    ]
    .map(|words| text(words, 1))
    .to_vec()
}
