//! What is said to be highest or lowest is so in the table before.

use crate::text::{clause_around, matches};
use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, NodeId, Place, Role};
use jiheng_facts::FigureId;
use jiheng_facts::table::{ColumnKind, Row, RowKind};

/// 最高的是, and whether it is the highest.
const EXTREMES: &[(&str, bool)] = &[("最高的是", true), ("最低的是", false)];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs().filter(|(_, text)| text.contains('最')) {
        for (word, highest) in SUPERLATIVES {
            for (at, _) in matches(text, word) {
                let Some(held) = told_of(cx, node, text, at, word.len(), *highest) else {
                    continue;
                };
                looked = true;
                findings.extend(held);
            }
        }
        for (word, highest) in EXTREMES {
            for (at, _) in matches(text, word) {
                let Some(held) = held(cx, node, text, at, word.len(), *highest) else { continue };
                looked = true;
                findings.extend(held);
            }
        }
    }
    findings.sort_by_key(Finding::place);
    Verdict::of_looked(findings, looked)
}

/// 东河街道户数最多: the clause that ends with the word begins with a row of a table before it and goes on with the name
/// of one of its columns; `None` where it does not.
fn told_of(
    cx: &Context,
    node: NodeId,
    text: &str,
    at: usize,
    length: usize,
    highest: bool,
) -> Option<Option<Finding>> {
    let behind = &text[at + length..];
    if !behind.is_empty() && !behind.starts_with(['，', '。', '；', '、']) {
        return None;
    }
    let (start, _) = clause_around(text, at);
    let clause = text[start..at].trim_start().trim_start_matches("其中");
    let before = cx.facts.tables.partition_point(|t| t.first < node);
    let tables = cx.facts.tables[..before].iter().rev().take(TABLES_BEFORE);
    let (side, own, column) = tables.flat_map(|t| &t.sides).find_map(|side| {
        let row = side.rows.iter().filter(|r| is_item(r) && is_named(clause, &r.label));
        let row = row.max_by_key(|r| r.label.len())?;
        let rest = clause
            .strip_prefix(stem(&row.label))?
            .trim_start_matches(ENDINGS)
            .trim_start_matches('的');
        let column = side.columns.iter().position(|c| {
            let head = c.header.split(['（', '(']).next().unwrap_or("");
            head.chars().count() > 1 && rest == head
        })?;
        Some((side, row, column))
    })?;
    let told = own.figure(column)?;
    let value = |id: FigureId| cx.figure(id).quantity.base();
    let all = side.rows.iter().filter(|r| is_item(r)).filter_map(|r| Some((r, r.figure(column)?)));
    let beats =
        |id: FigureId| if highest { value(id) > value(told) } else { value(id) < value(told) };
    let best = all.filter(|(_, id)| beats(*id));
    let best = if highest {
        best.max_by_key(|(_, id)| value(*id))
    } else {
        best.min_by_key(|(_, id)| value(*id))
    };
    Some(best.map(|(row, id)| {
        let lead = text[start..at].len() - text[start..at].trim_start().len();
        let place = Place::new(node, start + lead, at + length);
        let print = |id: FigureId| cx.figure(id).quantity.text();
        let message =
            format!("表中“{}”为{}，“{}”为{}", row.label, print(id), own.label, print(told));
        Finding::new("C073", Level::Error, place, message, "按表改正所说的对象，或核对表中的数")
            .compare(row.label.clone(), own.label.clone())
            .using_all([cx.figure(id).span, cx.figure(told).span], Role::Against)
    }))
}

/// What a table is spoken of behind at most so many others.
const TABLES_BEFORE: usize = 3;
const SUPERLATIVES: &[(&str, bool)] = &[
    ("最高", true),
    ("最多", true),
    ("最大", true),
    ("最低", false),
    ("最少", false),
    ("最小", false),
];
const ENDINGS: &[char] = &['指', '标', '类'];

/// 效益 of the row 效益指标
fn stem(label: &str) -> &str {
    label.trim_end_matches("指标").trim_end_matches('类')
}

fn is_named(clause: &str, label: &str) -> bool {
    stem(label).chars().count() > 1 && clause.starts_with(stem(label))
}

/// `None` where no table tells; else the fault, if there is one.
fn held(
    cx: &Context,
    node: NodeId,
    text: &str,
    at: usize,
    length: usize,
    highest: bool,
) -> Option<Option<Finding>> {
    let (start, end) = clause_around(text, at);
    let said = text.get(at + length..end)?;
    let name =
        rate_name(&text[start..at]).or_else(|| rate_name(text[..start].trim_end_matches('，')))?;
    let column = cx.facts.tables.iter().rev().filter(|t| t.first < node).find_map(|table| {
        table.sides.iter().find_map(|side| {
            let mut rates = side.columns_of(ColumnKind::Rate);
            let (column, _) = rates.find(|(_, c)| c.header.contains(name))?;
            Some(
                side.rows
                    .iter()
                    .filter(|r| is_item(r))
                    .filter_map(move |r| Some((r, r.figure(column)?)))
                    .collect::<Vec<_>>(),
            )
        })
    })?;
    let value = |id: FigureId| -> Decimal { cx.figure(id).quantity.base() };
    let named = |label: &str| label.chars().count() > 1 && said.contains(label);
    let (_, own) =
        *column.iter().filter(|(r, _)| named(&r.label)).max_by_key(|(r, _)| r.label.len())?;
    let beats = |other: Decimal| if highest { other > value(own) } else { other < value(own) };
    let best = column.iter().filter(|(_, id)| beats(value(*id)));
    let best = if highest {
        best.max_by_key(|(_, id)| value(*id))
    } else {
        best.min_by_key(|(_, id)| value(*id))
    };
    Some(best.map(|(row, id)| {
        let lead = text[start..end].len() - text[start..end].trim_start().len();
        let place = Place::new(node, start + lead, end);
        let told = |id: FigureId| cx.figure(id).quantity.text();
        let message = format!(
            "说{}，表中“{}”为{}，所说的为{}",
            &text[at..end],
            row.label,
            told(*id),
            told(own)
        );
        Finding::new("C073", Level::Error, place, message, "按表改正所说的对象，或核对表中的数")
            .compare(row.label.clone(), said.to_owned())
            .using_all([cx.figure(*id).span, cx.figure(own).span], Role::Against)
    }))
}

fn is_item(row: &Row) -> bool {
    row.kind == RowKind::Item && !["其他", "其它", "其余"].iter().any(|w| row.label.starts_with(w))
}

/// 得分率 of 各类指标得分率: the last rate that words before 最高 name.
fn rate_name(words: &str) -> Option<&str> {
    const LENGTH: usize = 3;
    let clause = words.rsplit(['，', '。', '；', '\u{3000}', ' ', '中']).next()?;
    let clause = EXTREMES.iter().find_map(|(w, _)| clause.split_once(w)).map_or(clause, |(a, _)| a);
    let end = clause.rfind('率')? + '率'.len_utf8();
    let from = clause[..end].char_indices().rev().nth(LENGTH - 1).map_or(0, |(at, _)| at);
    Some(&clause[from..end])
}
