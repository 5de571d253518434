//! What the pages of a report have in common, each with the lines of one list.

pub(crate) mod action;
pub(crate) mod approval;
pub(crate) mod comment;
pub(crate) mod evidence;
pub(crate) mod finding;
pub(crate) mod history;
mod names;
mod opened;

pub(crate) use names::Names;
pub(crate) use opened::Opened;
