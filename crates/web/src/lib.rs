//! The pages: self-evaluation in the browser.

pub mod form;
