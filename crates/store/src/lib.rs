//! The system's data in SQLite or PostgreSQL.
//!
//! Whoever reads takes a [`Reader`]; whoever writes opens a [`Transaction`] in the name of an
//! [`Actor`], and each write carries the entry that goes into the log with it. There is no other
//! way to the database.

mod db;
mod error;
mod files;

mod accounts;
mod adjustments;
mod attachments;
mod batches;
mod board;
mod change_requests;
mod comments;
mod desk;
mod evidence;
mod experts;
mod fields;
mod frozen;
mod grants;
mod group;
mod imports;
mod log;
mod reach;
mod reasons;
mod regions;
mod reports;
mod sessions;
mod spread;
mod steps;
mod tasks;
mod units;

pub use accounts::Credential;
pub use adjustments::Adjustment;
pub use attachments::{Attachment, StoredContent};
pub use batches::{Batch, BatchFile};
pub use board::BoardRow;
pub use change_requests::Founder;
pub use comments::Comment;
pub(crate) use db::Change;
pub use db::{Actor, Location, Reader, Store, Transaction, Versioned};
pub use desk::{ListPage, ListQuery, ListedReport, Order};
pub use error::StoreError;
pub use evidence::Evidence;
pub use experts::{Assignment, ExpertOpinion};
pub use fields::{FieldChange, FieldConflict, FieldVersion};
pub use frozen::{Frozen, ToFreeze};
pub use grants::HeldGrant;
pub use imports::FormerReport;
pub use log::{LogEntry, LogQuery};
pub use reasons::ErrorReason;
pub use sessions::Session;
pub use spread::{POINT_BANDS, RISK_BANDS, Spread};
pub use steps::{PastStep, Seen};
pub use tasks::Reminder;
