//! The identities that a report's labels state, and the figures of the text that take part.

use crate::common::{labels, lines, text, truth};
use crate::formula::{calculate, numbers, rounded};
use rust_decimal::RoundingStrategy;
use serde_json::Value;
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
        self.with(printed, changed)
            .is_none_or(|(left, right)| equal(&left, &right).unwrap_or(false))
    }

    /// Whether there are true values that all of its numbers, one of them changed, are rounded from:
    /// then nobody can tell from it that it is broken.
    pub fn may_be_rounded_with(&self, printed: &str, changed: &str) -> bool {
        self.with(printed, changed).is_none_or(|(left, right)| {
            rounded(&left).zip(rounded(&right)).is_some_and(|(a, b)| a.meets(b))
        })
    }

    /// Both sides with one number changed; none where it has no such number.
    fn with(&self, printed: &str, changed: &str) -> Option<(String, String)> {
        let both = format!("{}={}", self.left, self.right);
        let at = numbers(&both).find(|n| &both[n.clone()] == printed)?;
        let both = format!("{}{changed}{}", &both[..at.start], &both[at.end..]);
        both.split_once('=').map(|(left, right)| (left.to_owned(), right.to_owned()))
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
