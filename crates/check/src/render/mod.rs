//! Ways to print a report.

mod csv;
mod html;
mod json;
mod sarif;
mod score;
mod table;
mod terminal;

pub use csv::{csv_header, csv_rows, csv_unreadable};
pub use html::html;
pub use json::{json, unreadable_json};
pub use sarif::Sarif;
pub use table::align;
pub use terminal::{Terminal, terminal};

#[cfg(test)]
mod tests;

use crate::pipeline::could_not;
use crate::report::Report;

/// The rules that could not do their work or were left out, and why.
fn unable(report: &Report) -> Vec<String> {
    let unable = report.checks.iter().filter(|c| could_not(c.outcome) || !c.why.is_empty());
    unable.map(|c| format!("{} {}：{}", c.code, c.title, c.why)).collect()
}
