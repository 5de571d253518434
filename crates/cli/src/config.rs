//! The configuration file: what would otherwise be typed each time.

use anyhow::{Context, Result, bail};
use jiheng_base::Level;
use jiheng_check::Ignore;
use jiheng_law::{Law, SchemeSource};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// `jiheng.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    /// The scheme to score by.
    pub(crate) scheme: Option<String>,
    /// Findings below this level are left out.
    pub(crate) level: Option<Level>,
    /// Rules that are left out.
    pub(crate) ignore: Vec<IgnoreEntry>,
    /// Folders with packs of schemes, from the folder of the configuration.
    pub(crate) packs: Vec<PathBuf>,
    #[serde(skip)]
    folder: PathBuf,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IgnoreEntry {
    code: String,
    reason: String,
}

impl Config {
    /// Reads the file, or the defaults where none is named.
    pub(crate) fn load(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else { return Ok(Self::default()) };
        let text =
            fs::read_to_string(path).with_context(|| format!("无法读取配置 {}", path.display()))?;
        let mut config: Self = toml::from_str(&text).map_err(|e| {
            let line =
                e.span().map_or(0, |s| text[..s.start.min(text.len())].matches('\n').count() + 1);
            anyhow::anyhow!("{} 第 {line} 行：{}", path.display(), e.message())
        })?;
        config.folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        Ok(config)
    }

    /// The built-in law with the packs of the configuration.
    pub(crate) fn law(&self) -> Result<Law> {
        let mut law = Law::builtin()?;
        for folder in &self.packs {
            add_packs(&mut law, &self.folder.join(folder))?;
        }
        Ok(law)
    }

    /// Rules to leave out, from the file and from the command line.
    pub(crate) fn ignored(&self, codes: &[String], reasons: &[String]) -> Result<Vec<Ignore>> {
        if codes.len() != reasons.len() {
            bail!("--ignore 有 {} 个，--reason 有 {} 个，应一一对应", codes.len(), reasons.len());
        }
        let typed = codes.iter().zip(reasons).map(|(code, reason)| (code.clone(), reason.clone()));
        let filed = self.ignore.iter().map(|i| (i.code.clone(), i.reason.clone()));
        filed
            .chain(typed)
            .map(|(code, reason)| {
                if jiheng_rules::rule(&code).is_none() {
                    bail!("没有编号为 {code} 的规则；用 jiheng rules 查看全部规则");
                }
                if reason.trim().is_empty() {
                    bail!("忽略规则 {code} 须写明理由");
                }
                Ok(Ignore { code, reason })
            })
            .collect()
    }
}

/// Adds every pack of a folder, in the order of their names.
fn add_packs(law: &mut Law, folder: &Path) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("无法读取方案文件夹 {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "toml"));
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file)
            .with_context(|| format!("无法读取方案 {}", file.display()))?;
        let name = file.display().to_string();
        law.add_schemes(&[SchemeSource { file: &name, text: &text }])?;
    }
    Ok(())
}
