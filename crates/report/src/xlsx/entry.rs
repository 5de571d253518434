//! The form that a clerk fills in: empty, or with what is known already.
//!
//! Heads are locked without a password, inputs hold no formula; what a scheme lays down (first level,
//! weights, categories) is filled in, and each head tells in a note what to write, and by which article.

mod form;
mod help;
mod indicator_rows;
pub mod layout;
mod main_sheet;
mod rows;
mod side_sheets;
mod validation;

pub use form::EntryForm;
