//! What is known of a file that is watched, and what has changed in it.

use super::super::FileResult;
use super::super::summary::SummaryLine;
use jiheng_check::FindingInfo;
use std::fmt::Write as _;
use std::time::SystemTime;

/// When the file was written and how long it was.
pub(super) type Stamp = Option<(SystemTime, u64)>;

pub(super) struct Known {
    pub(super) name: String,
    pub(super) stamp: Stamp,
    pub(super) line: SummaryLine,
    /// Why there are no findings, or those that there are.
    findings: Result<Vec<Noted>, String>,
}

/// A finding, to be compared and told.
struct Noted {
    code: &'static str,
    fingerprint: String,
    words: String,
}

impl Noted {
    fn new(finding: &FindingInfo) -> Self {
        let place = finding.locations.first().map_or("", |l| l.path.as_str());
        Self {
            code: finding.code,
            fingerprint: finding.fingerprint.clone(),
            words: format!(
                "{}[{}] {}（{place}）",
                finding.level.text(),
                finding.code,
                finding.message
            ),
        }
    }

    fn is_in(&self, others: &[Self]) -> bool {
        others.iter().any(|o| (o.code, &o.fingerprint) == (self.code, &self.fingerprint))
    }
}

impl Known {
    pub(super) fn new(stamp: Stamp, result: &FileResult) -> Self {
        let findings = match &result.outcome {
            Ok(checked) => Ok(checked.report.findings.iter().map(Noted::new).collect()),
            Err(reason) => Err(reason.clone()),
        };
        Self { name: result.name.clone(), stamp, line: SummaryLine::of(result), findings }
    }

    /// What is to be said of it beside what was known before.
    pub(super) fn told(&self, before: Option<&Self>) -> String {
        let how = if before.is_some() { "有改动" } else { "新增" };
        let now = match &self.findings {
            Ok(findings) => findings,
            Err(reason) => return format!("{}（{how}）：无法读取，{reason}\n", self.name),
        };
        let old = before.and_then(|b| b.findings.as_deref().ok()).unwrap_or_default();
        let gone: Vec<&Noted> = old.iter().filter(|f| !f.is_in(now)).collect();
        let came: Vec<&Noted> = now.iter().filter(|f| !f.is_in(old)).collect();
        let mut out = format!("{}（{how}）：{}", self.name, self.line.counts());
        if gone.is_empty() && came.is_empty() {
            out.push_str("，发现没有变化");
        }
        out.push('\n');
        for (mark, findings) in [("－", gone), ("＋", came)] {
            for finding in findings {
                let _ = writeln!(out, "   {mark} {}", finding.words);
            }
        }
        out
    }
}
