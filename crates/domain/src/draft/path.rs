//! The name of a field.

use crate::Refusal;
use serde::{Deserialize, Serialize};

/// The longest path.
const CHARACTERS: usize = 200;

/// Where a value belongs in a report: `budget.initial`, `indicators.<id>.actual`, `sections.<id>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FieldPath(String);

impl FieldPath {
    /// A path of small letters, digits, `_` and `-`, its parts divided by dots.
    ///
    /// # Errors
    /// [`Refusal::Field`].
    pub fn new(path: &str) -> Result<Self, Refusal> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b);
        let whole = |part: &str| !part.is_empty() && part.bytes().all(plain);
        if path.len() <= CHARACTERS && path.split('.').all(whole) {
            Ok(Self(path.to_owned()))
        } else {
            Err(Refusal::Field { field: "字段", wrong: "没有这样的字段" })
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the first dot.
    #[must_use]
    pub fn root(&self) -> &str {
        self.parts().next().unwrap_or_default()
    }

    /// The parts between the dots.
    pub fn parts(&self) -> std::str::Split<'_, char> {
        self.0.split('.')
    }
}

impl std::fmt::Display for FieldPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for FieldPath {
    type Error = Refusal;

    fn try_from(path: String) -> Result<Self, Refusal> {
        Self::new(&path)
    }
}

impl From<FieldPath> for String {
    fn from(path: FieldPath) -> Self {
        path.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_plain_parts() {
        let path = FieldPath::new("indicators.0198-a.actual").unwrap();
        assert_eq!(path.root(), "indicators");
        assert_eq!(path.parts().collect::<Vec<_>>(), ["indicators", "0198-a", "actual"]);
        for wrong in ["", ".", "budget.", "Budget.initial", "预算", "a b", "a.'b"] {
            assert!(FieldPath::new(wrong).is_err(), "{wrong}");
        }
        assert!(FieldPath::new(&"a".repeat(201)).is_err());
    }
}
