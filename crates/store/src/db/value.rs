//! Values that are bound to a statement: texts and whole numbers, which both databases share.

use jiheng_domain::{
    AdjustmentId, AttachmentId, BatchId, ChangeRequestId, CommentId, ConflictId, EvidenceId,
    FrozenId, GrantId, MemberId, Moment, RegionCode, ReportId, SessionId, TaskId, UnitId, UserId,
};

/// A value, or NULL of a known type.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// TEXT.
    Text(Option<String>),
    /// BIGINT.
    Number(Option<i64>),
}

/// The values of a statement in the order of `$1`, `$2` …
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}
pub(crate) use args;

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Number(Some(i64::from(flag)))
    }
}

impl From<Moment> for Value {
    fn from(at: Moment) -> Self {
        Self::Number(Some(at.0))
    }
}

impl From<Option<Moment>> for Value {
    fn from(at: Option<Moment>) -> Self {
        Self::Number(at.map(|at| at.0))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        Self::Text(text.map(str::to_owned))
    }
}

macro_rules! ids {
    ($($id:ty),+ $(,)?) => {
        $(
            impl From<$id> for Value {
                fn from(id: $id) -> Self {
                    Self::Text(Some(id.to_string()))
                }
            }

            impl From<Option<$id>> for Value {
                fn from(id: Option<$id>) -> Self {
                    Self::Text(id.map(|id| id.to_string()))
                }
            }
        )+
    };
}

ids!(
    AdjustmentId,
    AttachmentId,
    BatchId,
    ChangeRequestId,
    CommentId,
    ConflictId,
    EvidenceId,
    FrozenId,
    GrantId,
    MemberId,
    RegionCode,
    ReportId,
    SessionId,
    TaskId,
    UnitId,
    UserId,
);
