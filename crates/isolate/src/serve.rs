//! The side of the child.

use crate::frame;
use jiheng_document::Document;
use std::io;

/// What the child answers: the document, or why it cannot be read.
pub(crate) type Answer = Result<Document, String>;

/// Reads files from the standard input and writes documents to the standard output until the input
/// ends. `memory` is the most that the process may take, in bytes.
///
/// # Errors
/// When a pipe breaks or the limit cannot be set.
pub fn serve(memory: u64) -> io::Result<()> {
    limit_memory(memory)?;
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some(bytes) = frame::read(&mut input)? {
        let answer: Answer = jiheng_document::read(&bytes).map_err(|e| e.to_string());
        let answer = postcard::to_stdvec(&answer).map_err(io::Error::other)?;
        frame::write(&mut output, &answer)?;
    }
    Ok(())
}

#[cfg(unix)]
fn limit_memory(bytes: u64) -> io::Result<()> {
    rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes)
}

/// Where the system has no such limit, the one on time has to do.
#[cfg(not(unix))]
fn limit_memory(_: u64) -> io::Result<()> {
    Ok(())
}
