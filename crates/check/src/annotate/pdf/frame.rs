//! From places on the page as it is shown to places as the file counts them.

use hayro_syntax::object::Rect;
use hayro_syntax::page::{Page, Rotation};
use jiheng_document::Area;

/// The part of a page that is shown, in hundredths of a point from the origin of the file, which
/// counts upwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    left: i32,
    top: i32,
    /// Quarter turns, clockwise, by which it is shown.
    turns: u8,
    /// The page as it is shown.
    shown: Area,
}

/// A rectangle of the file: left, lower, right and upper edge in hundredths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Box {
    pub(super) left: i32,
    pub(super) low: i32,
    pub(super) right: i32,
    pub(super) high: i32,
}

impl Frame {
    pub(super) fn of(page: &Page) -> Self {
        let cropped = page.intersected_crop_box();
        let is_empty = cropped.width() <= 0.0 || cropped.height() <= 0.0;
        let view = if is_empty { page.media_box() } else { cropped };
        let turns = match page.rotation() {
            Rotation::None => 0,
            Rotation::Horizontal => 1,
            Rotation::Flipped => 2,
            Rotation::FlippedHorizontal => 3,
        };
        Self::new(view, turns)
    }

    fn new(view: Rect, turns: u8) -> Self {
        let (width, height) = (hundredths(view.width()), hundredths(view.height()));
        let (right, bottom) = if turns % 2 == 1 { (height, width) } else { (width, height) };
        Self {
            left: hundredths(view.x0),
            top: hundredths(view.y1),
            turns,
            shown: Area { left: 0, top: 0, right, bottom },
        }
    }

    pub(super) fn place(&self, area: Area) -> Box {
        let area = area.turned_back(self.turns, self.shown);
        Box {
            left: self.left.saturating_add(area.left),
            low: self.top.saturating_sub(area.bottom),
            right: self.left.saturating_add(area.right),
            high: self.top.saturating_sub(area.top),
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pages are small and `as` saturates")]
#[expect(clippy::float_arithmetic, reason = "places on a page, never amounts")]
fn hundredths(points: f64) -> i32 {
    (points * 100.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::{Box, Frame};
    use hayro_syntax::object::Rect;
    use jiheng_document::Area;

    #[test]
    fn shown_places_are_found_on_cropped_and_turned_pages() {
        // What is shown is 200 by 100 points, and starts 10 to the right and 20 up.
        let view = Rect::new(10.0, 20.0, 210.0, 120.0);
        let area = Area { left: 500, top: 1000, right: 2500, bottom: 1400 };
        let at = |turns| Frame::new(view, turns).place(area);
        assert_eq!(at(0), Box { left: 1500, low: 10600, right: 3500, high: 11000 });
        // A page shown after a quarter turn: its upper left corner is the lower left of the file.
        assert_eq!(at(1), Box { left: 2000, low: 2500, right: 2400, high: 4500 });
        assert_eq!(at(2), Box { left: 18500, low: 3000, right: 20500, high: 3400 });
        assert_eq!(at(3), Box { left: 19600, low: 9500, right: 20000, high: 11500 });
    }
}
