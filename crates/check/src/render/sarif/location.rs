//! Places as SARIF wants them: lines and columns of a text, names of parts otherwise.

use super::model::{ArtifactLocation, Location, LogicalLocation, PhysicalLocation, Region, Text};
use crate::report::LocationInfo;
use jiheng_document::{Document, Node, Origin};
use std::fmt::Write as _;

/// A file as a URI: a path that is not absolute stays relative.
pub(super) fn artifact(name: &str) -> ArtifactLocation {
    let mut uri = String::from(if name.starts_with('/') { "file://" } else { "" });
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b'\\' => uri.push('/'),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    ArtifactLocation { uri }
}

/// A file as a whole.
pub(super) fn whole(name: &str) -> Location {
    let physical_location = PhysicalLocation { artifact_location: artifact(name), region: None };
    Location { physical_location, logical_locations: Vec::new(), message: None }
}

/// A place in a file.
pub(super) fn location(name: &str, document: &Document, place: &LocationInfo) -> Location {
    let region = region(document, place);
    let page = place.page.map(|page| format!("第{page}页")).unwrap_or_default();
    let logical = LogicalLocation { fully_qualified_name: format!("{page}{}", place.path) };
    let message = if region.is_some() { place.label.clone() } else { words(place) };
    Location {
        logical_locations: if region.is_some() { Vec::new() } else { vec![logical] },
        physical_location: PhysicalLocation { artifact_location: artifact(name), region },
        message: (!message.is_empty()).then_some(Text { text: message }),
    }
}

/// Where no region can hold the words, the message does.
fn words(place: &LocationInfo) -> String {
    if place.label.is_empty() {
        format!("“{}”", place.quote)
    } else {
        format!("{}：“{}”", place.label, place.quote)
    }
}

fn region(document: &Document, place: &LocationInfo) -> Option<Region> {
    let node = document.nodes.get(place.place.node.index())?;
    let (start_line, start_column) = line_and_column(node, place.place.start)?;
    let (end_line, end_column) = line_and_column(node, place.place.end)?;
    // A cell does not know where in its line it starts.
    let exact = matches!(node.origin, Origin::Paragraph(_));
    Some(Region {
        start_line,
        start_column: exact.then_some(start_column),
        end_line: exact.then_some(end_line),
        end_column: exact.then_some(end_column),
        snippet: Text { text: place.quote.clone() },
    })
}

fn line_and_column(node: &Node, at: u32) -> Option<(u32, usize)> {
    let anchor = node.anchors.iter().rev().find(|a| a.at <= at)?;
    let before = node.text.get(anchor.at as usize..at as usize)?;
    Some((anchor.line?, before.chars().count() + 1))
}

#[cfg(test)]
mod tests {
    use super::{artifact, line_and_column};

    #[test]
    fn names_become_uris() {
        assert_eq!(artifact("报告 1.docx").uri, "%E6%8A%A5%E5%91%8A%201.docx");
        assert_eq!(artifact("/a/b.txt").uri, "file:///a/b.txt");
        assert_eq!(artifact("a\\b.txt").uri, "a/b.txt");
    }

    #[test]
    fn columns_count_characters_of_the_line() {
        let document = jiheng_document::read("一、概况\n得分98分。".as_bytes()).unwrap();
        let second = &document.nodes[1];
        assert_eq!(line_and_column(second, 6), Some((2, 3)));
    }
}
