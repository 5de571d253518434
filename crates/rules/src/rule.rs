//! What a rule is.

use crate::Context;
use jiheng_base::{Finding, Level, Words};
use jiheng_facts::RelationKind;

/// Where a rule stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Being tried; runs only when asked for.
    Preview,
    /// In use.
    Stable,
    /// In use, to be retired.
    Deprecated,
    /// Out of use; its code is never given again.
    Retired,
}

/// What a rule has to say of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It looked and found nothing wrong.
    Pass,
    /// What it found.
    Violated(Vec<Finding>),
    /// The document has nothing for it to look at.
    NotApplicable,
    /// Something is missing that it needs.
    Unable(String),
}

impl Verdict {
    /// Violated, or passed when there is nothing in the list.
    #[must_use]
    pub fn of(findings: Vec<Finding>) -> Self {
        if findings.is_empty() { Self::Pass } else { Self::Violated(findings) }
    }

    /// As [`Verdict::of`], but not applicable when nothing was looked at.
    #[must_use]
    pub fn of_looked(findings: Vec<Finding>, looked: bool) -> Self {
        if looked || !findings.is_empty() { Self::of(findings) } else { Self::NotApplicable }
    }
}

/// Which dimension the figures of a relation must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Any.
    Any,
    /// Points of a score.
    Points,
    /// Anything but points.
    Amounts,
}

/// Whether a broken claim has the right size with the wrong sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Any broken claim.
    Any,
    /// All but those with only the wrong sign.
    Same,
    /// Only those with the wrong sign.
    Opposite,
}

/// A check that holds relations against their numbers.
#[derive(Debug, Clone, Copy)]
pub struct RelationCheck {
    /// Kinds of relations.
    pub kinds: &'static [RelationKind],
    /// Which of them.
    pub of: Of,
    /// Whether the claim has the sign of what it should be.
    pub sign: Sign,
    /// The sentence: `{what}`, `{found}`, `{expected}` and `{gap}` are filled in.
    pub message: &'static str,
    /// What to do: `{expected}` is filled in.
    pub action: &'static str,
}

/// A check for words that should not stand in a report.
#[derive(Debug, Clone, Copy)]
pub struct TermCheck {
    /// The words.
    pub words: &'static Words,
    /// The sentence: `{word}` is filled in.
    pub message: &'static str,
    /// What to do.
    pub action: &'static str,
}

/// A check for what a whole report must speak of.
#[derive(Debug, Clone, Copy)]
pub struct SectionCheck {
    /// Words of which one must stand somewhere.
    pub any: &'static Words,
    /// The sentence.
    pub message: &'static str,
    /// What to do.
    pub action: &'static str,
}

/// How a rule checks.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// By its own code.
    Code(fn(&Context) -> Verdict),
    /// By the relations of the text.
    Relation(RelationCheck),
    /// By words.
    Term(TermCheck),
    /// By what must not be missing.
    Section(SectionCheck),
}

/// A rule of the catalog.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// A letter and three digits, never used again.
    pub code: &'static str,
    /// A few words.
    pub title: &'static str,
    /// The level of its findings unless they say otherwise.
    pub level: Level,
    /// Where it stands in its life.
    pub status: Status,
    /// The version that brought it.
    pub since: &'static str,
    /// Articles that it rests on.
    pub basis: &'static [&'static str],
    /// What it needs from the document.
    pub inputs: &'static str,
    /// What it lets pass.
    pub tolerance: &'static str,
    /// Kinds of documents that it applies to; `any` for all.
    pub applies: &'static [&'static str],
    /// How it checks.
    pub check: Check,
    /// Its doc page.
    pub page: &'static str,
    /// Its cases.
    pub cases: &'static str,
}

impl Rule {
    /// The family: the letter of its code, in words.
    #[must_use]
    pub fn family(&self) -> &'static str {
        match self.code.as_bytes().first() {
            Some(b'G') => "评分",
            Some(b'I') => "恒等勾稽",
            Some(b'B') => "口径与依据",
            Some(b'C') => "前后一致",
            Some(b'P') => "时点",
            Some(b'L') => "残留",
            Some(b'S') => "结构完整",
            Some(b'T') => "文字",
            Some(b'F') => "体例格式",
            Some(b'U') => "单位",
            _ => "合理性",
        }
    }

    /// Whether it applies to documents of this kind.
    #[must_use]
    pub fn applies_to(&self, kind: jiheng_base::evaluation::Kind) -> bool {
        self.applies.iter().any(|applies| match *applies {
            "any" => true,
            "self-evaluation" => kind.is_self_evaluation(),
            "report" => kind != jiheng_base::evaluation::Kind::Template,
            _ => false,
        })
    }
}
