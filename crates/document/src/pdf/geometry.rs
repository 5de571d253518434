//! Rectangles on a page, in points from the top left corner.

use crate::model::Area;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
}

impl Bounds {
    pub(crate) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    pub(crate) fn center(&self) -> (f32, f32) {
        (f32::midpoint(self.left, self.right), f32::midpoint(self.top, self.bottom))
    }

    pub(crate) fn holds(&self, (x, y): (f32, f32)) -> bool {
        self.left <= x && x < self.right && self.top <= y && y < self.bottom
    }

    pub(crate) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// How much of the lower of the two heights they share, from 0 to 1.
    pub(crate) fn vertical_overlap(&self, other: &Self) -> f32 {
        let shared = self.bottom.min(other.bottom) - self.top.max(other.top);
        let height = self.height().min(other.height());
        if height > 0.0 { (shared / height).max(0.0) } else { 0.0 }
    }

    pub(crate) fn area(&self) -> Area {
        #[expect(clippy::cast_possible_truncation, reason = "pages are small and `as` saturates")]
        let hundredths = |points: f32| (points * 100.0).round() as i32;
        Area {
            left: hundredths(self.left),
            top: hundredths(self.top),
            right: hundredths(self.right),
            bottom: hundredths(self.bottom),
        }
    }
}

/// The value in the middle of the sorted ones, or `None` without values.
pub(crate) fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_unstable_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Positions that lie within `tolerance` of their neighbours as one, in order.
pub(crate) fn cluster(mut values: Vec<f32>, tolerance: f32) -> Vec<f32> {
    values.sort_unstable_by(f32::total_cmp);
    let mut groups: Vec<(f32, f32)> = Vec::new();
    for value in values {
        match groups.last_mut() {
            Some((first, last)) if value - *first <= tolerance => *last = value,
            _ => groups.push((value, value)),
        }
    }
    groups.into_iter().map(|(first, last)| f32::midpoint(first, last)).collect()
}
