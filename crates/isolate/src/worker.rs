//! One child process.

use crate::frame;
use std::ffi::OsString;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Why a child gave no answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Silence {
    /// It took too long.
    Late,
    /// It ended; what it wrote to its standard error.
    Ended(String),
}

pub(crate) struct Worker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<Vec<u8>>,
    errors: Option<JoinHandle<String>>,
}

impl Worker {
    pub(crate) fn start(program: &Path, args: &[OsString]) -> io::Result<Self> {
        let mut child = Command::new(program)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let missing = || io::Error::other("no pipe to the child");
        let input = child.stdin.take().ok_or_else(missing)?;
        let mut output = child.stdout.take().ok_or_else(missing)?;
        let errors = child.stderr.take().ok_or_else(missing)?;
        let (send, answers) = mpsc::channel();
        thread::spawn(move || {
            while let Ok(Some(answer)) = frame::read(&mut output) {
                if send.send(answer).is_err() {
                    break;
                }
            }
        });
        let errors = thread::spawn(move || {
            const ENOUGH: u64 = 4096;
            let mut text = Vec::new();
            let _ = errors.take(ENOUGH).read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        Ok(Self { child, input, answers, errors: Some(errors) })
    }

    /// Hands a file over and waits for the answer. A child that gave none is not to be used again.
    pub(crate) fn ask(&mut self, bytes: &[u8], time: Duration) -> Result<Vec<u8>, Silence> {
        // A child that ended before this file breaks the pipe; the wait below tells why.
        let _ = frame::write(&mut self.input, bytes);
        match self.answers.recv_timeout(time) {
            Ok(answer) => Ok(answer),
            Err(RecvTimeoutError::Timeout) => Err(Silence::Late),
            Err(RecvTimeoutError::Disconnected) => {
                let errors = self.errors.take().and_then(|e| e.join().ok());
                Err(Silence::Ended(errors.unwrap_or_default()))
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
