//! Between requests and pages: errors in plain words, forms, files.

mod problem;
mod reply;
mod typed;

pub(crate) use problem::{Problem, show};
pub(crate) use reply::{Form, Page, attachment, back_to, upload};
pub(crate) use typed::Typed;
