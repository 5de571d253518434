//! One file a page.

pub(crate) mod batch;
pub(crate) mod changes;
pub(crate) mod desk;
pub(crate) mod desk_list;
pub(crate) mod documents;
pub(crate) mod evidence;
pub(crate) mod fields;
pub(crate) mod fill;
pub(crate) mod first_run;
pub(crate) mod frame;
pub(crate) mod home;
pub(crate) mod import;
mod listing;
pub(crate) mod loaded;
pub(crate) mod log;
pub(crate) mod organisation;
pub(crate) mod paper;
pub(crate) mod people;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod review;
pub(crate) mod shown;
pub(crate) mod sign_in;
pub(crate) mod step;
pub(crate) mod task;
pub(crate) mod task_changes;
pub(crate) mod tasks;
