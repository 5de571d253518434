//! Where on its pages a place stands.

use jiheng_base::Place;
use jiheng_document::{Area, Document};
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// The rectangles of a place by page, in reading order; none where the place is on no page.
pub(super) fn spots(document: &Document, place: Place) -> BTreeMap<u32, Vec<Area>> {
    let mut spots: BTreeMap<u32, Vec<Area>> = BTreeMap::new();
    let Some(node) = document.nodes.get(place.node.index()) else { return spots };
    // An empty place still has somewhere to be.
    let wanted = place.start as usize..(place.end as usize).max(place.start as usize + 1);
    for (index, anchor) in node.anchors.iter().enumerate() {
        let next = node.anchors.get(index + 1).map(|a| a.at as usize);
        let own = anchor.at as usize..next.unwrap_or(node.text.len().max(anchor.at as usize + 1));
        let is_wanted = own.start < wanted.end && wanted.start < own.end;
        if let (Some(page), Some(area), true) = (anchor.page, anchor.area, is_wanted) {
            let on_page = spots.entry(page).or_default();
            add(on_page, part(&node.text, own, &wanted, area));
        }
    }
    spots
}

/// The part of an area that some of its text takes, by the width of the characters.
fn part(text: &str, own: Range<usize>, wanted: &Range<usize>, area: Area) -> Area {
    let width = |from: usize, to: usize| {
        let words = text.get(from..to).unwrap_or_default().trim_end();
        i64::try_from(words.width()).unwrap_or(0)
    };
    let whole = width(own.start, own.end);
    if whole == 0 {
        return area;
    }
    let length = i64::from(area.right) - i64::from(area.left);
    let at = |byte: usize| {
        let before = width(own.start, byte.clamp(own.start, own.end));
        i32::try_from(i64::from(area.left) + length * before / whole).unwrap_or(area.right)
    };
    Area { left: at(wanted.start), right: at(wanted.end), ..area }
}

/// Adds an area; what goes on in the same line is one.
fn add(areas: &mut Vec<Area>, area: Area) {
    /// Words of a line stand no further apart than this many heights.
    const GAP: i32 = 2;
    if let Some(last) = areas.last_mut() {
        let height = (last.bottom - last.top).min(area.bottom - area.top);
        let shared = last.bottom.min(area.bottom) - last.top.max(area.top);
        let gap = area.left - last.right;
        if shared * 2 > height && (-height..=height * GAP).contains(&gap) {
            *last = Area {
                left: last.left.min(area.left),
                top: last.top.min(area.top),
                right: last.right.max(area.right),
                bottom: last.bottom.max(area.bottom),
            };
            return;
        }
    }
    areas.push(area);
}

#[cfg(test)]
mod tests {
    use super::spots;
    use jiheng_base::{NodeId, Place};
    use jiheng_document::{Anchor, Area, Document, Format, Node, Origin};

    const TEXT: &str = "收入合计5万元，支出";

    fn area(left: i32, top: i32, right: i32) -> Area {
        Area { left, top, right, bottom: top + 1000 }
    }

    fn document() -> Document {
        let anchor = |words: &str, page, area| Anchor {
            at: u32::try_from(TEXT.find(words).unwrap()).unwrap(),
            page: Some(page),
            area: Some(area),
            ..Anchor::default()
        };
        let anchors = vec![
            anchor("收", 1, area(1000, 5000, 5000)),
            anchor("5", 1, area(5000, 5000, 5500)),
            anchor("万", 1, area(1000, 7000, 2000)),
            anchor("元", 2, area(1000, 1000, 5000)),
        ];
        let node = Node { text: TEXT.into(), anchors, origin: Origin::Paragraph(1) };
        Document {
            format: Format::Pdf,
            nodes: vec![node],
            blocks: Vec::new(),
            sheets: Vec::new(),
            notices: Vec::new(),
        }
    }

    fn of(words: &str) -> Vec<(u32, Vec<Area>)> {
        let start = TEXT.find(words).unwrap();
        let place = Place::new(NodeId(0), start, start + words.len());
        spots(&document(), place).into_iter().collect()
    }

    #[test]
    fn some_words_of_a_line_are_told_by_their_width() {
        assert_eq!(of("合计"), [(1, vec![area(3000, 5000, 5000)])]);
        assert_eq!(of("支"), [(2, vec![area(3000, 1000, 4000)])]);
    }

    #[test]
    fn words_of_a_line_are_one_and_lines_and_pages_are_not() {
        let [first, second] = [area(3000, 5000, 5500), area(1000, 7000, 2000)];
        assert_eq!(of("合计5万元"), [(1, vec![first, second]), (2, vec![area(1000, 1000, 2000)])]);
    }
}
