//! Files that are generated and never edited.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// A file and what it should hold.
pub(crate) struct Generated {
    /// Path from the root of the repository.
    pub(crate) path: &'static str,
    /// Its content.
    pub(crate) text: String,
}

/// What to do with a file that differs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write it.
    Write,
    /// Say so and fail.
    Check,
}

/// Writes the files, or checks that they are as they should be.
pub(crate) fn settle(files: &[Generated], mode: Mode) -> Result<()> {
    let mut stale = Vec::new();
    for file in files {
        let path = root().join(file.path);
        if fs::read_to_string(&path).is_ok_and(|text| text == file.text) {
            continue;
        }
        match mode {
            Mode::Check => stale.push(file.path),
            Mode::Write => {
                fs::write(&path, &file.text).with_context(|| format!("无法写入 {}", file.path))?;
                println!("已更新 {}", file.path);
            }
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    bail!("与数据不一致：{}；请运行 cargo xtask generate", stale.join("、"))
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
