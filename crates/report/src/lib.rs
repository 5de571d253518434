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
mod spending;
mod submission;
pub mod summary;
mod template;
mod values;
mod xlsx;

pub use paper::{Bar, Block, Cell, Chart, Paper, Seal, Table, TableKind};
pub use settle::{Fault, Settled, draft, scheme_of, settle};
pub use submission::{LastYear, Member, Problem, Submission, Words};
pub use template::{
    Builtin, GAP_CLOSES, GAP_OPENS, Piece, Run, Template, TemplateError, TemplateKind,
};
pub use xlsx::{BookError, entry};
