//! Tasks and names that have ended.

use crate::{Confidence, LawError};
use serde::Deserialize;

/// Words that were right until the end of a year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The words; any of them.
    pub words: Vec<String>,
    /// The last year in which they are right.
    pub until: u16,
    /// Why.
    pub why: String,
    /// What to write instead.
    pub say: Option<String>,
    /// Terms rest on memory; how sure they are. High unless said.
    pub confidence: Option<Confidence>,
    /// `note` where the words are only old-fashioned.
    pub level: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    term: Vec<Term>,
}

/// Reads `law/terms.toml`.
///
/// # Errors
/// When the file is no such table.
pub(crate) fn parse(file: &str, text: &str) -> Result<Vec<Term>, LawError> {
    let parsed: File = toml::from_str(text).map_err(|e| LawError::from_toml(file, text, &e))?;
    Ok(parsed.term)
}
