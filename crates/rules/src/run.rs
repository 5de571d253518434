//! Running the rules over a document.

use crate::{Check, Context, RULES, Rule, Status, Verdict, relation, section, term};
use jiheng_base::Finding;
use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How a rule came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// It looked and found nothing wrong.
    Pass,
    /// It found something.
    Violated,
    /// There was nothing for it to look at.
    NotApplicable,
    /// Something is missing that it needs.
    Unable,
    /// It broke; a fault of ours.
    Crashed,
}

/// A rule and how it came out.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The rule.
    pub rule: &'static Rule,
    /// How it came out.
    pub outcome: CheckOutcome,
    /// Why it could not tell.
    pub why: String,
}

/// What all rules found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Findings by level, the gravest first, then by place.
    pub findings: Vec<Finding>,
    /// Every rule and how it came out.
    pub checks: Vec<Checked>,
}

/// Runs every rule in use over a document.
#[must_use]
pub fn run(context: &Context) -> Report {
    let mut report = Report::default();
    for rule in RULES.iter().filter(|r| matches!(r.status, Status::Stable | Status::Deprecated)) {
        let (outcome, why, findings) = one(rule, context);
        report.checks.push(Checked { rule, outcome, why });
        report.findings.extend(findings);
    }
    report.findings.sort_by_key(|f| (std::cmp::Reverse(f.level), f.place(), f.code));
    report
}

/// Runs one rule. A rule that breaks is told, and the others go on.
pub(crate) fn one(rule: &'static Rule, context: &Context) -> (CheckOutcome, String, Vec<Finding>) {
    if !rule.applies_to(context.facts.subject.kind) {
        return (CheckOutcome::NotApplicable, String::new(), Vec::new());
    }
    let verdict = catch_unwind(AssertUnwindSafe(|| match rule.check {
        Check::Code(check) => check(context),
        Check::Relation(check) => relation::check(rule, &check, context),
        Check::Term(check) => term::check(rule, &check, context),
        Check::Section(check) => section::check(rule, &check, context),
    }));
    match verdict {
        Ok(Verdict::Pass) => (CheckOutcome::Pass, String::new(), Vec::new()),
        Ok(Verdict::Violated(findings)) => (CheckOutcome::Violated, String::new(), findings),
        Ok(Verdict::NotApplicable) => (CheckOutcome::NotApplicable, String::new(), Vec::new()),
        Ok(Verdict::Unable(why)) => (CheckOutcome::Unable, why, Vec::new()),
        Err(_) => (CheckOutcome::Crashed, "规则运行出错，请报告给开发者".into(), Vec::new()),
    }
}
