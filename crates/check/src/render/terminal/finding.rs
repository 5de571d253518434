//! A finding in its place: the paragraph with the words underlined, the numbers, the law, one action.

use super::Terminal;
use crate::decisions::Decision;
use crate::report::{FindingInfo, LocationInfo};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as SnippetLevel, Renderer, Snippet};
use jiheng_base::{Level, NodeId};
use jiheng_document::Document;
use std::fmt::Write as _;

/// Columns of a terminal that a quoted paragraph is cut to.
const WIDTH: usize = 100;

pub(super) fn write(document: &Document, finding: &FindingInfo, how: Terminal) -> String {
    let renderer = if how.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH).decor_style(DecorStyle::Unicode);
    let mut out = renderer.render(&[group(document, finding)]);
    out.push('\n');
    details(&mut out, finding);
    out
}

fn group<'a>(document: &'a Document, finding: &'a FindingInfo) -> Group<'a> {
    let level = match finding.level {
        Level::Error => SnippetLevel::ERROR.with_name("错误"),
        Level::Doubt => SnippetLevel::WARNING.with_name("存疑"),
        Level::Note => SnippetLevel::NOTE.with_name("提示"),
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.code);
    let mut group = Group::with_title(title);
    for node in nodes(finding) {
        group = group.element(snippet(document, finding, node));
    }
    group
}

/// Texts that the finding quotes, the primary one first.
fn nodes(finding: &FindingInfo) -> Vec<NodeId> {
    let mut nodes: Vec<NodeId> = Vec::new();
    for location in &finding.locations {
        if !nodes.contains(&location.place.node) {
            nodes.push(location.place.node);
        }
    }
    // More places are in the JSON; here they would hide the point.
    nodes.truncate(4);
    nodes
}

fn snippet<'a>(
    document: &'a Document,
    finding: &'a FindingInfo,
    node: NodeId,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = document.text(node);
    let here: Vec<&LocationInfo> =
        finding.locations.iter().filter(|l| l.place.node == node).collect();
    let first = here.first();
    let line = first.and_then(|l| l.line).map_or(1, |l| l as usize);
    let mut snippet = Snippet::source(text).line_start(line).fold(false);
    if let Some(first) = first {
        snippet = snippet.path(first.path.as_str());
    }
    for location in here {
        let is_primary = std::ptr::eq(location, &raw const finding.locations[0]);
        let kind = if is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let mut annotation = kind.span(location.place.range());
        if !location.label.is_empty() {
            annotation = annotation.label(location.label.as_str());
        }
        snippet = snippet.annotation(annotation);
    }
    snippet
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
