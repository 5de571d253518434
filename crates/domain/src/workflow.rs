//! Where a report stands, and the one table of the ways from there.

mod action;
mod page;
mod state;
mod step;
mod table;

pub use action::Action;
pub use page::page;
pub use state::{State, StateKind, Step};
pub use step::{Attempt, Context, Participant, open_actions, step};
pub use table::{Condition, Need, TRANSITIONS, Transition, waiting_for};
