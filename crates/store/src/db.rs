//! The way to the database.

mod change;
mod open;
mod reader;
mod row;
mod transaction;
mod value;

pub use change::Actor;
pub(crate) use change::Change;
pub use open::{Location, Store};
pub use reader::Reader;
pub(crate) use row::Row;
pub use transaction::Transaction;
pub(crate) use transaction::{fresh, fresh_text};
pub(crate) use value::{Value, args};

/// A thing with the version that a change of it must name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The thing.
    pub value: T,
    /// Counts its changes.
    pub version: i64,
}
