//! The identities that a report's labels state, and the figures of the text that take part.

use crate::common::{labels, lines, text, truth};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;
use std::ops::Range;
use std::path::Path;

/// A number of the text, by bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure {
    pub start: usize,
    pub end: usize,
}

/// An equation that holds in a report.
pub struct Identity {
    pub statement: String,
    pub figures: Vec<Figure>,
    left: String,
    right: String,
}

impl Identity {
    /// Whether it still holds at the printed precision when one of its numbers is another.
    pub fn holds_with(&self, printed: &str, changed: &str) -> bool {
        let both = format!("{}={}", self.left, self.right);
        let Some(at) = numbers(&both).find(|n| &both[n.clone()] == printed) else {
            return true;
        };
        let both = format!("{}{changed}{}", &both[..at.start], &both[at.end..]);
        both.split_once('=').is_none_or(|(left, right)| equal(left, right).unwrap_or(false))
    }
}

/// The identities of the labels in a folder that are stated as arithmetic.
pub fn of(folder: &Path, report: &str) -> Vec<Identity> {
    let truth = truth(folder);
    let mut identities: Vec<Identity> = labels(&truth, "holds")
        .iter()
        .filter_map(|hold| {
            let statement = text(hold, "statement");
            let equation = statement.rsplit_once(": ").map_or(statement, |(_, e)| e);
            let (left, right) = equation.split_once(" = ")?;
            let left = left.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '(');
            let right = right.split_once(" (").map_or(right, |(r, _)| r);
            build(report, statement, left, right, &lines(hold))
        })
        .collect();
    identities.extend(coded_items(&truth, report));
    identities
}

/// The sums of coded line items, which some labels list instead of stating the equation.
fn coded_items(truth: &Value, report: &str) -> Vec<Identity> {
    let groups = truth["line_items"].as_object();
    groups
        .into_iter()
        .flatten()
        .filter_map(|(name, items)| {
            let amounts: Vec<&str> =
                items.as_array()?.iter().filter_map(|i| i[2].as_str()).collect();
            let left = amounts.join("+");
            let total = calculate(&left)?;
            // The line that prints all of them, and their sum.
            let line = (1..).zip(report.lines()).find(|(_, line)| {
                let printed: Vec<&str> = numbers(line).map(|n| &line[n]).collect();
                amounts.iter().all(|a| printed.contains(a))
                    && printed.iter().any(|p| p.parse() == Ok(total))
            })?;
            let right = numbers(line.1).map(|n| &line.1[n]).find(|p| p.parse() == Ok(total))?;
            build(report, name, &left, right, &[line.0])
        })
        .collect()
}

fn build(
    report: &str,
    statement: &str,
    left: &str,
    right: &str,
    lines: &[u64],
) -> Option<Identity> {
    if equal(left, right) != Some(true) {
        return None;
    }
    let both = format!("{left}={right}");
    let mut used: Vec<&str> = numbers(&both).map(|n| &both[n]).collect();
    used.sort_unstable();
    let mut figures = Vec::new();
    for group in used.chunk_by(|a, b| a == b) {
        let printed = occurrences(report, group[0], lines);
        // More of them than the identity has: which of them take part is not stated.
        if printed.len() <= group.len() {
            figures.extend(printed);
        }
    }
    let (statement, left, right) = (statement.into(), left.into(), right.into());
    Some(Identity { statement, figures, left, right })
}

fn occurrences(report: &str, printed: &str, lines: &[u64]) -> Vec<Figure> {
    let mut start = 0;
    let mut found = Vec::new();
    for (number, line) in (1..).zip(report.split_inclusive('\n')) {
        if lines.contains(&number) {
            found.extend(
                numbers(line)
                    .filter(|n| &line[n.clone()] == printed)
                    .map(|n| Figure { start: start + n.start, end: start + n.end }),
            );
        }
        start += line.len();
    }
    found
}

/// The numbers printed in a text.
pub fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = (at..bytes.len()).find(|&i| bytes[i].is_ascii_digit())?;
        let digits = |from: usize| {
            (from..bytes.len()).find(|&i| !bytes[i].is_ascii_digit()).unwrap_or(bytes.len())
        };
        at = digits(start);
        if bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at = digits(at + 1);
        }
        Some(start..at)
    })
}

/// Whether the left side, rounded to the digits that the right side prints, is the right side.
fn equal(left: &str, right: &str) -> Option<bool> {
    // 1.26*10000 is printed in a greater unit, and rounded there.
    let (printed, unit) = right.split_once('*').unwrap_or((right, "1"));
    let left = calculate(left)? / calculate(unit)?;
    let right_value = calculate(printed)?;
    let digits = printed.trim_end_matches('%').split_once('.').map_or(0, |(_, d)| d.len());
    let digits = u32::try_from(digits).ok()? + if printed.ends_with('%') { 2 } else { 0 };
    let rounded = left.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    Some(rounded == right_value)
}

/// The value of a formula of numbers, `+ - * /`, `%` and parentheses.
fn calculate(formula: &str) -> Option<Decimal> {
    let mut rest = formula.trim();
    let value = sum(&mut rest)?;
    rest.is_empty().then_some(value)
}

fn sum(rest: &mut &str) -> Option<Decimal> {
    let mut value = product(rest)?;
    while let Some(sign) = take(rest, &['+', '-']) {
        let next = product(rest)?;
        value = if sign == '+' { value + next } else { value - next };
    }
    Some(value)
}

fn product(rest: &mut &str) -> Option<Decimal> {
    let mut value = factor(rest)?;
    while let Some(sign) = take(rest, &['*', '/']) {
        let next = factor(rest)?;
        value = if sign == '*' { value * next } else { value.checked_div(next)? };
    }
    Some(value)
}

fn factor(rest: &mut &str) -> Option<Decimal> {
    if take(rest, &['-']).is_some() {
        return Some(-factor(rest)?);
    }
    if take(rest, &['(']).is_some() {
        let value = sum(rest)?;
        take(rest, &[')'])?;
        return Some(value);
    }
    let number = numbers(rest).next().filter(|n| n.start == 0)?;
    let value: Decimal = rest[number.clone()].parse().ok()?;
    *rest = &rest[number.end..];
    Some(if take(rest, &['%']).is_some() { value / Decimal::ONE_HUNDRED } else { value })
}

fn take(rest: &mut &str, any: &[char]) -> Option<char> {
    let first = rest.chars().next().filter(|c| any.contains(c))?;
    *rest = &rest[first.len_utf8()..];
    Some(first)
}
