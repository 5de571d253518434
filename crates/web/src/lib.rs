//! The pages: self-evaluation in the browser.
//!
//! [`routes`] lists every page with who may see it; each page has a file under `pages`, the report
//! as fields is in [`form`], and what the fields make in [`engine`].

mod app;
mod assets;
pub mod engine;
pub mod form;
mod http;
mod pages;
mod presence;
mod routes;
mod security;
mod server;

pub use app::App;
pub use routes::router;
pub use security::password::{hash as hash_password, initial as initial_password};
pub use server::{Options, ServeError, serve};
