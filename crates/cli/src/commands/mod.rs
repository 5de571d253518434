//! One file a command.

pub(crate) mod check;
pub(crate) mod decide;
#[cfg(feature = "serve")]
pub(crate) mod demo;
pub(crate) mod exchange;
pub(crate) mod explain;
pub(crate) mod import;
pub(crate) mod read_worker;
pub(crate) mod report;
pub(crate) mod rules;
pub(crate) mod schema;
pub(crate) mod schemes;
pub(crate) mod score;
#[cfg(feature = "serve")]
pub(crate) mod serve;
pub(crate) mod summary;
pub(crate) mod template;
