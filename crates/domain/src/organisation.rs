//! Regions, units, people and the roles that they hold.

mod place;
mod request;
mod role;
mod scope;
mod separation;
mod unit;
mod user;

pub use place::{Position, Supervision};
pub use request::{ChangeRequest, Concerned, Decision, Proposal};
pub use role::Role;
pub use scope::{Grant, Scope};
pub use separation::may_hold;
pub use unit::{Region, RegionCode, Unit, UnitKind};
pub use user::User;
