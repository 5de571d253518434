//! From data to the official documents.
//!
//! A [`Submission`] holds the figures and the author's own words. [`settle`] scores it by its scheme
//! and says what is missing or contradicts itself, each with its path in the data. What is settled
//! goes through a text template into a [`Paper`], which the writers turn into files.

mod amount;
mod docx;
mod form;
mod paper;
mod settle;
mod submission;
mod template;
mod values;
mod xlsx;

pub use paper::{Block, Cell, Paper, Table, TableKind};
pub use settle::{Fault, Settled, scheme_of, settle};
pub use submission::{LastYear, Member, Problem, Submission, Words};
pub use template::{Template, TemplateError, TemplateKind};
pub use xlsx::{BookError, entry};
