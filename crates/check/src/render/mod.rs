//! Ways to print a report.

mod json;
mod table;
mod terminal;

pub use json::{json, unreadable_json};
pub use table::align;
pub use terminal::{Terminal, terminal};
