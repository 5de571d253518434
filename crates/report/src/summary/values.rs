//! The values of the summary report, by their Chinese names.

use super::{Group, Row, Summary, Together, themes};
use crate::amount::{percent, points, ten_thousands};
use jiheng_base::evaluation::Kind;
use jiheng_base::{Decimal, exact::ratio, round_half_up};
use serde_json::{Value, json};
use std::cmp::Reverse;

pub(super) fn of(summary: &Summary) -> Value {
    let rows = || summary.groups.iter().flat_map(|g| &g.rows);
    let problems = || summary.groups.iter().flat_map(|g| g.problems.iter().map(String::as_str));
    let themes = themes::counted(problems().collect::<Vec<_>>().into_iter());
    json!({
        "年度": summary.year.to_string(),
        "份数": rows().count(),
        "类别": summary.groups.iter().map(group).collect::<Vec<_>>(),
        "问题总数": problems().count(),
        "共性问题": themes
            .iter()
            .map(|(theme, count)| json!({ "主题": theme, "次数": count }))
            .collect::<Vec<_>>(),
    })
}

fn group(group: &Group) -> Value {
    let mut by_total: Vec<&Row> = group.rows.iter().filter(|r| r.total.is_some()).collect();
    by_total.sort_by_key(|r| Reverse(r.total));
    let mut short: Vec<&Together> = group.indicators.iter().filter(|i| i.short > 0).collect();
    short.sort_by_key(|i| Reverse(i.short));
    json!({
        "名称": match group.kind {
            Kind::ProjectSelfEvaluation => "项目支出",
            _ => "部门整体支出",
        },
        "方案": group.scheme,
        "份数": group.rows.len(),
        "预算数": ten_thousands(group.whole.budget),
        "执行数": ten_thousands(group.whole.executed),
        "执行率": group.whole.rate().map(percent),
        "得分": group.whole.total.map(points),
        "等级": group.whole.grade,
        "一级指标": group
            .dimensions
            .iter()
            .zip(&group.whole.dimensions)
            .map(|(name, own)| json!({ "名称": name, "得分": own.map(points) }))
            .collect::<Vec<_>>(),
        "等级分布": grades(group),
        "最高": by_total.first().map(|r| ranked(r)),
        "最低": by_total.last().map(|r| ranked(r)),
        "执行率偏低": group.rows.iter().filter(|r| is_slow(r)).map(slow).collect::<Vec<_>>(),
        "执行率齐全": group.rows.iter().all(|r| r.rate().is_some()),
        "失分指标": short.iter().take(5).map(|i| lost(i)).collect::<Vec<_>>(),
    })
}

/// Grades from the best, with how many evaluations have each.
fn grades(group: &Group) -> Vec<Value> {
    let mut rows: Vec<&Row> = group.rows.iter().collect();
    rows.sort_by_key(|r| Reverse(r.total));
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for grade in rows.iter().filter_map(|r| r.grade.as_deref()) {
        match counted.iter_mut().find(|(of, _)| *of == grade) {
            Some((_, count)) => *count += 1,
            None => counted.push((grade, 1)),
        }
    }
    let share =
        |count: usize| ratio(Decimal::from(count), Decimal::from(group.rows.len())).map(percent);
    counted
        .into_iter()
        .map(|(grade, count)| json!({ "等级": grade, "份数": count, "占比": share(count) }))
        .collect()
}

/// Spending below this share of the budget is to be explained.
fn is_slow(row: &Row) -> bool {
    row.rate().is_some_and(|rate| rate < Decimal::new(9, 1))
}

fn slow(row: &Row) -> Value {
    json!({ "名称": row.name, "执行率": row.rate().map(percent) })
}

fn ranked(row: &Row) -> Value {
    json!({ "名称": row.name, "得分": row.total.map(points) })
}

fn lost(indicator: &Together) -> Value {
    json!({
        "名称": indicator.title,
        "份数": indicator.count,
        "失分份数": indicator.short,
        "分值": shown(indicator.weight),
        "得分": indicator.points.map(shown),
    })
}

/// Points weighted by funds, to two decimals.
pub(super) fn shown(value: Decimal) -> String {
    points(round_half_up(value, 2))
}
