//! The workflow of self-evaluation: who may do what, where a report stands, and what may not be lost.
//!
//! Pure: ids and the time come in as arguments, refusals go out as typed values with a text for the
//! user. No clock, no network, no database.

#[macro_use]
mod coded;

pub mod access;
pub mod assessment;
pub mod draft;
pub mod gate;
pub mod id;
pub mod log;
pub mod moment;
pub mod organisation;
pub mod refusal;
pub mod report;
pub mod sign;
pub mod task;
pub mod workflow;

pub use access::{Access, Permission, Subject};
pub use assessment::Assessment;
pub use id::{
    AdjustmentId, AttachmentId, BatchId, ChangeRequestId, CommentId, ConflictId, EvidenceId,
    FrozenId, GrantId, MemberId, ReportId, SessionId, TaskId, UnitId, UserId,
};
pub use log::Entity;
pub use moment::Moment;
pub use organisation::{Grant, Position, Region, RegionCode, Role, Scope, Unit, UnitKind, User};
pub use refusal::Refusal;
pub use report::{Report, ReportKind};
pub use task::{Progress, Task};
pub use workflow::{Action, State, StateKind, Step};
