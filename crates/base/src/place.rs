//! Places: which piece of text, and which bytes of it.

use serde::{Deserialize, Serialize};

/// Index of a piece of text (a paragraph or a table cell) in its document, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The index as it is used with slices.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A stretch of text: bytes `start..end` of the UTF-8 text of `node`.
///
/// Places are made while reading and only narrowed or joined afterwards; text is never searched
/// again to find out where a value stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The piece of text.
    pub node: NodeId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// A place from byte offsets. Texts are held below 4 GiB by the readers, so offsets fit.
    #[must_use]
    pub fn new(node: NodeId, start: usize, end: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { node, start: narrow(start), end: narrow(end) }
    }

    /// The bytes as a range for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two places share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.node == other.node && self.start < other.end && other.start < self.end
    }

    /// The smallest place that covers both; `self` when they stand in different texts.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        if self.node != other.node {
            return self;
        }
        Self { node: self.node, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_within_a_text_only() {
        let a = Place::new(NodeId(1), 3, 6);
        let b = Place::new(NodeId(1), 9, 12);
        assert_eq!(a.join(b), Place::new(NodeId(1), 3, 12));
        assert_eq!(a.join(Place::new(NodeId(2), 0, 1)), a);
        assert!(!a.overlaps(b));
        assert!(a.join(b).overlaps(b));
    }
}
