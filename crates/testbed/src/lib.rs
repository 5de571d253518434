//! What tests need of the world outside: a PostgreSQL server of their own.

#![allow(clippy::unwrap_used, clippy::panic)]

mod account;
mod again;
mod server;

pub use again::{fresh_database, run_again};
pub use server::Server;
