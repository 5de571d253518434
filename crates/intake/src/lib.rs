//! From what a unit has filled in, or handed in last year, to data.
//!
//! [`read_form`] reads an entry form strictly, cell by cell; [`read_report`] takes what the reader of
//! `check` finds in any report or score table.

mod carry;
mod data;
mod fault;
mod form;
mod report;
mod schema;
mod sheet;

pub use carry::{Carried, carry_over, questions};
pub use data::{DataError, Notation, read_data, write_data};
pub use fault::{CellFault, Refusal};
pub use form::{is_form, read_form};
pub use report::read_report;
pub use schema::{schema, schema_text, told, words};
