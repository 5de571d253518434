//! Finding and reading the files to check.

use anyhow::{Context, Result, anyhow, bail};
use jiheng_document::Document;
use jiheng_isolate::Reader;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Endings of files that a folder is searched for.
const ENDINGS: &[&str] =
    &["txt", "docx", "doc", "wps", "odt", "rtf", "pdf", "xlsx", "xls", "et", "html", "htm"];

/// The files that the paths name: files as they are, folders with all that is in them.
///
/// # Errors
/// When a path does not exist or a folder cannot be read.
pub(crate) fn collect(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" || path.is_file() {
            files.push(path.clone());
        } else if path.is_dir() {
            let found = walk(path)?;
            if found.is_empty() {
                bail!("文件夹 {} 里没有可以核对的文件（{}）", path.display(), ENDINGS.join("、"));
            }
            files.extend(found);
        } else {
            // Whether it is missing or may not be looked at, the system says why.
            fs::metadata(path).map_err(|e| anyhow!("{}：{}", path.display(), reason(&e)))?;
            bail!("{} 不是文件也不是文件夹", path.display());
        }
    }
    Ok(files)
}

fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("无法读取文件夹 {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(walk(&path)?);
        } else if is_document(&path) {
            files.push(path);
        }
    }
    Ok(files)
}

/// By its ending; files that a word processor holds open (~$…) are none.
fn is_document(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .and_then(|n| n.to_str())
        .is_none_or(|n| n.starts_with("~$") || n.starts_with('.'));
    let ending = path.extension().and_then(|e| e.to_str()).map(str::to_lowercase);
    !hidden && ending.is_some_and(|e| ENDINGS.contains(&e.as_str()))
}

/// The bytes of a file, or of the standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("无法读取标准输入")?;
        return Ok(bytes);
    }
    let length = fs::metadata(path).map(|m| m.len()).unwrap_or(0);
    if length > jiheng_document::MAX_FILE_BYTES as u64 {
        bail!("文件过大：{length} 字节，上限 {} 字节", jiheng_document::MAX_FILE_BYTES);
    }
    fs::read(path).map_err(|e| anyhow!("{}", reason(&e)))
}

/// The document in the bytes of a file, read by a child process where there is a reader for that.
pub(crate) fn document(bytes: &[u8], reader: Option<&Reader>) -> Result<Document> {
    Ok(match reader {
        Some(reader) => reader.read(bytes)?,
        None => jiheng_document::read(bytes)?,
    })
}

/// Why the system refuses, in Chinese.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "文件不存在".into(),
        std::io::ErrorKind::PermissionDenied => "没有读取权限".into(),
        _ => format!("无法读取（{error}）"),
    }
}

/// The name that a file goes by in messages.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { "标准输入".into() } else { path.display().to_string() }
}
