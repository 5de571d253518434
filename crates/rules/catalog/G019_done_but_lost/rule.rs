//! What is said to be done has lost no points.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::evaluation::Indicator;
use jiheng_base::{Finding, Level, NodeId, Place, Role, Words};

static DONE: Words =
    Words::new(&["已完成", "全部完成", "均已完成", "均完成", "都已完成", "如期完成"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        let Some(at) = DONE.first_in(text) else { continue };
        let (start, end) = clause_of_names(text, at);
        let clause = &text[start..end];
        let named: Vec<&str> = cx
            .evaluation()
            .dimensions
            .iter()
            .map(|d| d.name.as_str())
            .filter(|name| {
                clause.contains(name.trim_end_matches("指标")) && clause.contains("指标")
            })
            .collect();
        if named.is_empty() || clause.contains("基本完成") || clause.contains('未') {
            continue;
        }
        looked = true;
        findings.extend(lost(cx, &named).map(|i| finding(node, (start, end), i)));
    }
    Verdict::of_looked(findings, looked)
}

/// The clause with the claim, and the clauses before it that only list names (产出指标，效益指标和…).
fn clause_of_names(text: &str, at: usize) -> (usize, usize) {
    let (mut start, end) = clause_around(text, at);
    while start > 0 {
        let comma = text[..start].char_indices().next_back().map_or(0, |(i, _)| i);
        let (before, _) = clause_around(text, comma);
        let words = text[before..comma].trim();
        if !words.ends_with("指标") || words.chars().count() > 12 {
            break;
        }
        start = before;
    }
    let lead = text[start..end].len() - text[start..end].trim_start().len();
    (start + lead, end)
}

/// The first indicator of the named dimensions that lost points.
fn lost<'a>(cx: &Context<'a>, named: &[&str]) -> Option<&'a Indicator> {
    cx.evaluation().indicators.iter().find(|i| {
        let within = i.dimension.as_deref().is_some_and(|d| named.contains(&d));
        within && i.score.as_ref().zip(i.weight.as_ref()).is_some_and(|(s, w)| s.value < w.value)
    })
}

fn finding(node: NodeId, (start, end): (usize, usize), indicator: &Indicator) -> Finding {
    let message = format!("说指标已完成，而“{}”没有得满分", indicator.title());
    let places = indicator
        .names
        .iter()
        .filter_map(|n| n.place)
        .chain(indicator.score.as_ref().and_then(|s| s.place));
    Finding::new(
        "G019",
        Level::Error,
        Place::new(node, start, end),
        message,
        "把失分的指标列入未完成目标，说明原因",
    )
    .using_all(places, Role::Against)
}
