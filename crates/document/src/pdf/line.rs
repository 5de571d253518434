//! Characters joined to lines by vertical overlap.

use super::geometry::{Bounds, median};
use super::source::Glyph;

/// Characters that share this much of their height stand in one line.
const MIN_OVERLAP: f32 = 0.5;
/// Lines that can still grow while the characters are swept from top to bottom.
const OPEN_LINES: usize = 12;

/// A line of characters from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) page: u32,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) bounds: Bounds,
    /// The size of most of its characters.
    pub(crate) size: f32,
    /// The column of a page set in several, left and right.
    pub(crate) column: Option<(f32, f32)>,
}

impl Line {
    pub(crate) fn new(page: u32, mut glyphs: Vec<Glyph>) -> Option<Self> {
        glyphs.sort_by(|a, b| a.bounds.left.total_cmp(&b.bounds.left));
        let visible = || glyphs.iter().filter(|g| !g.ch.is_whitespace());
        let bounds = visible().map(|g| g.bounds).reduce(Bounds::union)?;
        let size = median(visible().map(|g| g.size).collect())?;
        Some(Self { page, glyphs, bounds, size, column: None })
    }

    /// Its characters without any white space.
    pub(crate) fn squeezed(&self) -> String {
        self.glyphs.iter().map(|g| g.ch).filter(|c| !c.is_whitespace()).collect()
    }

    /// The line cut where `wide` holds for the gap between two visible characters.
    pub(crate) fn split(&self, wide: impl Fn(f32) -> bool) -> Vec<Line> {
        let mut parts: Vec<Vec<Glyph>> = Vec::new();
        for glyph in self.glyphs.iter().filter(|g| !g.ch.is_whitespace()) {
            let gap = parts
                .last()
                .and_then(|part| part.last())
                .map(|last| glyph.bounds.left - last.bounds.right);
            match parts.last_mut() {
                Some(part) if !gap.is_some_and(&wide) => part.push(*glyph),
                _ => parts.push(vec![*glyph]),
            }
        }
        let lines = parts.into_iter().filter_map(|part| Line::new(self.page, part));
        lines.map(|line| Line { column: self.column, ..line }).collect()
    }
}

/// The lines that characters of one column form, from top to bottom.
///
/// A raised mark or a digit on another baseline shares half its own height with its line and so
/// stays in it; the band of a line is that of its tallest character.
pub(crate) fn lines(page: u32, mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.bounds.center().1.total_cmp(&b.bounds.center().1));
    let mut open: Vec<(Bounds, Vec<Glyph>)> = Vec::new();
    for glyph in glyphs {
        let from = open.len().saturating_sub(OPEN_LINES);
        let best = open[from..]
            .iter_mut()
            .map(|line| (line.0.vertical_overlap(&glyph.bounds), line))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match best {
            Some((overlap, (band, members))) if overlap >= MIN_OVERLAP => {
                if glyph.bounds.height() > band.height() && !glyph.ch.is_whitespace() {
                    *band = glyph.bounds;
                }
                members.push(glyph);
            }
            _ if glyph.ch.is_whitespace() => {}
            _ => open.push((glyph.bounds, vec![glyph])),
        }
    }
    let mut lines: Vec<Line> =
        open.into_iter().filter_map(|(_, members)| Line::new(page, members)).collect();
    lines.sort_by(|a, b| a.bounds.center().1.total_cmp(&b.bounds.center().1));
    lines
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Characters set one after another from a left edge.
    pub(crate) fn set(text: &str, left: f32, top: f32, size: f32) -> Vec<Glyph> {
        let mut x = left;
        let mut glyphs = Vec::new();
        for ch in text.chars() {
            let width = if ch.is_ascii() { size / 2.0 } else { size };
            let bounds = Bounds { left: x, top, right: x + width, bottom: top + size };
            glyphs.push(Glyph { ch, bounds, size });
            x += width;
        }
        glyphs
    }

    #[test]
    fn digits_on_another_baseline_and_raised_marks_stay_in_their_line() {
        let mut glyphs = set("收入", 72.0, 100.0, 16.0);
        glyphs.extend(set("107.14", 104.0, 104.0, 15.0));
        glyphs.extend(set("亿元", 149.0, 100.0, 16.0));
        glyphs.extend(set("②", 181.0, 97.0, 8.0));
        glyphs.extend(set("下一行", 72.0, 124.0, 16.0));
        let lines = lines(1, glyphs);
        let texts: Vec<String> = lines.iter().map(Line::squeezed).collect();
        assert_eq!(texts, ["收入107.14亿元②", "下一行"]);
    }
}
