//! Why a data file is refused.

use thiserror::Error;

/// A data file that cannot be used, with where and why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file} 第 {line} 行：{reason}")]
pub struct LawError {
    /// Path of the file from the root of its pack.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl LawError {
    /// An error of a TOML file, with the line that its span starts on.
    pub(crate) fn from_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        Self::at(file, text, at, error.message().to_owned())
    }

    /// An error at a byte of a file.
    pub(crate) fn at(file: &str, text: &str, byte: usize, reason: String) -> Self {
        let line =
            text.as_bytes()[..byte.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1;
        Self { file: file.into(), line, reason }
    }
}
