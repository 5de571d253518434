//! Rules that check a report: one folder each under `catalog/`, found by the build script.
//!
//! A rule says what it found with every number that it used, or that it passed, does not apply, or
//! cannot tell because something is missing. Silence is never a pass.

pub mod accounts;
mod bodies;
mod context;
mod credible;
mod formula;
mod other_pair;
mod relation;
mod rule;
mod run;
mod score;
mod section;
mod term;
pub mod text;

pub use context::{Context, Prepared};
pub use rule::{Check, Of, RelationCheck, Rule, SectionCheck, Sign, Status, TermCheck, Verdict};
pub use run::{CheckOutcome, Checked, Report, run};

use jiheng_base::Level;
use jiheng_facts::RelationKind;

mod catalog {
    #![allow(clippy::wildcard_imports)]
    use super::*;
    use jiheng_base::words;
    include!(concat!(env!("OUT_DIR"), "/catalog.rs"));
}

pub use catalog::RULES;

/// A rule by its code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.code == code)
}
