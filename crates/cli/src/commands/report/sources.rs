//! Files of data.

use crate::input;
use anyhow::{Context, Result, anyhow, bail};
use jiheng_report::{DataFormat, Submission};
use std::fs;
use std::path::{Path, PathBuf};

/// The files that the paths name: files as they are, folders with all data that is in them.
pub(crate) fn collect(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let found = walk(path)?;
            if found.is_empty() {
                bail!("文件夹 {} 里没有评价数据（toml、json）", path.display());
            }
            files.extend(found);
        } else {
            files.push(path.clone());
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
        } else if format_of(&path).is_some() {
            files.push(path);
        }
    }
    Ok(files)
}

fn format_of(path: &Path) -> Option<DataFormat> {
    DataFormat::of_ending(path.extension()?.to_str()?)
}

/// The data of a file.
pub(crate) fn read(path: &Path) -> Result<Submission> {
    let bytes = input::read(path)?;
    let format = format_of(path).ok_or_else(|| anyhow!("评价数据应是 .toml 或 .json 文件"))?;
    let text = String::from_utf8(bytes).map_err(|_| anyhow!("不是 UTF-8 编码，请另存为 UTF-8"))?;
    Submission::parse(&text, format).map_err(|fault| anyhow!("{fault}"))
}
