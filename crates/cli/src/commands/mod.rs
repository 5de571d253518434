//! One file a command.

pub(crate) mod check;
pub(crate) mod decide;
pub(crate) mod explain;
pub(crate) mod read_worker;
pub(crate) mod report;
pub(crate) mod rules;
pub(crate) mod schemes;
pub(crate) mod score;
pub(crate) mod summary;
