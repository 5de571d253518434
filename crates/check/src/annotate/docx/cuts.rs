//! Marks put into the body, and runs cut in two where one must stand within.

use super::super::package::root_prefix;
use super::spot::Spot;
use jiheng_document::DocxSource;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const KEEP_SPACE: &str = " xml:space=\"preserve\"";

/// What is put at one spot: ends first, so that marks of neighbours do not overlap.
#[derive(Default)]
struct Marks {
    ends: String,
    starts: String,
}

pub(super) struct Cuts<'a> {
    source: &'a DocxSource,
    /// The prefix of the namespace, with its colon.
    prefix: &'a str,
    /// By the byte that they stand at.
    marks: BTreeMap<(usize, Spot), Marks>,
}

impl<'a> Cuts<'a> {
    pub(super) fn new(source: &'a DocxSource) -> Self {
        Self { source, prefix: root_prefix(&source.xml), marks: BTreeMap::new() }
    }

    /// Marks a comment over what stands between two spots.
    pub(super) fn mark(&mut self, id: u32, start: Spot, end: Spot) {
        let w = self.prefix;
        let starts = &mut self.marks.entry((byte(start), start)).or_default().starts;
        let _ = write!(starts, "<{w}commentRangeStart {w}id=\"{id}\"/>");
        let ends = &mut self.marks.entry((byte(end), end)).or_default().ends;
        let _ = write!(
            ends,
            "<{w}commentRangeEnd {w}id=\"{id}\"/>\
             <{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>"
        );
    }

    /// The body with the marks in it.
    pub(super) fn apply(&self) -> String {
        let mut insertions: Vec<(usize, String)> = Vec::new();
        for (spot, marks) in &self.marks {
            let marks = format!("{}{}", marks.ends, marks.starts);
            insertions.push((spot.0, self.cut(spot.1, &marks)));
        }
        insertions.extend(self.widened_tags());
        insertions.sort_by_key(|(at, _)| *at);
        let xml = &self.source.xml;
        let mut out = String::with_capacity(xml.len() + insertions.len() * 200);
        let mut from = 0;
        for (at, text) in insertions {
            out.push_str(&xml[from..at]);
            out.push_str(&text);
            from = at;
        }
        out.push_str(&xml[from..]);
        out
    }

    /// The marks, with the run closed before and opened again after them where it needs be.
    fn cut(&self, spot: Spot, marks: &str) -> String {
        let w = self.prefix;
        match spot {
            Spot::Outside(_) => marks.to_owned(),
            Spot::BetweenChildren { host, .. } => format!("</{w}r>{marks}{}", self.reopened(host)),
            Spot::InText { host, child, .. } => {
                let tag = self.start_tag(child);
                let keep = if self.needs_space(child) { KEEP_SPACE } else { "" };
                let open = tag.strip_suffix('>').unwrap_or(tag);
                format!("</{w}t></{w}r>{marks}{}{open}{keep}>", self.reopened(host))
            }
        }
    }

    /// The start of a run with its properties, as the source has them.
    fn reopened(&self, host: usize) -> String {
        let host = &self.source.hosts[host];
        let xml = &self.source.xml;
        let open = &xml[host.range.start..];
        let tag = open.find('>').map_or("", |end| &open[..=end]);
        format!("{tag}{}", &xml[host.properties.clone()])
    }

    fn start_tag(&self, child: usize) -> &'a str {
        let child = &self.source.children[child];
        &self.source.xml[child.range.start..child.content.start]
    }

    /// Whether a text that is cut would lose white space beside a cut.
    fn needs_space(&self, child: usize) -> bool {
        let keeps = self.start_tag(child).contains("xml:space");
        !keeps
            && self.marks.keys().any(|(at, spot)| {
                let beside = || {
                    let (before, after) = self.source.xml.split_at(*at);
                    before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace)
                };
                matches!(spot, Spot::InText { child: own, .. } if *own == child) && beside()
            })
    }

    /// The start tags of such texts are told to keep it.
    fn widened_tags(&self) -> Vec<(usize, String)> {
        let mut children: Vec<usize> = self
            .marks
            .keys()
            .filter_map(|(_, spot)| match spot {
                Spot::InText { child, .. } => Some(*child),
                _ => None,
            })
            .collect();
        children.dedup();
        children.retain(|child| self.needs_space(*child));
        let end = |child: usize| self.source.children[child].content.start - 1;
        children.into_iter().map(|child| (end(child), KEEP_SPACE.to_owned())).collect()
    }
}

fn byte(spot: Spot) -> usize {
    match spot {
        Spot::Outside(at) | Spot::BetweenChildren { at, .. } | Spot::InText { at, .. } => at,
    }
}
