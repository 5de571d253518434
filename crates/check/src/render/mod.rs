//! Ways to print a report.

mod json;
mod terminal;

pub use json::{json, unreadable_json};
pub use terminal::{Terminal, terminal};
