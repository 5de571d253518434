//! Lists and the numbers that they show.

use crate::numbering::Digits;

/// An open list; unordered ones have no digits.
pub(super) struct List {
    digits: Digits,
    next: u32,
}

impl List {
    pub(super) fn new(ordered: bool, kind: &str, start: &str) -> Self {
        let digits = match kind {
            _ if !ordered => Digits::None,
            "a" | "A" | "i" | "I" => Digits::from_example(kind),
            _ => Digits::Decimal,
        };
        Self { digits, next: start.trim().parse().unwrap_or(1) }
    }

    /// The number of the next item, or of one that says its own.
    pub(super) fn next(&mut self, value: &str) -> Option<String> {
        let number = value.trim().parse().unwrap_or(self.next);
        self.next = number.saturating_add(1);
        (self.digits != Digits::None).then(|| format!("{}.", self.digits.print(number)))
    }
}
