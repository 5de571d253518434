//! The score that a scheme gives, with a trace that a clerk can follow.
//!
//! Pure: an [`Evaluation`], a [`Scheme`] and the base of the execution rate go in, a [`ScoreSheet`]
//! comes out. What cannot be calculated keeps the points claimed and says why.
//!
//! [`Evaluation`]: jiheng_base::evaluation::Evaluation
//! [`Scheme`]: jiheng_law::Scheme

mod choose;
mod execution;
mod indicator;
mod sheet;

pub use choose::{Choice, choose};
pub use execution::{BaseRow, Execution, bases};
pub use indicator::{Given, Unable, points};
pub use sheet::{Line, LineKind, Outcome, ScoreSheet, Step, score};
