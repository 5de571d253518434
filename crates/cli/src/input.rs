//! Finding and reading the files to check.

mod batch;

pub(crate) use batch::{collect, in_folders};

use anyhow::{Context, Result, anyhow, bail};
use jiheng_document::Document;
use jiheng_isolate::Reader;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A report to be checked: a file, what was piped in, or a file in a zip.
pub(crate) struct Input {
    /// What it goes by in messages and outputs.
    pub(crate) name: String,
    /// The file that it is or lies in.
    pub(crate) path: PathBuf,
    /// Its bytes, or why there are none, where they are known already.
    held: Option<Result<Vec<u8>, String>>,
}

impl Input {
    /// A file, to be read when its turn comes.
    pub(crate) fn file(path: PathBuf) -> Self {
        Self { name: name(&path), path, held: None }
    }

    /// When the file was last written and how long it is: another stamp, another content.
    pub(crate) fn stamp(&self) -> Option<(SystemTime, u64)> {
        let metadata = fs::metadata(&self.path).ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    }

    /// Its bytes; to be asked once.
    ///
    /// # Errors
    /// When the file is too large or may not be read.
    pub(crate) fn bytes(self) -> Result<Vec<u8>> {
        match self.held {
            Some(held) => held.map_err(|problem| anyhow!("{problem}")),
            None => read(&self.path),
        }
    }
}

/// The one report that a path names.
///
/// # Errors
/// When there is none, or more than one.
pub(crate) fn single(path: &Path) -> Result<Input> {
    let inputs = collect(&[path.to_owned()])?;
    let found = inputs.len();
    match <[Input; 1]>::try_from(inputs) {
        Ok([input]) => Ok(input),
        Err(_) => bail!("{}：一次只能指定一份文件，现有 {found} 份", name(path)),
    }
}

/// The bytes of a file, or of the standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    if is_standard_input(path) {
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

fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
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
    if is_standard_input(path) { "标准输入".into() } else { path.display().to_string() }
}
