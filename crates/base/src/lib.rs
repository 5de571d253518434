//! The ground floor: places in a document, exact numbers with their units, findings,
//! and the typed evaluation that every other room reads or writes.
//!
//! Nothing here touches a file, a clock or the network.

pub mod evaluation;
pub mod exact;
pub mod finding;
pub mod formula;
mod han;
pub mod place;
pub mod quantity;
pub mod slip;
pub mod unit;
mod words;

pub use exact::{Decimal, round_half_up};
pub use finding::{Finding, Level, Role, Use};
pub use han::is_han;
pub use place::{NodeId, Place};
pub use quantity::{Bound, Quantity};
pub use unit::{Dimension, MoneyUnit, Unit};
pub use words::Words;
