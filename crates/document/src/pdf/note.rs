//! Footnotes: small lines at the foot of a page that begin with a mark.

use super::cell::starts_point;
use super::layout::Item;
use super::line::Line;

/// Footnotes are set at most this large beside the text.
const MAX_SIZE: f32 = 0.9;

/// Takes the footnotes off the foot of a page.
pub(crate) fn take(page: &mut Vec<Item>, body_size: f32) -> Vec<Line> {
    let small = |item: &Item| item.as_line().is_some_and(|l| l.size < MAX_SIZE * body_size);
    let first_small = page.iter().rposition(|i| !small(i)).map_or(0, |i| i + 1);
    let first = (first_small..page.len()).find(|i| page[*i].as_line().is_some_and(starts_note));
    let Some(first) = first.filter(|i| *i > 0) else { return Vec::new() };
    let notes = page.drain(first..);
    notes.filter_map(|i| if let Item::Line(line) = i { Some(line) } else { None }).collect()
}

/// ①…, [1]…, 1.… or 注：… at the start.
pub(crate) fn starts_note(line: &Line) -> bool {
    let text = line.squeezed();
    let bracketed = text
        .strip_prefix(['[', '〔', '［', '【'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '注'));
    bracketed || text.starts_with('注') || starts_point(&text)
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, tests::set};
    use super::*;

    #[test]
    fn small_marked_lines_at_the_foot_are_notes() {
        let mut glyphs = set("全县收入完成12.5亿元，为预", 72.0, 100.0, 16.0);
        glyphs.extend(set("①预算指县人大批准的", 72.0, 700.0, 10.0));
        glyphs.extend(set("调整预算。", 72.0, 714.0, 10.0));
        let mut page: Vec<Item> = lines(1, glyphs).into_iter().map(Item::Line).collect();
        assert_eq!(take(&mut page, 16.0).len(), 2);
        assert_eq!(page.len(), 1);
        assert_eq!(take(&mut page, 16.0).len(), 0);
    }
}
