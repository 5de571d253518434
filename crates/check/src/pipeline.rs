//! From bytes to a report.

use crate::fingerprint::fingerprints;
use crate::identity::identity;
use crate::options::Options;
use crate::report::{
    BaseLine, CheckLine, DocumentInfo, FindingInfo, LocationInfo, Report, SchemeInfo, ScoreInfo,
    Verdict,
};
use jiheng_base::evaluation::Kind;

use jiheng_base::{Dimension, Finding, Level};
use jiheng_document::{Document, ReadError};
use jiheng_facts::Facts;
use jiheng_law::Law;
use jiheng_rules::{CheckOutcome, Prepared, Rule, rule, run};
use jiheng_score::bases;
use thiserror::Error;

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CheckError {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// It is no report of the kinds that are known, and holds nothing that could be checked.
    #[error(
        "没有认出是绩效自评、评价、预算或决算文件，里面也没有单位、年度、金额、比率或得分可以核对"
    )]
    NothingToCheck,
    /// There is no such scheme.
    #[error("没有名为 {0} 的评分方案；可用的方案见 jiheng schemes")]
    NoSuchScheme(String),
}

/// Checks the bytes of a file.
///
/// # Errors
/// [`CheckError`] when the file cannot be read or the scheme is unknown.
pub fn check(bytes: &[u8], law: &Law, options: &Options) -> Result<Report, CheckError> {
    check_document(&jiheng_document::read(bytes)?, law, options)
}

/// Checks a document that was read before.
///
/// # Errors
/// [`CheckError::NoSuchScheme`] when the scheme is unknown, [`CheckError::NothingToCheck`] when the
/// document is no report.
pub fn check_document(
    document: &Document,
    law: &Law,
    options: &Options,
) -> Result<Report, CheckError> {
    let prepared = Prepared::new(document, law, options.scheme.as_deref())
        .map_err(CheckError::NoSuchScheme)?;
    let ran = run(&prepared.context());
    if ran.findings.is_empty() && says_nothing(&prepared.facts) {
        return Err(CheckError::NothingToCheck);
    }
    let ignored = |code: &str| options.ignore.iter().find(|i| i.code == code);
    // Before any is left out, so that an option changes no fingerprint.
    let fingerprints = fingerprints(document, &ran.findings);
    let identity = identity(document, &prepared.facts);
    let (set_aside, findings): (Vec<_>, Vec<_>) = ran
        .findings
        .iter()
        .zip(fingerprints)
        .filter(|(f, _)| f.level >= options.level && ignored(f.code).is_none())
        .filter_map(|(f, fingerprint)| {
            let decision = options.decisions.about(&identity, &fingerprint, f.code).cloned();
            Some(FindingInfo {
                fingerprint,
                decision,
                ..finding_info(document, law, rule(f.code)?, f)
            })
        })
        .partition(FindingInfo::is_ignored);
    let checks = ran
        .checks
        .iter()
        .map(|c| {
            let why = ignored(c.rule.code)
                .map_or_else(|| c.why.clone(), |i| format!("已忽略：{}", i.reason));
            CheckLine { code: c.rule.code, title: c.rule.title, outcome: c.outcome, why }
        })
        .collect();
    let has_errors = findings.iter().any(|f| f.level == Level::Error);
    Ok(Report {
        document: document_info(document, &prepared, identity),
        verdict: if has_errors { Verdict::Errors } else { Verdict::Pass },
        findings,
        ignored: set_aside,
        checks,
        score: score_info(&prepared),
        evaluation: prepared.facts.evaluation.clone(),
        projects: prepared.facts.projects.clone(),
    })
}

fn says_nothing(facts: &Facts) -> bool {
    let subject = &facts.subject;
    let is_telling = |d| !matches!(d, Dimension::Measure(_) | Dimension::Bare);
    subject.kind == Kind::Other
        && subject.unit.is_none()
        && subject.year.is_none()
        && facts.tables.is_empty()
        && !facts.figures.iter().any(|f| is_telling(f.quantity.unit.dimension()))
}

fn document_info(document: &Document, prepared: &Prepared, identity: String) -> DocumentInfo {
    let subject = &prepared.facts.subject;
    DocumentInfo {
        format: document.format.extension(),
        title: subject.title.as_ref().map(|t| t.value.clone()),
        unit: subject.unit.as_ref().map(|u| u.value.clone()),
        year: subject.year.as_ref().map(|y| y.value),
        kind: subject.kind,
        notices: notices(document, subject.kind),
        identity,
    }
}

fn notices(document: &Document, kind: Kind) -> Vec<String> {
    let unknown = "没有认出是绩效自评、评价、预算或决算文件，只按通用的文字和数字规则核对";
    let own = document.notices.iter().map(|n| n.text.clone());
    own.chain((kind == Kind::Other).then(|| unknown.to_owned())).collect()
}

fn score_info(prepared: &Prepared) -> ScoreInfo {
    let rows = bases(&prepared.facts.evaluation.budget);
    ScoreInfo {
        scheme: SchemeInfo {
            id: prepared.choice.id.clone(),
            title: prepared.scheme.title.clone(),
            reason: prepared.choice.reason.clone(),
            is_default: prepared.choice.is_default,
        },
        reported: prepared.reported.clone(),
        by_scheme: prepared.by_scheme.clone(),
        bases: rows.into_iter().map(|row| BaseLine { name: row.base.text(), row }).collect(),
    }
}

fn finding_info(document: &Document, law: &Law, rule: &Rule, finding: &Finding) -> FindingInfo {
    let locations: Vec<LocationInfo> = finding
        .uses
        .iter()
        .map(|used| {
            let location = document.locate(used.place);
            LocationInfo {
                quote: location.quote,
                line: location.line,
                page: location.page,
                path: location.path,
                role: used.role,
                label: used.label.clone(),
                place: used.place,
            }
        })
        .collect();
    FindingInfo {
        code: finding.code,
        level: finding.level,
        title: rule.title,
        message: finding.message.clone(),
        locations,
        expected: finding.expected.clone(),
        found: finding.found.clone(),
        calculation: finding.calculation.clone(),
        basis: rule.basis.iter().filter_map(|id| law.library.cite(id)).collect(),
        action: finding.action.clone(),
        fingerprint: String::new(),
        decision: None,
    }
}

/// Whether a rule could not do its work.
#[must_use]
pub(crate) fn could_not(outcome: CheckOutcome) -> bool {
    matches!(outcome, CheckOutcome::Unable | CheckOutcome::Crashed)
}
