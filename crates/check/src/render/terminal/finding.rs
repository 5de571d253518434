//! A finding in its place: the words marked, the numbers, the law, one action.

use super::Terminal;
use super::excerpt::{Mark, lines};
use super::paint::{Paint, Tone};
use crate::decisions::Decision;
use crate::report::{FindingInfo, LocationInfo};
use jiheng_base::NodeId;
use jiheng_document::Document;
use std::fmt::Write as _;

/// More places are in the JSON; here they would hide the point.
const MAX_TEXTS: usize = 4;

pub(super) fn write(document: &Document, finding: &FindingInfo, how: Terminal) -> String {
    let paint = Paint::new(how.colour);
    let head = format!("{}[{}]", finding.level.text(), finding.code);
    let mut out = format!("{} {}\n", paint.level(finding.level, &head), finding.message);
    for node in nodes(finding) {
        let here: Vec<&LocationInfo> =
            finding.locations.iter().filter(|l| l.place.node == node).collect();
        let Some(first) = here.first() else { continue };
        let _ = writeln!(out, "   {}", paint.faint(&first.path));
        let marks: Vec<Mark> = here
            .iter()
            .map(|l| Mark { range: l.place.range(), label: &l.label, tone: Tone::of(l.role) })
            .collect();
        out.push_str(&lines(document.text(node), &marks, "     ", paint));
    }
    details(&mut out, finding);
    out
}

/// Texts that the finding quotes, the primary one first.
fn nodes(finding: &FindingInfo) -> Vec<NodeId> {
    let mut nodes: Vec<NodeId> = Vec::new();
    for location in &finding.locations {
        if !nodes.contains(&location.place.node) {
            nodes.push(location.place.node);
        }
    }
    nodes.truncate(MAX_TEXTS);
    nodes
}

fn details(out: &mut String, finding: &FindingInfo) {
    for line in finding.details() {
        let _ = writeln!(out, "   {line}");
    }
    if let Some(decision) = &finding.decision {
        let _ = writeln!(out, "   决定：{}", decided(decision));
    }
    let _ = writeln!(out, "   指纹：{}\n", finding.fingerprint);
}

/// A finding that was set aside, on two lines.
pub(super) fn set_aside(out: &mut String, finding: &FindingInfo) {
    let _ = writeln!(out, "   {} {}", finding.code, finding.message);
    if let Some(decision) = &finding.decision {
        let _ = writeln!(out, "      {}（指纹 {}）", decided(decision), finding.fingerprint);
    }
}

fn decided(decision: &Decision) -> String {
    let Decision { decision: ruling, reason, who, when, .. } = decision;
    format!("{}，{who}，{when}：{reason}", ruling.text())
}
