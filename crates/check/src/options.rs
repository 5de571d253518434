//! What a caller can choose.

use crate::decisions::Decisions;
use jiheng_base::Level;

/// A rule whose findings are left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// The code of the rule.
    pub code: String,
    /// Why; never empty.
    pub reason: String,
}

/// What a caller can choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The scheme to score by; chosen from the document when none.
    pub scheme: Option<String>,
    /// Findings below this level are left out.
    pub level: Level,
    /// Rules that are left out.
    pub ignore: Vec<Ignore>,
    /// What was decided about findings before.
    pub decisions: Decisions,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            scheme: None,
            level: Level::Note,
            ignore: Vec::new(),
            decisions: Decisions::default(),
        }
    }
}
