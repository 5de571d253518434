//! SARIF 2.1.0, which code hosts and editors show beside the text.

mod location;
mod model;

use crate::report::{FindingInfo, Report};
use jiheng_base::Level;
use jiheng_document::Document;
use jiheng_rules::{Rule, rule};
use model::{
    Artifact, Configuration, Descriptor, Driver, Invocation, Location, Log, Markdown, Notification,
    Outcome, Properties, Run, SarifLevel, Suppression, Text, Tool,
};

/// A SARIF log that files are added to.
#[derive(Debug, Default)]
pub struct Sarif {
    rules: Vec<&'static Rule>,
    results: Vec<Outcome>,
    failures: Vec<Notification>,
    artifacts: Vec<Artifact>,
}

impl Sarif {
    /// Adds the findings of a file.
    pub fn add(&mut self, name: &str, document: &Document, report: &Report) {
        self.artifacts.push(Artifact { location: location::artifact(name) });
        for finding in report.findings.iter().chain(&report.ignored) {
            if let Some(rule) = rule(finding.code) {
                let result = self.result(name, document, finding, rule);
                self.results.push(result);
            }
        }
    }

    /// Adds a file that could not be read.
    pub fn add_unreadable(&mut self, name: &str, reason: &str) {
        self.failures.push(Notification {
            level: SarifLevel::Error,
            message: Text { text: reason.into() },
            locations: vec![location::whole(name)],
        });
    }

    /// The log as one line of JSON.
    #[must_use]
    pub fn finish(self) -> String {
        let driver = Driver {
            name: "绩衡",
            version: env!("CARGO_PKG_VERSION"),
            language: "zh-CN",
            rules: self.rules.into_iter().map(descriptor).collect(),
        };
        let run = Run {
            tool: Tool { driver },
            invocations: vec![Invocation {
                execution_successful: self.failures.is_empty(),
                tool_execution_notifications: self.failures,
            }],
            artifacts: self.artifacts,
            results: self.results,
            column_kind: "unicodeCodePoints",
            language: "zh-CN",
        };
        let mut line = serde_json::to_string(&Log::new(run)).unwrap_or_default();
        line.push('\n');
        line
    }

    fn result(
        &mut self,
        name: &str,
        document: &Document,
        finding: &FindingInfo,
        rule: &'static Rule,
    ) -> Outcome {
        let mut places =
            finding.locations.iter().map(|place| location::location(name, document, place));
        let first = places.next();
        // The standard wants each only once.
        let mut related: Vec<Location> = Vec::new();
        for place in places {
            if !related.contains(&place) {
                related.push(place);
            }
        }
        Outcome {
            rule_id: finding.code,
            rule_index: self.index_of(rule),
            level: level(finding.level),
            message: Text { text: format!("{}。{}", finding.message, finding.action) },
            locations: first.into_iter().collect(),
            related_locations: related,
            partial_fingerprints: [("jihengFinding/v1", finding.fingerprint.clone())].into(),
            suppressions: suppression(finding).into_iter().collect(),
            properties: Properties {
                expected: finding.expected.clone(),
                found: finding.found.clone(),
                calculation: finding.calculation.clone(),
                basis: finding.basis.clone(),
            },
        }
    }

    fn index_of(&mut self, rule: &'static Rule) -> usize {
        self.rules.iter().position(|r| r.code == rule.code).unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        })
    }
}

fn descriptor(rule: &'static Rule) -> Descriptor {
    Descriptor {
        id: rule.code,
        short_description: Text { text: rule.title.into() },
        help: Markdown { text: rule.page, markdown: rule.page },
        default_configuration: Configuration { level: level(rule.level) },
    }
}

fn suppression(finding: &FindingInfo) -> Option<Suppression> {
    let decision = finding.decision.as_ref().filter(|_| finding.is_ignored())?;
    let justification = format!("{}（{}，{}）", decision.reason, decision.who, decision.when);
    Some(Suppression { kind: "external", status: "accepted", justification })
}

fn level(level: Level) -> SarifLevel {
    match level {
        Level::Error => SarifLevel::Error,
        Level::Doubt => SarifLevel::Warning,
        Level::Note => SarifLevel::Note,
    }
}
