//! The margins of the text.

use super::geometry::median;
use super::line::Line;

/// First lines are set in by this many sizes at least.
pub(crate) const MIN_INDENT: f32 = 1.2;

/// Left and right margin of the text.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) left: f32,
    pub(crate) right: f32,
}

impl Frame {
    pub(crate) fn width(self) -> f32 {
        self.right - self.left
    }
}

/// The margins of lines on pages of one size: the right one is that of the longest lines but for
/// a few, the left one that of the lines that reach the right one.
pub(crate) fn frame(lines: &[&Line]) -> Option<Frame> {
    let mut rights: Vec<f32> = lines.iter().map(|l| right_of_words(l)).collect();
    rights.sort_unstable_by(f32::total_cmp);
    let right = *rights.get(rights.len().checked_sub(1 + rights.len() / 20)?)?;
    let size = median(lines.iter().map(|l| l.size).collect())?;
    let full = lines.iter().filter(|l| l.bounds.right > right - 1.5 * size);
    let mut lefts: Vec<f32> = full.map(|l| l.bounds.left).collect();
    lefts.sort_unstable_by(f32::total_cmp);
    let left = *lefts.get(lefts.len() / 10)?;
    // Where most full lines stand a little further right, the others stick out.
    let usual = most_common(&lefts).unwrap_or(left);
    let left = if usual - left < MIN_INDENT * size { usual } else { left };
    Some(Frame { left, right })
}

/// Closing marks may hang over the margin.
pub(crate) fn right_of_words(line: &Line) -> f32 {
    let words = line.glyphs.iter().rev().filter(|g| !g.ch.is_whitespace());
    let last = words.clone().find(|g| !is_closing(g.ch)).or_else(|| words.clone().next());
    last.map_or(line.bounds.right, |g| g.bounds.right)
}

/// The value with the most others within two points.
fn most_common(sorted: &[f32]) -> Option<f32> {
    let near = |v: f32| {
        sorted.partition_point(|x| *x <= v + 2.0) - sorted.partition_point(|x| *x < v - 2.0)
    };
    sorted.iter().copied().max_by_key(|v| near(*v))
}

/// Marks that stand at no line's start.
pub(crate) fn is_closing(ch: char) -> bool {
    matches!(ch, '，' | '。' | '、' | '；' | '：' | '）' | '》' | '”' | '〕' | '！' | '？' | '%')
}
