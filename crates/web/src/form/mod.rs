//! The report being filled in as fields: a path and a text each, and what the engine makes of them.

mod assemble;
mod label;
mod number;
mod path;
mod rows;
mod spread;

pub use assemble::{Assembled, assemble};
pub use label::label;
pub use path::{FieldPath, List, PASSAGES, Passage, is_valid_value};
pub use rows::{Row, rows};
pub use spread::spread;

use jiheng_base::evaluation::Kind;
use std::collections::BTreeMap;

/// Values by their paths; a field that nobody touched is missing.
pub type Fields = BTreeMap<String, String>;

/// What a report is about; the task and the unit say it, nobody types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The full name of the unit.
    pub unit: String,
    /// The year that is evaluated.
    pub year: u16,
    /// A department or a project.
    pub kind: Kind,
    /// The id of the scoring scheme.
    pub scheme: String,
    /// The name of the project, for one.
    pub project: Option<String>,
    /// The department that the unit answers to.
    pub supervisor: Option<String>,
}

/// What is wrong with a field and what to write.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldFault {
    /// The field; a row (`indicators.x1`) or a list where it is of no single field.
    pub path: String,
    /// In plain words.
    pub what: String,
}
