//! What is known of the Chinese language: words with their frequencies, the division of text into
//! words, sounds, look-alikes, variant glyphs.
//!
//! All tables are made by the build script from the data of packages and lie in the binary ready
//! to be read.

pub mod classes;
pub mod confusable;
pub mod dictionary;
mod prose;
mod segment;
mod trie;
pub mod variant;

pub use prose::{Prose, Run};
pub use segment::split;
