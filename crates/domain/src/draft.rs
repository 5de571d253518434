//! The report being filled in is a set of fields, each with its version.

mod merge;
mod path;

pub use merge::{Edit, Field, Merged, merge};
pub use path::FieldPath;
