//! Tables laid out by blanks: a head, and numbers under it.

use super::Line;

/// What parts two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// A full-width space or two spaces.
    Wide,
    /// Any blank: what is left of a table that was copied out of a page.
    Any,
}

/// The rows of the table that `lines` open with, each with as many cells as its head.
pub(super) fn rows<'a>(lines: &[Line<'a>]) -> Option<Vec<Vec<&'a str>>> {
    [Gap::Wide, Gap::Any].into_iter().find_map(|gap| rows_with(lines, gap))
}

fn rows_with<'a>(lines: &[Line<'a>], gap: Gap) -> Option<Vec<Vec<&'a str>>> {
    const MIN_COLUMNS: usize = 3;
    const MIN_ROWS: usize = 3;
    let head = cells(lines.first()?.text, gap);
    if head.len() < MIN_COLUMNS || !is_head(&head, gap) {
        return None;
    }
    let mut rows: Vec<Vec<&str>> = vec![head];
    let mut full = 0;
    for line in &lines[1..] {
        let own = cells(line.text, gap);
        let Some(row) = fitted(own, rows[0].len(), &rows[1..]) else { break };
        full += usize::from(!row.iter().any(|c| c.is_empty()));
        rows.push(row);
    }
    let body = || rows[1..].iter().flat_map(|row| row.iter().skip(1)).filter(|c| !c.is_empty());
    let numbers = body().filter(|c| tells_number(c)).count();
    let is_table = rows.len() >= MIN_ROWS && full + 1 >= MIN_ROWS - usize::from(gap == Gap::Wide);
    (is_table && numbers * 2 >= body().count()).then_some(rows)
}

/// A row as wide as the head: a total keeps its name at the left, a row below a cell that spans several
/// lacks its first cells.
fn fitted<'a>(own: Vec<&'a str>, columns: usize, above: &[Vec<&str>]) -> Option<Vec<&'a str>> {
    const LEAST: usize = 2;
    let ends = own.last().is_some_and(|c| c.ends_with(['。', '；', '：', '，']));
    if ends || own.iter().any(|c| c.contains(super::STROKES)) {
        return None;
    }
    if own.len() == columns {
        return Some(own);
    }
    if own.len() > columns || own.len() < LEAST {
        return None;
    }
    let missing = columns - own.len();
    // 产出小计
    if ["合计", "小计", "总计", "总分"].iter().any(|w| own[0].ends_with(w)) {
        let full = above.iter().rev().find(|row| row.iter().all(|c| !c.is_empty()))?;
        return Some(total_row(&own, full, missing));
    }
    let blanks = std::iter::repeat_n("", missing);
    let last_numbers = |row: &[&str]| row.iter().rev().take_while(|c| tells_number(c)).count();
    let is_alike = above.last().is_some_and(|row| {
        last_numbers(row) == last_numbers(&own) && last_numbers(&own) >= LEAST && own.len() > LEAST
    });
    is_alike.then(|| blanks.chain(own).collect())
}

/// The numbers of a total stand under those of the rows, as far to the right as that goes.
fn total_row<'a>(own: &[&'a str], full: &[&str], missing: usize) -> Vec<&'a str> {
    let fits = |before: &usize| {
        let above = &full[1 + before..];
        let agrees =
            |(cell, above): (&&str, &&str)| is_dash(cell) || is_number(cell) == is_number(above);
        own[1..].iter().zip(above).all(agrees)
    };
    let before = (0..=missing).rev().find(fits).unwrap_or(missing);
    let blanks = |n: usize| std::iter::repeat_n("", n);
    let numbers = own[1..].iter().copied();
    [own[0]]
        .into_iter()
        .chain(blanks(before))
        .chain(numbers)
        .chain(blanks(missing - before))
        .collect()
}

/// A head names columns; it may hold a year (2022年), but no amount and no sentence.
fn is_head(head: &[&str], gap: Gap) -> bool {
    const LONGEST: usize = 16;
    let is_label = |cell: &&str| {
        let opens_with_digit = cell.starts_with(|c: char| c.is_ascii_digit());
        let is_short = gap == Gap::Wide || cell.chars().count() <= LONGEST;
        (!opens_with_digit || cell.contains('年'))
            && is_short
            && !cell.contains(['，', '。', '；', '：'])
            && !cell.contains(super::STROKES)
    };
    head.iter().all(is_label)
}

/// A number with no more than a unit behind it: ≥98%, 14200元, but not 扣1.5分.
fn is_number(text: &str) -> bool {
    const LONGEST_UNIT: usize = 3;
    let digits =
        text.trim_start_matches(['≥', '≤', '＞', '＜', '>', '<', '=', '＝', '-', '－', '+']);
    let unit = digits.trim_start_matches(|c: char| c.is_ascii_digit() || ".,，％%".contains(c));
    unit.len() < digits.len() && unit.chars().count() <= LONGEST_UNIT
}

/// 产出小计　50　—　—　48.86: a cell that stands for none of any kind.
fn is_dash(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "-—－/".contains(c))
}

fn tells_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

fn cells(line: &str, gap: Gap) -> Vec<&str> {
    match gap {
        Gap::Any => line.split_whitespace().collect(),
        Gap::Wide => line
            .trim()
            .split('\u{3000}')
            .flat_map(|part| part.split("  "))
            .map(str::trim)
            .filter(|c| !c.is_empty())
            .collect(),
    }
}
