//! The tables of the summary.

use super::{Group, KIND, Row, Summary, Together, values::shown};
use crate::amount::{percent, points, ten_thousands};
use crate::form::{head, text};
use crate::paper::{Cell, Table};
use jiheng_base::Decimal;

/// A row an evaluation, the sum of each group below it.
pub(super) fn units(summary: &Summary) -> Table {
    let dimensions = summary.groups.iter().map(|g| g.dimensions.len()).max().unwrap_or(0);
    let alike = summary.groups.iter().all(|g| g.dimensions == summary.groups[0].dimensions);
    let mut heads: Vec<Cell> =
        ["序号", "单位（项目）", "预算数（万元）", "执行数（万元）", "执行率"]
            .map(|h| head(h, 1))
            .to_vec();
    let names = &summary.groups[0].dimensions;
    heads.extend((0..dimensions).map(|at| match names.get(at).filter(|_| alike) {
        Some(name) => head(&format!("{name}得分"), 1),
        None => head(&format!("一级指标{}得分", at + 1), 1),
    }));
    heads.extend([head("总分", 1), head("等级", 1)]);
    let mut widths = vec![5, 30, 14, 14, 10];
    widths.extend(std::iter::repeat_n(10, dimensions));
    widths.extend([9, 7]);
    let columns = u32::try_from(widths.len()).unwrap_or(u32::MAX);
    let mut rows = vec![heads];
    let mut number = 0;
    for group in &summary.groups {
        if summary.groups.len() > 1 {
            rows.push(vec![head(&group.scheme, columns)]);
        }
        for row in &group.rows {
            number += 1;
            rows.push(unit(&number.to_string(), row, dimensions));
        }
        rows.push(unit("", &group.whole, dimensions));
    }
    let caption = format!("{}年度绩效自评结果汇总表", summary.year);
    Table { kind: KIND, caption, widths, head_rows: 1, rows }
}

fn unit(number: &str, row: &Row, dimensions: usize) -> Vec<Cell> {
    let score = |points_of: Option<Decimal>| text(points_of.map_or_else(String::new, points), 1);
    let mut cells = vec![
        text(number, 1),
        text(row.name.as_str(), 1),
        text(ten_thousands(row.budget), 1),
        text(ten_thousands(row.executed), 1),
        text(row.rate().map_or_else(String::new, |r| format!("{}%", percent(r))), 1),
    ];
    cells.extend((0..dimensions).map(|at| score(row.dimensions.get(at).copied().flatten())));
    cells.extend([score(row.total), text(row.grade.clone().unwrap_or_default(), 1)]);
    cells
}

/// A row an indicator that several evaluations have.
pub(super) fn indicators(summary: &Summary) -> Option<Table> {
    const HEADS: [&str; 8] =
        ["一级指标", "二级指标", "三级指标", "份数", "指标值", "完成值", "分值", "得分"];
    let shared = |group: &'_ Group| -> Vec<Together> {
        group.indicators.iter().filter(|i| i.count > 1).cloned().collect()
    };
    let mut rows = vec![HEADS.map(|h| head(h, 1)).to_vec()];
    for group in &summary.groups {
        rows.extend(shared(group).iter().map(indicator));
    }
    (rows.len() > 1).then(|| Table {
        kind: KIND,
        caption: format!("{}年度共有绩效指标汇总表", summary.year),
        widths: vec![11, 13, 24, 7, 14, 14, 9, 9],
        head_rows: 1,
        rows,
    })
}

fn indicator(indicator: &Together) -> Vec<Cell> {
    let (target, actual) = match &indicator.values {
        Some((operator, target, actual, unit)) => (
            format!("{}{}{unit}", operator.sign(), shown(*target)),
            format!("{}{unit}", shown(*actual)),
        ),
        None => ("（定性）".to_owned(), "（按资金加权）".to_owned()),
    };
    [
        indicator.dimension.clone(),
        indicator.category.clone(),
        indicator.title.clone(),
        indicator.count.to_string(),
        target,
        actual,
        shown(indicator.weight),
        indicator.points.map_or_else(String::new, shown),
    ]
    .map(|words| text(words, 1))
    .to_vec()
}
