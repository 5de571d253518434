//! Which words of a text belong to which findings.

use crate::report::{FindingInfo, LocationInfo};
use jiheng_base::{Level, NodeId};
use std::collections::{BTreeSet, HashMap};

/// A stretch of text that the same findings point at.
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// The classes of the mark; empty where nothing points.
    pub(super) class: &'static str,
    /// Numbers of the findings that point here, the gravest first.
    pub(super) findings: Vec<usize>,
    /// Ids of places that start here.
    pub(super) ids: Vec<String>,
    /// Findings whose primary place ends here.
    pub(super) references: Vec<Reference>,
}

/// The number of a finding behind the words that it is about.
pub(super) struct Reference {
    pub(super) number: usize,
    pub(super) class: &'static str,
    /// The code and the message.
    pub(super) title: String,
}

/// A place and the finding that it is of.
struct Mark<'a> {
    /// Findings are counted from 1, as they are shown.
    number: usize,
    ordinal: usize,
    finding: &'a FindingInfo,
    location: &'a LocationInfo,
}

pub(super) struct Marks<'a> {
    by_node: HashMap<NodeId, Vec<Mark<'a>>>,
}

/// The id of a place of a finding; places are counted from 0.
pub(super) fn place_id(finding: usize, place: usize) -> String {
    format!("p{finding}-{place}")
}

pub(super) fn level_class(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Doubt => "doubt",
        Level::Note => "note",
    }
}

impl<'a> Marks<'a> {
    pub(super) fn new(findings: &[&'a FindingInfo]) -> Self {
        let mut by_node: HashMap<NodeId, Vec<Mark<'a>>> = HashMap::new();
        for (number, finding) in (1..).zip(findings) {
            for (ordinal, location) in finding.locations.iter().enumerate() {
                let mark = Mark { number, ordinal, finding, location };
                by_node.entry(location.place.node).or_default().push(mark);
            }
        }
        Self { by_node }
    }

    /// The text of a node, cut wherever a place starts or ends.
    pub(super) fn cut<'t>(&self, node: NodeId, text: &'t str) -> Vec<Piece<'t>> {
        let marks = self.by_node.get(&node).map_or(&[][..], Vec::as_slice);
        let mut cuts: BTreeSet<usize> = [0, text.len()].into();
        cuts.extend(marks.iter().flat_map(|m| {
            let range = m.location.place.range();
            [range.start, range.end]
        }));
        let cuts: Vec<usize> =
            cuts.into_iter().filter(|&c| c <= text.len() && text.is_char_boundary(c)).collect();
        cuts.windows(2).map(|w| piece(marks, &text[w[0]..w[1]], w[0], w[1])).collect()
    }
}

fn piece<'t>(marks: &[Mark], text: &'t str, start: usize, end: usize) -> Piece<'t> {
    let covering: Vec<&Mark> = marks
        .iter()
        .filter(|m| (m.location.place.start as usize) < end)
        .filter(|m| m.location.place.end as usize > start)
        .collect();
    let primary = covering.iter().filter(|m| m.ordinal == 0).map(|m| m.finding.level).max();
    let mut findings: Vec<usize> = covering.iter().map(|m| m.number).collect();
    findings.dedup();
    Piece {
        text,
        class: primary.map_or(if covering.is_empty() { "" } else { "used" }, level_class),
        findings,
        ids: covering
            .iter()
            .filter(|m| m.location.place.start as usize == start)
            .map(|m| place_id(m.number, m.ordinal))
            .collect(),
        references: covering
            .iter()
            .filter(|m| m.ordinal == 0 && m.location.place.end as usize == end)
            .map(|m| Reference {
                number: m.number,
                class: level_class(m.finding.level),
                title: format!("{} {}", m.finding.code, m.finding.message),
            })
            .collect(),
    }
}
