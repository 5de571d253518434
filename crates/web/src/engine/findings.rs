//! What the rules find in the report that the fields make.

use super::Engine;
use crate::form::{Fields, Subject};
use jiheng_check::{FindingInfo, Options, Report, check_document};
use jiheng_document::Document;
use jiheng_domain::gate::OpenError;
use jiheng_report::{GAP_OPENS, Paper, Template, TemplateKind};
use serde::Serialize;

/// A finding as the pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The field or row that its words come from; empty where it is of none.
    pub path: String,
    /// error, doubt or note.
    pub level: &'static str,
    /// 错误、存疑、提示
    pub level_text: &'static str,
    /// The rule.
    pub code: &'static str,
    /// The rule in a few words.
    pub title: &'static str,
    /// What is wrong.
    pub message: String,
    /// What proves it, what it rests on, what to do.
    pub details: Vec<String>,
    /// The words at fault.
    pub quote: String,
    /// Stays the same when the text around it moves.
    pub fingerprint: String,
}

/// The findings, and what the text lacks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// The findings, the gravest first.
    pub marks: Vec<Mark>,
    /// What is to be written yet.
    pub gaps: Vec<String>,
}

impl Checked {
    /// The findings that hold a report back.
    #[must_use]
    pub fn errors(&self) -> Vec<OpenError> {
        let errors = self.marks.iter().filter(|m| m.level == "error");
        let error = |m: &Mark| OpenError {
            fingerprint: m.fingerprint.clone(),
            code: m.code.to_owned(),
            message: m.message.clone(),
        };
        errors.map(error).collect()
    }

    /// How many are of a level.
    #[must_use]
    pub fn count(&self, level: &str) -> usize {
        self.marks.iter().filter(|m| m.level == level).count()
    }
}

impl Engine {
    /// Writes the report, reads it back, and runs the rules over it.
    #[must_use]
    pub fn check(&self, subject: &Subject, fields: &Fields) -> Checked {
        // Over a bare skeleton the rules would only find that it is one.
        let is_begun =
            fields.iter().any(|(path, v)| path.starts_with("indicators.") && !v.is_empty());
        let Some((bytes, gaps)) = self.full_report(subject, fields) else {
            return Checked::default();
        };
        let document = jiheng_document::read(&bytes).ok().filter(|_| is_begun);
        let Some(document) = document else {
            return Checked { gaps, ..Checked::default() };
        };
        let options = Options { scheme: Some(subject.scheme.clone()), ..Options::default() };
        let Ok(report) = check_document(&document, self.law(), &options) else {
            return Checked { gaps, ..Checked::default() };
        };
        Checked { marks: marks(&report, &document, fields), gaps }
    }

    /// The full report as docx, and what it lacks.
    pub(super) fn full_report(
        &self,
        subject: &Subject,
        fields: &Fields,
    ) -> Option<(Vec<u8>, Vec<String>)> {
        let paper = self.paper(subject, fields)?;
        Some((paper.docx().ok()?, paper.gaps))
    }

    /// The full report, as far as it is filled in.
    pub(crate) fn paper(&self, subject: &Subject, fields: &Fields) -> Option<Paper> {
        let settled = self.settled(subject, fields)?;
        let template = Template::builtin(&settled.scheme.id, TemplateKind::Full).ok()?;
        template.paper(&settled).ok()
    }
}

fn marks(report: &Report, document: &Document, fields: &Fields) -> Vec<Mark> {
    // What is still to be written is told on its own.
    let is_of_gap = |f: &&FindingInfo| {
        f.locations.first().is_some_and(|l| document.text(l.place.node).contains(GAP_OPENS))
    };
    let findings = report.findings.iter().filter(|f| !is_of_gap(f));
    findings.map(|f| mark(f, document, fields)).collect()
}

fn mark(finding: &FindingInfo, document: &Document, fields: &Fields) -> Mark {
    let text = |l: &jiheng_check::LocationInfo| document.text(l.place.node);
    let path = finding.locations.iter().find_map(|l| source(text(l), fields));
    Mark {
        path: path.unwrap_or_default(),
        level: match finding.level {
            jiheng_base::Level::Error => "error",
            jiheng_base::Level::Doubt => "doubt",
            jiheng_base::Level::Note => "note",
        },
        level_text: finding.level.text(),
        code: finding.code,
        title: finding.title,
        message: finding.message.clone(),
        details: finding.details(),
        quote: finding.locations.first().map(|l| l.quote.clone()).unwrap_or_default(),
        fingerprint: finding.fingerprint.clone(),
    }
}

/// The field whose words the template has put into a piece of text: the longest that it holds.
fn source(text: &str, fields: &Fields) -> Option<String> {
    const SHORTEST: usize = 4;
    let held = |value: &str| {
        let lines = value.lines().map(str::trim).filter(|l| l.chars().count() >= SHORTEST);
        lines.filter(|line| text.contains(line)).map(str::len).max()
    };
    let is_words = |path: &str| !path.starts_with("budget.") && !path.starts_with("lines.");
    let found = fields.iter().filter(|(path, _)| is_words(path));
    let found = found.filter_map(|(path, value)| Some((held(value)?, path)));
    found.max_by_key(|(length, _)| *length).map(|(_, path)| path.clone())
}
