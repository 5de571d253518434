//! One JSON object a document.

use crate::report::Report;
use serde_json::{Value, json};

/// The report as JSON.
#[must_use]
pub fn json(report: &Report) -> Value {
    serde_json::to_value(report).unwrap_or(Value::Null)
}

/// What stands for a file that could not be read.
#[must_use]
pub fn unreadable_json(reason: &str) -> Value {
    json!({ "document": null, "verdict": "unreadable", "reason": reason, "findings": [], "checks": [] })
}
