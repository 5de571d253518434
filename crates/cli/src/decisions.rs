//! The file of decisions.

use anyhow::{Context, Result, anyhow};
use jiheng_check::Decisions;
use std::fs;
use std::path::Path;

/// Reads the file.
///
/// # Errors
/// When it cannot be read or is no file of decisions.
pub(crate) fn load(path: &Path) -> Result<Decisions> {
    let text =
        fs::read_to_string(path).with_context(|| format!("无法读取决定文件 {}", path.display()))?;
    Decisions::parse(&text).map_err(|e| anyhow!("决定文件 {} 有误：{e}", path.display()))
}
