//! Paragraphs and their runs.

use super::escape;
use crate::template::{GAP_CLOSES, GAP_OPENS};

pub(super) fn styled(style: &str, text: &str) -> String {
    with(style, "", text)
}

/// A paragraph that ends so many halves of a character before the right edge.
pub(super) fn from_right(style: &str, text: &str, halves: usize) -> String {
    /// Half of 三号, in twentieths of a point.
    const HALF: usize = 160;
    let indent = format!(r#"<w:ind w:rightChars="{}" w:right="{}"/>"#, halves * 50, halves * HALF);
    with(style, &indent, text)
}

fn with(style: &str, properties: &str, text: &str) -> String {
    let runs = text.split('\n').map(runs).collect::<Vec<_>>().join("<w:r><w:br/></w:r>");
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>"#)
}

/// Takes no room: between tables, and behind one that is the last of its section.
pub(super) const THIN: &str = r#"<w:p><w:pPr><w:pStyle w:val="Thin"/></w:pPr></w:p>"#;

/// A paragraph that takes no room and ends a section.
pub(super) fn end_of_section(section: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="Thin"/>{section}</w:pPr></w:p>"#)
}

/// The runs of a line; what is to be filled in is yellow.
fn runs(text: &str) -> String {
    let mut xml = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(GAP_OPENS) {
        let end = rest[start..]
            .find(GAP_CLOSES)
            .map_or(rest.len(), |i| start + i + GAP_CLOSES.len_utf8());
        xml.push_str(&run("", &rest[..start]));
        xml.push_str(&run(r#"<w:rPr><w:highlight w:val="yellow"/></w:rPr>"#, &rest[start..end]));
        rest = &rest[end..];
    }
    xml + &run("", rest)
}

fn run(properties: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!(r#"<w:r>{properties}<w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text))
}
