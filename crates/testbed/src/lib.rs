//! What tests need of the world outside: a PostgreSQL server and a disk of their own.

#![allow(clippy::unwrap_used, clippy::panic)]

mod account;
mod again;
mod disk;
mod server;

pub use again::{fresh_database, run_again};
pub use disk::SmallDisk;
pub use server::Server;
