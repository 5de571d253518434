//! What a rule found: the fault, every number that proves it with its place, and what to do.

use crate::place::Place;
use serde::{Deserialize, Serialize};

/// How sure a finding is, and so how much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth a line.
    Note,
    /// A person must decide.
    Doubt,
    /// The text itself proves it.
    Error,
}

impl Level {
    /// The level as a clerk reads it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Doubt => "存疑",
            Self::Note => "提示",
        }
    }
}

/// What a place does in a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The text that is at fault.
    Fault,
    /// A number or statement that the fault is measured against.
    Against,
    /// A number that takes part in the calculation.
    Input,
}

/// A place that a finding uses, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Use {
    /// Where.
    pub place: Place,
    /// What for.
    pub role: Role,
    /// A few words beside the place (合计、应为…); may be empty.
    pub label: String,
}

/// One fault, in place, with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule that found it: a letter and three digits.
    pub code: &'static str,
    /// How sure it is.
    pub level: Level,
    /// What is wrong, in one sentence with the numbers.
    pub message: String,
    /// Where; the first is the primary place.
    pub uses: Vec<Use>,
    /// What should stand there, as it would be printed.
    pub expected: Option<String>,
    /// What stands there, as printed.
    pub found: Option<String>,
    /// The calculation that proves it.
    pub calculation: Option<String>,
    /// One thing to do.
    pub action: String,
}

impl Finding {
    /// A finding at its primary place.
    #[must_use]
    pub fn new(
        code: &'static str,
        level: Level,
        place: Place,
        message: impl Into<String>,
        action: impl Into<String>,
    ) -> Self {
        Self {
            code,
            level,
            message: message.into(),
            uses: vec![Use { place, role: Role::Fault, label: String::new() }],
            expected: None,
            found: None,
            calculation: None,
            action: action.into(),
        }
    }

    /// Adds a place that takes part.
    #[must_use]
    pub fn using(mut self, place: Place, role: Role, label: impl Into<String>) -> Self {
        self.uses.push(Use { place, role, label: label.into() });
        self
    }

    /// Adds several places of one role, unlabelled.
    #[must_use]
    pub fn using_all(mut self, places: impl IntoIterator<Item = Place>, role: Role) -> Self {
        self.uses.extend(places.into_iter().map(|place| Use { place, role, label: String::new() }));
        self
    }

    /// States what should stand and what stands.
    #[must_use]
    pub fn compare(mut self, expected: impl Into<String>, found: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self.found = Some(found.into());
        self
    }

    /// States the calculation.
    #[must_use]
    pub fn by(mut self, calculation: impl Into<String>) -> Self {
        self.calculation = Some(calculation.into());
        self
    }

    /// The primary place.
    #[must_use]
    pub fn place(&self) -> Place {
        self.uses[0].place
    }
}
