//! What people decided about findings, kept from one run to the next.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ruling {
    /// The finding is right; the text will be mended.
    Accepted,
    /// The text stands; the finding is left out of the verdict.
    Ignored,
}

impl Ruling {
    /// The ruling as a clerk reads it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Accepted => "已采纳",
            Self::Ignored => "已忽略",
        }
    }
}

/// A decision about one finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The report that it is about, as [`crate::DocumentInfo::identity`] tells it.
    pub report: String,
    /// The finding.
    pub fingerprint: String,
    /// Its rule.
    pub code: String,
    /// The words that it quotes, for people.
    pub quote: String,
    /// What was decided.
    pub decision: Ruling,
    /// Why.
    pub reason: String,
    /// By whom.
    pub who: String,
    /// On which day, as 2026-03-31.
    pub when: String,
}

/// The decisions about the findings of any number of reports.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// In the order in which they were taken.
    #[serde(default, rename = "decision")]
    entries: Vec<Decision>,
}

/// Why a file of decisions cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DecisionsError {
    /// It is no such file.
    #[error("第 {line} 行：{message}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// Nobody may ignore a finding without a word.
    #[error("规则 {code} 的决定（{fingerprint}）没有写明{what}")]
    Incomplete {
        /// The finding.
        fingerprint: String,
        /// Its rule.
        code: String,
        /// What is missing.
        what: &'static str,
    },
    /// Which of the two would hold?
    #[error("对同一处（{fingerprint}）有两个决定")]
    Twice {
        /// The finding.
        fingerprint: String,
    },
}

impl Decisions {
    /// Reads a file of decisions.
    ///
    /// # Errors
    /// [`DecisionsError`] when it is no such file, or a decision lacks its reason or its author.
    pub fn parse(text: &str) -> Result<Self, DecisionsError> {
        let decisions: Self = toml::from_str(text).map_err(|e| DecisionsError::Syntax {
            line: e.span().map_or(1, |s| 1 + text[..s.start.min(text.len())].matches('\n').count()),
            message: e.message().to_owned(),
        })?;
        for (at, entry) in decisions.entries.iter().enumerate() {
            entry.complete()?;
            if decisions.entries[..at].iter().any(|e| e.is_about_same(entry)) {
                return Err(DecisionsError::Twice { fingerprint: entry.fingerprint.clone() });
            }
        }
        Ok(decisions)
    }

    /// The file.
    #[must_use]
    pub fn to_toml(&self) -> String {
        // Strings in a list of tables can always be written.
        toml::to_string(self).unwrap_or_default()
    }

    /// Adds a decision; one that was taken before about the same finding gives way.
    ///
    /// # Errors
    /// [`DecisionsError::Incomplete`] when it lacks its reason or its author.
    pub fn decide(&mut self, decision: Decision) -> Result<(), DecisionsError> {
        decision.complete()?;
        self.entries.retain(|e| !e.is_about_same(&decision));
        self.entries.push(decision);
        Ok(())
    }

    /// The decision about a finding of a report.
    #[must_use]
    pub fn about(&self, report: &str, fingerprint: &str, code: &str) -> Option<&Decision> {
        self.entries.iter().find(|e| e.is_about(report, fingerprint, code))
    }
}

impl Decision {
    fn is_about(&self, report: &str, fingerprint: &str, code: &str) -> bool {
        self.report == report && self.fingerprint == fingerprint && self.code == code
    }

    fn is_about_same(&self, other: &Self) -> bool {
        self.is_about(&other.report, &other.fingerprint, &other.code)
    }

    fn complete(&self) -> Result<(), DecisionsError> {
        let missing = [(&self.reason, "理由"), (&self.who, "决定人"), (&self.when, "日期")]
            .into_iter()
            .find(|(text, _)| text.trim().is_empty());
        missing.map_or(Ok(()), |(_, what)| {
            Err(DecisionsError::Incomplete {
                fingerprint: self.fingerprint.clone(),
                code: self.code.clone(),
                what,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Decision, Decisions, DecisionsError, Ruling};

    fn ignored(fingerprint: &str) -> Decision {
        Decision {
            report: "清河县民政局；2023年度".into(),
            fingerprint: fingerprint.into(),
            code: "I001".into(),
            quote: "得\"98\"分\n".into(),
            decision: Ruling::Ignored,
            reason: "上级批复如此".into(),
            who: "王会计".into(),
            when: "2026-03-31".into(),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut decisions = Decisions::default();
        decisions.decide(ignored("a")).unwrap();
        decisions.decide(ignored("b")).unwrap();
        decisions.decide(Decision { decision: Ruling::Accepted, ..ignored("a") }).unwrap();
        let read = Decisions::parse(&decisions.to_toml()).unwrap();
        assert_eq!(read, decisions);
        let about = |report, code| read.about(report, "a", code).map(|d| d.decision);
        assert_eq!(about("清河县民政局；2023年度", "I001"), Some(Ruling::Accepted));
        assert_eq!(about("清河县民政局；2023年度", "I002"), None);
        assert_eq!(about("清河县水利局；2023年度", "I001"), None);
    }

    #[test]
    fn a_decision_needs_a_reason_and_an_author() {
        let silent = Decision { reason: " ".into(), ..ignored("a") };
        let refused = Decisions::default().decide(silent).unwrap_err();
        assert_eq!(refused.to_string(), "规则 I001 的决定（a）没有写明理由");
        let mut decisions = Decisions::default();
        decisions.decide(ignored("a")).unwrap();
        let text = decisions.to_toml().replace("王会计", "");
        assert!(matches!(
            Decisions::parse(&text),
            Err(DecisionsError::Incomplete { what: "决定人", .. })
        ));
    }

    #[test]
    fn two_decisions_about_one_finding_are_refused() {
        let mut decisions = Decisions::default();
        decisions.decide(ignored("a")).unwrap();
        let twice = decisions.to_toml().repeat(2);
        assert!(matches!(Decisions::parse(&twice), Err(DecisionsError::Twice { .. })));
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        let Err(DecisionsError::Syntax { line, .. }) =
            Decisions::parse("[[decision]]\nfingerprint = 3\n")
        else {
            panic!("read");
        };
        assert_eq!(line, 2);
    }
}
