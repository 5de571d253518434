//! The report as callers get it: owned, with every place found again in words.

use crate::decisions::{Decision, Ruling};
use jiheng_base::evaluation::Evaluation;
use jiheng_base::{Level, Place, Role};
use jiheng_rules::CheckOutcome;
use jiheng_score::{BaseRow, ScoreSheet};
use serde::Serialize;

/// The one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// No finding of level error.
    Pass,
    /// At least one.
    Errors,
    /// The file could not be read.
    Unreadable,
}

impl Verdict {
    /// The answer as a clerk reads it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Pass => "通过",
            Self::Errors => "有错误",
            Self::Unreadable => "无法读取",
        }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentInfo {
    /// The format that the content is in.
    pub format: &'static str,
    /// The title.
    pub title: Option<String>,
    /// The body that reports.
    pub unit: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The kind, as in the data.
    pub kind: jiheng_base::evaluation::Kind,
    /// What the reader has to say.
    pub notices: Vec<String>,
    /// What the report is known by when something is decided about it.
    pub identity: String,
}

/// The scheme and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemeInfo {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Why it was chosen.
    pub reason: String,
    /// Nothing in the document points to it.
    pub is_default: bool,
}

/// A place as a person finds it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LocationInfo {
    /// The words, verbatim.
    pub quote: String,
    /// Line of a plain text, from 1.
    pub line: Option<u32>,
    /// Page of a PDF, from 1.
    pub page: Option<u32>,
    /// Where in the document, in words.
    pub path: String,
    /// What it does in the finding.
    pub role: Role,
    /// A few words beside it; may be empty.
    pub label: String,
    /// The place itself, for renderers.
    #[serde(skip)]
    pub place: Place,
}

/// A finding with its rule and places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingInfo {
    /// The rule.
    pub code: &'static str,
    /// How sure.
    pub level: Level,
    /// The rule in a few words.
    pub title: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where; the first is primary.
    pub locations: Vec<LocationInfo>,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// The calculation.
    pub calculation: Option<String>,
    /// The articles, cited.
    pub basis: Vec<String>,
    /// One thing to do.
    pub action: String,
    /// Stays the same when the text around it moves.
    pub fingerprint: String,
    /// What was decided about it before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// More articles than this hide the point; the page of the rule has them all.
const MOST_CITED: usize = 2;

impl FindingInfo {
    /// What proves it, what it rests on and what to do, a line each.
    #[must_use]
    pub fn details(&self) -> Vec<String> {
        let calculation = self.calculation.iter().map(|c| format!("算式：{c}"));
        let compared = self.expected.iter().zip(&self.found);
        let compared = compared.map(|(expected, found)| format!("应为：{expected}　现为：{found}"));
        let basis = self.basis.iter().take(MOST_CITED).map(|b| format!("依据：{b}"));
        let action = std::iter::once(format!("建议：{}", self.action));
        calculation.chain(compared).chain(basis).chain(action).collect()
    }

    /// Whether somebody decided that the text stands.
    pub(crate) fn is_ignored(&self) -> bool {
        self.decision.as_ref().is_some_and(|d| d.decision == Ruling::Ignored)
    }
}

/// A rule and how it came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckLine {
    /// The rule.
    pub code: &'static str,
    /// In a few words.
    pub title: &'static str,
    /// How it came out.
    pub outcome: CheckOutcome,
    /// Why it could not tell, or why it was left out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// The score, claimed and recomputed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScoreInfo {
    /// The scheme.
    pub scheme: SchemeInfo,
    /// By the base that the report uses.
    pub reported: ScoreSheet,
    /// By the base of the scheme.
    pub by_scheme: ScoreSheet,
    /// The execution rate by every base.
    pub bases: Vec<BaseLine>,
}

/// The execution rate by one base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BaseLine {
    /// The base in words.
    pub name: &'static str,
    /// The base and its rate.
    #[serde(flatten)]
    pub row: BaseRow,
}

/// Everything about one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What was read.
    pub document: DocumentInfo,
    /// The answer.
    pub verdict: Verdict,
    /// What was found, the gravest first.
    pub findings: Vec<FindingInfo>,
    /// What was found and is left out of the verdict by a decision.
    pub ignored: Vec<FindingInfo>,
    /// Every rule and how it came out.
    pub checks: Vec<CheckLine>,
    /// What the document says.
    pub evaluation: Evaluation,
    /// What it says of further projects, where it holds a form for each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<Evaluation>,
    /// The score.
    pub score: ScoreInfo,
}

impl Report {
    /// How many findings there are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|f| f.level == level).count()
    }
}
