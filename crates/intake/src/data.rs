//! A submission as TOML or JSON.

mod hold;
mod strict;

use crate::schema::schema;
use jiheng_report::{Fault, Submission};
use serde_json::Value;
use strict::Strict;
use thiserror::Error;

/// How data is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// For people.
    Toml,
    /// For programs.
    Json,
}

impl Notation {
    /// By the ending of a file name.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Toml => "TOML",
            Self::Json => "JSON",
        }
    }
}

/// Why data is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DataError {
    /// It is not what it says it is.
    #[error("第{line}行第{column}列：{what}")]
    Syntax {
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// What is wrong and what to look for.
        what: String,
    },
    /// Fields that are missing, unknown or of another kind.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Faults(Vec<Fault>),
}

/// Reads a submission; it is of the right shape, but not yet settled.
///
/// # Errors
/// Where the text is not TOML or JSON, or every field that is missing, unknown or of another kind.
pub fn read_data(text: &str, notation: Notation) -> Result<Submission, DataError> {
    let text = text.trim_start_matches('\u{feff}');
    let value = match notation {
        Notation::Toml => toml::from_str(text).map(|Strict(value)| value).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let (line, column) = position(text, start);
            syntax(line, column, strict::duplicate(error.message()), notation)
        }),
        Notation::Json => serde_json::from_str(text).map(|Strict(value)| value).map_err(|error| {
            let duplicate = strict::duplicate(&error.to_string());
            syntax(error.line(), error.column(), duplicate, notation)
        }),
    }?;
    let faults = hold::faults(&value, schema());
    if !faults.is_empty() {
        return Err(DataError::Faults(faults));
    }
    // The schema is made of these very types: what it lets pass is read.
    serde_json::from_value(value)
        .map_err(|error| DataError::Faults(vec![Fault::new("数据", error.to_string())]))
}

fn syntax(line: usize, column: usize, duplicate: Option<String>, notation: Notation) -> DataError {
    let what = match (duplicate, notation) {
        (Some(field), _) => format!("“{field}”写了两次，只留一处"),
        (None, Notation::Toml) => {
            "不是正确的 TOML：看文字两边有没有英文引号，括号是否成对，同一字段是否写了两次".into()
        }
        (None, Notation::Json) => "不是正确的 JSON：看引号、逗号和括号是否成对".to_owned(),
    };
    DataError::Syntax { line, column, what }
}

/// Line and column of a byte, from 1.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

/// A submission written down, without what is empty.
///
/// # Errors
/// When it holds what the notation cannot say.
pub fn write_data(submission: &Submission, notation: Notation) -> Result<String, DataError> {
    let refused = |error: String| DataError::Faults(vec![Fault::new(notation.name(), error)]);
    match notation {
        Notation::Toml => {
            let text = toml::to_string_pretty(submission).map_err(|e| refused(e.to_string()))?;
            let short = without_empty(&text);
            // Where an author wrote such a line, everything stays.
            let is_same = read_data(&short, notation).is_ok_and(|read| read == *submission);
            Ok(if is_same { short } else { text })
        }
        Notation::Json => {
            let mut value = serde_json::to_value(submission).map_err(|e| refused(e.to_string()))?;
            prune(&mut value);
            Ok(format!("{value:#}\n"))
        }
    }
}

/// The lines of TOML but those of empty lists.
fn without_empty(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.ends_with(" = []"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Drops what is empty from objects; the elements of a list stay.
fn prune(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(prune);
            map.retain(|_, inner| !is_empty(inner));
        }
        Value::Array(values) => values.iter_mut().for_each(prune),
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(values) => values.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}
