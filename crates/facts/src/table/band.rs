//! Forms: one grid that holds fields, a table of money and a table of indicators below each other.

use super::column::{ColumnKind, named_kind};
use crate::wording;
use jiheng_base::NodeId;
use jiheng_document::{Document, Table};
use std::ops::Range;

/// Rows of a grid that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Band {
    /// Titles, fields, goals and notes.
    Fields(Range<u32>),
    /// Amounts of money below a head of `head` rows.
    Money { rows: Range<u32>, head: u32 },
    /// Indicators below a head of `head` rows.
    Indicators { rows: Range<u32>, head: u32 },
}

/// A cell that starts in a row.
pub(crate) struct RowCell {
    pub(crate) node: NodeId,
    /// Its text without white space.
    pub(crate) text: String,
    pub(crate) row_span: u32,
}

/// The cells with text that start in each row, from left to right.
pub(crate) fn rows_of(document: &Document, table: &Table) -> Vec<Vec<RowCell>> {
    let mut rows: Vec<Vec<RowCell>> = (0..table.rows).map(|_| Vec::new()).collect();
    for cell in &table.cells {
        let text = wording::squeeze(document.text(cell.node));
        if let Some(row) = rows.get_mut(cell.row as usize).filter(|_| !text.is_empty()) {
            row.push(RowCell { node: cell.node, text, row_span: cell.row_span });
        }
    }
    rows
}

/// The bands of a form; none when the grid is no form.
pub(crate) fn bands(rows: &[Vec<RowCell>]) -> Vec<Band> {
    let heads: Vec<Head> = rows.iter().map(|row| head_of(row)).collect();
    if heads.contains(&Head::Indicators) { divide(rows, &heads) } else { Vec::new() }
}

/// The bands of a grid that names what a form is of, where the next grid goes on with its indicators:
/// word processors cut forms so, that each page may open with the heads of the indicators.
pub(crate) fn bands_above(rows: &[Vec<RowCell>], next: &[Vec<RowCell>]) -> Option<Vec<Band>> {
    let goes_on = next.first().is_some_and(|row| head_of(row) == Head::Indicators)
        && !next.iter().any(|row| opens_form(row));
    let heads: Vec<Head> = rows.iter().map(|row| head_of(row)).collect();
    let is_open = rows.iter().any(|row| opens_form(row)) && !heads.contains(&Head::Indicators);
    (goes_on && is_open).then(|| divide(rows, &heads))
}

fn divide(rows: &[Vec<RowCell>], heads: &[Head]) -> Vec<Band> {
    let mut bands = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let kind = heads[at];
        let height = head_height(rows, at);
        let first = at + if kind == Head::None { 1 } else { height };
        let end = (first..rows.len())
            .find(|next| ends(kind, rows, heads, first, *next))
            .unwrap_or(rows.len());
        let range = narrow(at)..narrow(end);
        bands.push(match kind {
            Head::None => Band::Fields(range),
            Head::Money => Band::Money { rows: range, head: narrow(height) },
            Head::Indicators => Band::Indicators { rows: range, head: narrow(height) },
        });
        at = end;
    }
    bands
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Head {
    None,
    Money,
    Indicators,
}

fn head_of(row: &[RowCell]) -> Head {
    let kinds: Vec<ColumnKind> = row.iter().filter_map(|c| kind_of_head(&c.text)).collect();
    let has = |kind| kinds.contains(&kind);
    use ColumnKind::{Actual, Rate, Score, Standard, Target, Weight};
    let any = |kinds: &[ColumnKind]| kinds.iter().any(|k| has(*k));
    let names_indicator = row.iter().any(|c| is_indicator_head(&c.text));
    // Points alone are a summary of a form that stands elsewhere.
    if names_indicator && any(&[Target, Actual, Standard]) && any(&[Weight, Score, Actual]) {
        return Head::Indicators;
    }
    let amounts = row.iter().filter(|c| is_amount_head(&c.text)).count();
    if amounts >= 2 || amounts == 1 && has(Rate) && has(Score) {
        return Head::Money;
    }
    Head::None
}

/// A head is short and no sentence.
fn kind_of_head(text: &str) -> Option<ColumnKind> {
    const MAX_CHARS: usize = 24;
    let is_head = text.chars().count() <= MAX_CHARS && !text.contains(['。', '；', '，']);
    is_head.then(|| named_kind(text)).flatten()
}

pub(super) fn is_indicator_head(text: &str) -> bool {
    let bare = bare(text);
    [
        "一级指标",
        "二级指标",
        "三级指标",
        "四级指标",
        "指标名称",
        "评价指标",
        "绩效指标",
        "考核指标",
        "指标内容",
    ]
    .contains(&bare.as_str())
        || bare == "指标"
}

#[rustfmt::skip]
pub(super) fn is_amount_head(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "预算数",
        "执行数",
        "预算金额",
        "执行金额",
        "支出数",
        "到位数",
        "决算数",
        "年初预算",
        "全年预算",
        "调整预算",
        "调整后预算",
        "全年执行",
        "实际执行",
    ];
    let bare = bare(text);
    bare.chars().count() <= 12 && ENDS.iter().any(|w| bare.ends_with(w))
}

/// A head without its brackets and what follows a colon: 全年（调整）预算数 is 全年预算数.
fn bare(text: &str) -> String {
    let mut depth = 0_u32;
    let head = text.chars().take_while(|c| !"：:".contains(*c));
    head.filter(|c| match c {
        '（' | '(' => {
            depth += 1;
            false
        }
        '）' | ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    })
    .collect()
}

/// How many rows a head takes: those below it that hold only heads, beside cells that span them.
fn head_height(rows: &[Vec<RowCell>], at: usize) -> usize {
    let tallest = rows[at].iter().map(|c| c.row_span as usize).max().unwrap_or(1);
    let is_head = |row: &&Vec<RowCell>| {
        !row.is_empty()
            && row.iter().all(|c| kind_of_head(&c.text).is_some_and(|_| !has_digit(&c.text)))
    };
    1 + rows[at + 1..].iter().take(tallest - 1).take_while(is_head).count()
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Whether the band that started before `first` ends before row `next`.
fn ends(kind: Head, rows: &[Vec<RowCell>], heads: &[Head], first: usize, next: usize) -> bool {
    if heads[next] != Head::None {
        return true;
    }
    match kind {
        Head::None => false,
        Head::Money => next > first && opens_goals(&rows[next]),
        // Behind the total come remarks, or the next form.
        Head::Indicators => {
            next > first && (is_total(&rows[next - 1]) || opens_form(&rows[next]))
                || opens_form(&rows[next])
        }
    }
}

fn opens_goals(row: &[RowCell]) -> bool {
    row.iter().any(|c| {
        let bare = bare(&c.text);
        ["预期目标", "年度总体目标", "总体目标", "年度绩效目标", "年度目标", "实际完成情况"]
            .contains(&bare.as_str())
    })
}

fn is_total(row: &[RowCell]) -> bool {
    row.first().is_some_and(|c| {
        let bare = bare(&c.text);
        bare.ends_with("总分") || matches!(bare.as_str(), "总得分" | "合计" | "总计")
    })
}

/// The row that names what a form is of.
pub(crate) fn opens_form(row: &[RowCell]) -> bool {
    row.iter().any(|c| crate::form::names_subject(&c.text))
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
