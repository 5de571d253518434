//! The docx of every sample, from its text.

use crate::docx;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The folder of the samples.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// Writes what has changed.
pub(crate) fn write() -> Result<()> {
    for sample in stale()? {
        std::fs::write(&sample.path, &sample.bytes)
            .with_context(|| format!("写不进 {}", sample.path.display()))?;
        println!("已生成 {}", name(&sample.path));
    }
    Ok(())
}

/// Fails when a docx does not follow from its text.
pub(crate) fn check() -> Result<()> {
    let stale = stale()?;
    for sample in &stale {
        eprintln!("与 report.txt 不一致：{}", name(&sample.path));
    }
    if !stale.is_empty() {
        bail!("请运行 cargo xtask samples");
    }
    Ok(())
}

/// The path from the folder of the samples on.
fn name(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(folder()).unwrap_or(path).display()
}

/// The texts of the samples.
pub(crate) fn sources() -> Result<Vec<PathBuf>> {
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(folder())? {
        sources.push(entry?.path().join("report.txt"));
    }
    sources.retain(|source| source.is_file());
    sources.sort();
    Ok(sources)
}

struct Sample {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// The samples whose docx is missing or old.
fn stale() -> Result<Vec<Sample>> {
    let mut stale = Vec::new();
    for source in sources()? {
        let text = std::fs::read_to_string(&source)
            .with_context(|| format!("读不了 {}", source.display()))?;
        let sample = Sample { path: source.with_extension("docx"), bytes: docx::write(&text)? };
        if std::fs::read(&sample.path).ok().as_ref() != Some(&sample.bytes) {
            stale.push(sample);
        }
    }
    Ok(stale)
}
