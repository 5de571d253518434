//! Files of data.

use crate::data;
use anyhow::{Context, Result, bail};
use jiheng_law::Law;
use jiheng_report::Submission;
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
        } else if is_data(&path) {
            files.push(path);
        }
    }
    Ok(files)
}

fn is_data(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|e| data::ENDINGS.contains(&e.as_str()))
}

/// The data of a file, or of an entry form that was filled in.
pub(crate) fn read(path: &Path, law: &Law) -> Result<Submission> {
    data::read(path, law)
}
