//! Typed ids. Whoever stores a thing makes its id; here it is only told apart and compared.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {
        $(
            $(#[$meta])*
            #[derive(
                Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
            )]
            #[serde(transparent)]
            pub struct $name(Uuid);

            impl From<Uuid> for $name {
                fn from(id: Uuid) -> Self {
                    Self(id)
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    self.0.hyphenated().fmt(f)
                }
            }

            impl std::str::FromStr for $name {
                type Err = NotAnId;

                fn from_str(text: &str) -> Result<Self, NotAnId> {
                    Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
                }
            }
        )+
    };
}

/// A text that is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("编号不完整或写错了")]
pub struct NotAnId;

ids! {
    /// A unit.
    UnitId,
    /// A person with an account.
    UserId,
    /// A role given to a person.
    GrantId,
    /// A change to people or roles that waits to be confirmed.
    ChangeRequestId,
    /// A session of a signed-in person.
    SessionId,
    /// A self-evaluation task.
    TaskId,
    /// A report of a unit in a task.
    ReportId,
    /// A member of a self-evaluation group.
    MemberId,
    /// A value that lost against another in a field.
    ConflictId,
    /// A comment on a report.
    CommentId,
    /// A piece of evidence of a report.
    EvidenceId,
    /// A file that was uploaded.
    AttachmentId,
    /// Files that were checked in one go.
    BatchId,
    /// Points changed in review.
    AdjustmentId,
    /// An approved version of a report.
    FrozenId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text() {
        let id = UnitId::from(Uuid::from_u128(7));
        assert_eq!(id.to_string(), "00000000-0000-0000-0000-000000000007");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("七".parse::<UnitId>(), Err(NotAnId));
    }
}
