//! Files that are whole or not there.

use anyhow::{Result, bail};
use std::fs;
use std::path::Path;

/// Writes a file: under another name first, so that a fault leaves no half of it.
///
/// # Errors
/// When the folder is missing or may not be written to.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".part");
    let written = fs::write(&partial, bytes).and_then(|()| fs::rename(&partial, path));
    if let Err(error) = written {
        let _ = fs::remove_file(&partial);
        bail!("无法写入 {}：{}", path.display(), reason(&error));
    }
    Ok(())
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "文件夹不存在".into(),
        std::io::ErrorKind::PermissionDenied => "没有写入权限".into(),
        _ => error.to_string(),
    }
}

/// Refuses an output of another kind than `endings`, one that would overwrite an input, and one
/// that can be seen beforehand not to be writable.
///
/// # Errors
/// When it is any of these.
pub(crate) fn refuse_unfit(
    option: &str,
    out: &Path,
    endings: &[&str],
    inputs: &[impl AsRef<Path>],
) -> Result<()> {
    let ending = out.extension().and_then(|e| e.to_str()).unwrap_or("").to_lowercase();
    if !endings.contains(&ending.as_str()) {
        bail!("{option} 的文件名应以 .{} 结尾：{}", endings.join("、."), out.display());
    }
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) {
        bail!("无法写入 {}：文件夹不存在", out.display());
    }
    if out.is_dir() {
        bail!("无法写入 {}：这是一个文件夹", out.display());
    }
    let Ok(same) = out.canonicalize() else { return Ok(()) };
    if inputs.iter().any(|i| i.as_ref().canonicalize().is_ok_and(|i| i == same)) {
        bail!("{option} 不能写到输入文件上：{}", out.display());
    }
    Ok(())
}
