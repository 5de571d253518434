//! From lines to text whose bytes know where they stood.

use super::geometry::Bounds;
use super::line::Line;
use super::source::Glyph;
use crate::model::Anchor;

/// A gap of this many sizes between letters or digits is a space without any being set.
const SPACE: f32 = 0.3;
/// With a space set, a visible gap is enough.
const SET_SPACE: f32 = 0.1;
/// A gap of this many sizes beside a Chinese character is meant; justified lines have less.
const WIDE_SPACE: f32 = 1.2;
const SET_WIDE_SPACE: f32 = 0.9;

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) anchors: Vec<Anchor>,
}

impl Text {
    pub(crate) fn of(line: &Line) -> Self {
        let mut text = Self::default();
        text.push_line(line);
        text
    }

    /// Nothing, in a place.
    pub(crate) fn blank(page: u32, bounds: Bounds) -> Self {
        let mut text = Self::default();
        text.end_run(page, Some((0, bounds)));
        text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds the characters of a line, each word or number with an anchor of its own.
    pub(crate) fn push_line(&mut self, line: &Line) {
        let mut run: Option<(usize, Bounds)> = None;
        let mut before: Option<&Glyph> = None;
        let mut space_set = false;
        for glyph in &line.glyphs {
            if glyph.ch.is_whitespace() {
                space_set = true;
                continue;
            }
            let spaced = before.is_some_and(|before| is_space(before, glyph, line.size, space_set));
            let same_kind = before.is_some_and(|b| in_number(b.ch) == in_number(glyph.ch));
            match &mut run {
                Some((_, bounds)) if same_kind && !spaced => *bounds = bounds.union(glyph.bounds),
                _ => {
                    self.end_run(line.page, run);
                    if spaced {
                        self.text.push(' ');
                    }
                    run = Some((self.text.len(), glyph.bounds));
                }
            }
            self.text.push(glyph.ch);
            before = Some(glyph);
            space_set = false;
        }
        self.end_run(line.page, run);
    }

    fn end_run(&mut self, page: u32, run: Option<(usize, Bounds)>) {
        let Some((at, bounds)) = run else { return };
        let at = if self.anchors.is_empty() { 0 } else { at };
        self.anchors.push(Anchor {
            at: u32::try_from(at).unwrap_or(u32::MAX),
            page: Some(page),
            area: Some(bounds.area()),
            ..Anchor::default()
        });
    }

    /// Adds another text behind `between`.
    pub(crate) fn append(&mut self, between: &str, other: Self) {
        if self.is_empty() {
            self.anchors.clear();
        }
        self.text.push_str(between);
        let shift = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let moved =
            other.anchors.into_iter().map(|a| Anchor { at: a.at.saturating_add(shift), ..a });
        self.anchors.extend(moved);
        self.text.push_str(&other.text);
    }
}

fn in_number(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || matches!(ch, '.' | ',' | '%' | '-' | '/')
}

/// Digits with the marks of amounts and rates, and nothing else.
pub(crate) fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || ".,-−%".contains(c))
}

fn is_space(before: &Glyph, after: &Glyph, size: f32, space_set: bool) -> bool {
    let gap = after.bounds.left - before.bounds.right;
    let words = before.ch.is_ascii_alphanumeric() && after.ch.is_ascii_alphanumeric();
    if words && before.ch.is_ascii_digit() == after.ch.is_ascii_digit() {
        return gap > SPACE * size || (space_set && gap > SET_SPACE * size);
    }
    gap > WIDE_SPACE * size || (space_set && gap > SET_WIDE_SPACE * size)
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, tests::set};
    use super::*;

    #[test]
    fn numbers_have_anchors_of_their_own() {
        let line = &lines(3, set("收入98.70万元", 72.0, 100.0, 16.0))[0];
        let text = Text::of(line);
        assert_eq!(text.text, "收入98.70万元");
        let at: Vec<u32> = text.anchors.iter().map(|a| a.at).collect();
        assert_eq!(at, [0, 6, 11]);
        let area = text.anchors[1].area.unwrap();
        assert_eq!((area.left, area.right, text.anchors[1].page), (10_400, 14_400, Some(3)));
    }

    #[test]
    fn spaces_are_kept_between_words_only() {
        let join = |gap: f32, left: &str, right: &str| {
            let mut glyphs = set(left, 72.0, 100.0, 16.0);
            let end = glyphs.last().unwrap().bounds.right;
            glyphs.extend(set(right, end + gap, 100.0, 16.0));
            Text::of(&lines(1, glyphs)[0]).text
        };
        assert_eq!(join(8.0, "目", "录"), "目录");
        assert_eq!(join(32.0, "第一部分", "概况"), "第一部分 概况");
        assert_eq!(join(6.0, "2024", "2025"), "2024 2025");
        assert_eq!(join(4.0, "2024", "年度"), "2024年度");
        assert_eq!(join(8.0, "102.9", "%"), "102.9%");
    }
}
