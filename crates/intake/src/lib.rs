//! From what a unit has filled in, or handed in last year, to data.
//!
//! [`read_form`] reads an entry form strictly, cell by cell; [`read_report`] takes what the reader of
//! `check` finds in any report or score table.

mod fault;
mod form;
mod report;
mod sheet;

pub use fault::{CellFault, Refusal};
pub use form::{is_form, read_form};
pub use report::read_report;
