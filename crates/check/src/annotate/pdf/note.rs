//! A note as a PDF holds it: boxes around the words, and what there is to say.

use super::super::{AUTHOR, words};
use super::frame::Box;
use crate::report::FindingInfo;
use jiheng_base::Level;
use std::fmt::Write as _;

/// Names of our notes start so: by that they are found again.
pub(super) const NAME: &str = "jiheng-";

/// The boxes stand clear of the words by this, in hundredths of a point.
const MARGIN: i32 = 100;
/// The size of the sign that stands for a note without words.
const SIGN: i32 = 2000;

/// Lines and ground, in thousandths of red, green and blue.
fn colours(level: Level) -> ([u32; 3], [u32; 3]) {
    match level {
        Level::Error => ([659, 75, 114], [984, 863, 863]),
        Level::Doubt => ([698, 427, 0], [992, 918, 761]),
        Level::Note => ([114, 310, 569], [863, 914, 980]),
    }
}

/// What is said and what it is known by.
pub(super) struct Note {
    level: Level,
    name: String,
    text: String,
}

impl Note {
    pub(super) fn new(finding: &FindingInfo, number: usize, page: u32) -> Self {
        Self {
            level: finding.level,
            name: format!("{NAME}{number}-{page}"),
            text: words(finding).join("\n"),
        }
    }

    /// A note on a place that no page shows.
    pub(super) fn elsewhere(finding: &FindingInfo, number: usize) -> Self {
        let mut note = Self::new(finding, number, 0);
        if let Some(location) = finding.locations.first() {
            let _ = write!(note.text, "\n位置：{}“{}”", location.path, location.quote);
        }
        note
    }

    /// What draws the boxes.
    pub(super) fn drawing(&self, boxes: &[Box]) -> Vec<u8> {
        let (line, ground) = colours(self.level);
        let mut path = String::new();
        for shown in boxes {
            let Box { left, low, right, high } = grown(*shown);
            let (width, height) = (right.saturating_sub(left), high.saturating_sub(low));
            let sides = [left, low, width, height].map(points).join(" ");
            let _ = writeln!(path, "{sides} re");
        }
        let drawing = format!(
            "/G gs {} rg {} RG 0.75 w\n{path}B\n",
            ground.map(part).join(" "),
            line.map(part).join(" ")
        );
        // The ground darkens what lies under it and covers nothing.
        format!(
            "<</Type/XObject/Subtype/Form/BBox[{}]/Group<</S/Transparency>>\
             /Resources<</ExtGState<</G<</BM/Multiply>>>>>>/Length {}>>\nstream\n{drawing}endstream",
            sides(cover(boxes)),
            drawing.len()
        )
        .into_bytes()
    }

    /// The annotation on the words; `drawing` is the object that draws it.
    pub(super) fn highlight(&self, boxes: &[Box], page: (i32, i32), drawing: u32) -> Vec<u8> {
        let corners = |b: &Box| {
            [b.left, b.high, b.right, b.high, b.left, b.low, b.right, b.low].map(points).join(" ")
        };
        let quads: Vec<String> = boxes.iter().map(corners).collect();
        let rest =
            format!("/Subtype/Highlight/QuadPoints[{}]/AP<</N {drawing} 0 R>>", quads.join(" "));
        self.annotation(&rest, cover(boxes), page)
    }

    /// The annotation at a corner of the page, which the reader's program draws.
    pub(super) fn sign(&self, corner: Box, page: (i32, i32)) -> Vec<u8> {
        self.annotation("/Subtype/Text/Name/Comment", corner, page)
    }

    fn annotation(&self, rest: &str, rectangle: Box, (page, generation): (i32, i32)) -> Vec<u8> {
        let (line, _) = colours(self.level);
        // 4: it is printed.
        format!(
            "<</Type/Annot{rest}/Rect[{}]/P {page} {generation} R/F 4/C[{}]/NM({})/T{}/Contents{}>>",
            sides(rectangle),
            line.map(part).join(" "),
            self.name,
            text(AUTHOR),
            text(&self.text)
        )
        .into_bytes()
    }
}

/// A square for a sign, the lower the more there are before it.
pub(super) fn corner(before: usize) -> jiheng_document::Area {
    let down = i32::try_from(before).unwrap_or(0).saturating_mul(SIGN);
    let top = SIGN.saturating_add(down);
    jiheng_document::Area { left: SIGN, top, right: 2 * SIGN, bottom: top.saturating_add(SIGN) }
}

/// A text with all its characters: UTF-16, written in hexadecimal digits.
fn text(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("{unit:04X}"));
    format!("<FEFF{}>", units.collect::<String>())
}

fn grown(b: Box) -> Box {
    Box {
        left: b.left.saturating_sub(MARGIN),
        low: b.low.saturating_sub(MARGIN),
        right: b.right.saturating_add(MARGIN),
        high: b.high.saturating_add(MARGIN),
    }
}

/// What holds all the boxes with their lines.
fn cover(boxes: &[Box]) -> Box {
    let all = boxes.iter().copied().reduce(|a, b| Box {
        left: a.left.min(b.left),
        low: a.low.min(b.low),
        right: a.right.max(b.right),
        high: a.high.max(b.high),
    });
    all.map_or(Box { left: 0, low: 0, right: 0, high: 0 }, |all| grown(grown(all)))
}

fn sides(b: Box) -> String {
    [b.left, b.low, b.right, b.high].map(points).join(" ")
}

/// Hundredths of a point as points.
fn points(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

fn part(thousandths: u32) -> String {
    format!("0.{thousandths:03}")
}

#[cfg(test)]
mod tests {
    use super::{points, text};

    #[test]
    fn numbers_and_texts_are_as_the_format_has_them() {
        assert_eq!([12345, -5, 0, -250].map(points), ["123.45", "-0.05", "0.00", "-2.50"]);
        assert_eq!(text("绩A"), "<FEFF7EE90041>");
    }
}
