//! Two people in one form: nothing typed is dropped.

use super::FieldPath;
use crate::{Moment, UserId};

/// A value as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Where it belongs.
    pub path: FieldPath,
    /// What was typed; empty when it was cleared.
    pub value: String,
    /// Counts the changes; 1 for the first.
    pub version: i64,
    /// Who typed it.
    pub by: UserId,
    /// When.
    pub at: Moment,
}

/// A value that is to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where it belongs.
    pub path: FieldPath,
    /// The version that was on the screen while it was typed; 0 for an empty field.
    pub base_version: i64,
    /// What was typed.
    pub value: String,
}

/// What becomes of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// It is stored under this version.
    Accepted {
        /// The new version.
        version: i64,
    },
    /// The same value stands there already: two typed the same, or an answer got lost on the line.
    Unchanged {
        /// The version that stands.
        version: i64,
    },
    /// Another value was stored meanwhile; both are kept until a person chooses.
    Conflict {
        /// What is stored.
        theirs: Field,
        /// What was typed.
        yours: Edit,
    },
}

/// Holds an edit against what is stored.
#[must_use]
pub fn merge(stored: Option<&Field>, edit: Edit) -> Merged {
    match stored {
        None if edit.value.is_empty() => Merged::Unchanged { version: 0 },
        None => Merged::Accepted { version: 1 },
        Some(field) if field.value == edit.value => Merged::Unchanged { version: field.version },
        Some(field) if field.version == edit.base_version => {
            Merged::Accepted { version: field.version + 1 }
        }
        Some(field) => Merged::Conflict { theirs: field.clone(), yours: edit },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn stored(value: &str, version: i64) -> Field {
        Field {
            path: FieldPath::new("budget.initial").unwrap(),
            value: value.into(),
            version,
            by: UserId::from(Uuid::from_u128(1)),
            at: Moment(5),
        }
    }

    fn edit(value: &str, base_version: i64) -> Edit {
        Edit { path: FieldPath::new("budget.initial").unwrap(), base_version, value: value.into() }
    }

    #[test]
    fn a_first_value_is_accepted() {
        assert_eq!(merge(None, edit("12", 0)), Merged::Accepted { version: 1 });
        // The page was filled before the field was known here; nothing stands against it.
        assert_eq!(merge(None, edit("12", 3)), Merged::Accepted { version: 1 });
        assert_eq!(merge(None, edit("", 0)), Merged::Unchanged { version: 0 });
    }

    #[test]
    fn an_edit_of_what_was_seen_is_accepted() {
        assert_eq!(merge(Some(&stored("12", 4)), edit("13", 4)), Merged::Accepted { version: 5 });
        assert_eq!(merge(Some(&stored("12", 4)), edit("", 4)), Merged::Accepted { version: 5 });
    }

    #[test]
    fn a_stale_edit_keeps_both() {
        let theirs = stored("12", 4);
        let yours = edit("13", 3);
        let merged = merge(Some(&theirs), yours.clone());
        assert_eq!(merged, Merged::Conflict { theirs, yours });
    }

    #[test]
    fn an_edit_sent_twice_is_stored_once() {
        let again = merge(Some(&stored("13", 5)), edit("13", 4));
        assert_eq!(again, Merged::Unchanged { version: 5 });
    }
}
