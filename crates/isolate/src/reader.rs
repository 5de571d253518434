//! The side of the caller.

use crate::serve::Answer;
use crate::worker::{Silence, Worker};
use jiheng_document::Document;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use thiserror::Error;

/// What a file may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Time from handing it over to the answer.
    pub time: Duration,
    /// Memory of the process, in bytes.
    pub memory: u64,
}

impl Default for Limits {
    /// Ten seconds and one gibibyte: a hundred times what a long report takes.
    fn default() -> Self {
        Self { time: Duration::from_secs(10), memory: 1 << 30 }
    }
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Failure {
    /// The reader refused it.
    #[error("{0}")]
    Refused(String),
    /// It took longer than it may.
    #[error("读取超过 {} 秒，已停止；文件可能损坏或被恶意构造", .0.as_secs())]
    Late(Duration),
    /// It took more memory than it may.
    #[error("读取时占用内存超过 {} MB，已停止；文件可能损坏或被恶意构造", .0 >> 20)]
    Large(u64),
    /// The child ended without an answer; a fault of ours.
    #[error("读取程序异常退出，请把文件交给开发者")]
    Crashed,
    /// There is no child to be had.
    #[error("无法启动读取程序：{0}")]
    NoChild(String),
}

/// Reads files in child processes; may be shared between threads, each of which gets its own child.
pub struct Reader {
    program: PathBuf,
    args: Vec<OsString>,
    limits: Limits,
    idle: Mutex<Vec<Worker>>,
}

impl Reader {
    /// A reader whose children run `program` with `args` and the memory of `limits` in bytes as the
    /// last argument; they must call [`crate::serve`] with it.
    #[must_use]
    pub fn new(program: PathBuf, mut args: Vec<OsString>, limits: Limits) -> Self {
        args.push(limits.memory.to_string().into());
        Self { program, args, limits, idle: Mutex::new(Vec::new()) }
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// [`Failure`] when the file cannot be read or passes a limit.
    pub fn read(&self, bytes: &[u8]) -> Result<Document, Failure> {
        let mut worker = match self.take() {
            Some(worker) => worker,
            None => Worker::start(&self.program, &self.args)
                .map_err(|e| Failure::NoChild(e.to_string()))?,
        };
        let answer =
            worker.ask(bytes, self.limits.time).map_err(|silence| self.failure(silence))?;
        self.give_back(worker);
        let answer: Answer = postcard::from_bytes(&answer).map_err(|_| Failure::Crashed)?;
        answer.map_err(Failure::Refused)
    }

    fn failure(&self, silence: Silence) -> Failure {
        match silence {
            Silence::Late => Failure::Late(self.limits.time),
            Silence::Ended(errors) if errors.contains("memory allocation") => {
                Failure::Large(self.limits.memory)
            }
            Silence::Ended(_) => Failure::Crashed,
        }
    }

    fn take(&self) -> Option<Worker> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn give_back(&self, worker: Worker) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn reader(program: &str, time: Duration) -> Reader {
        // The shell takes what follows for its own arguments, not for those of the program.
        let args = ["-c", program].map(OsString::from).to_vec();
        Reader::new("sh".into(), args, Limits { time, ..Limits::default() })
    }

    #[test]
    fn a_child_that_is_late_is_told() {
        // It echoes what it is given, but not in no time.
        let failure = reader("cat", Duration::ZERO).read(b"x").unwrap_err();
        assert_eq!(failure, Failure::Late(Duration::ZERO));
    }

    #[test]
    fn a_child_that_ends_or_talks_nonsense_is_told() {
        let enough = Duration::from_secs(10);
        assert_eq!(reader("false", enough).read(b"x"), Err(Failure::Crashed));
        assert_eq!(reader("cat", enough).read(b"\xFF"), Err(Failure::Crashed));
        let none = Reader::new("/no/such/program".into(), Vec::new(), Limits::default());
        assert!(matches!(none.read(b"x"), Err(Failure::NoChild(_))));
    }
}
