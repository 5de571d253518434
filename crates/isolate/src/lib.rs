//! Reading strangers' files in a child process with limits on time and memory.
//!
//! A damaged or hostile file can keep a reader busy for ever or make it take all memory. [`Reader`]
//! hands the bytes to a child process that runs [`serve`]; a file that passes the limits ends the
//! child, is refused by name, and the next file gets a fresh child. A child that behaves is used
//! again, so that a batch does not pay for a process a file.

mod frame;
mod reader;
mod serve;
mod worker;

pub use reader::{Failure, Limits, Reader};
pub use serve::serve;
