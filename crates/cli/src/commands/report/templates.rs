//! The bureau's own templates, and those that come with the program.

use crate::CLEAN;
use crate::say::say_line;
use anyhow::{Context, Result, anyhow, bail};
use jiheng_report::{Builtin, Template, TemplateKind};
use std::fs;
use std::path::Path;

/// How the templates are written.
const HELP_FILE: &str = "说明.md";

/// The template of the summary report.
pub(crate) const SUMMARY_FILE: &str = "汇总报告.txt";

/// Texts of the bureau's own templates.
pub(crate) struct Templates {
    own: Vec<(TemplateKind, String, String)>,
}

impl Templates {
    /// Reads what a folder has; every template is tried, so that a broken one is told at once.
    pub(crate) fn load(folder: Option<&Path>) -> Result<Self> {
        let mut own = Vec::new();
        let Some(folder) = folder else { return Ok(Self { own }) };
        if !folder.is_dir() {
            bail!("没有模板文件夹 {}", folder.display());
        }
        for kind in TemplateKind::ALL {
            let file = folder.join(kind.file_name());
            if !file.exists() {
                continue;
            }
            let text = read(&file)?;
            Template::parse(&text).map_err(|e| anyhow!("{}：{e}", file.display()))?;
            own.push((kind, text, file.display().to_string()));
        }
        if own.is_empty() {
            let names = TemplateKind::ALL.map(TemplateKind::file_name).join("、");
            bail!("文件夹 {} 里没有模板（{names}）", folder.display());
        }
        Ok(Self { own })
    }

    /// The template of a document, and the name that it goes by.
    pub(crate) fn of(&self, scheme: &str, kind: TemplateKind) -> Result<(Template<'_>, String)> {
        match self.own.iter().find(|(of, ..)| *of == kind) {
            Some((_, text, name)) => {
                let template = Template::parse(text).map_err(|e| anyhow!("{name}：{e}"))?;
                Ok((template, name.clone()))
            }
            None => {
                let name = format!("自带模板“{}”", kind.file_name());
                let template =
                    Template::builtin(scheme, kind).map_err(|e| anyhow!("{name}：{e}"))?;
                Ok((template, name))
            }
        }
    }
}

/// The text of a template file.
pub(crate) fn read(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("无法读取模板 {}", file.display()))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| anyhow!("{}：不是 UTF-8 编码，请另存为 UTF-8", file.display()))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Writes the templates that come with the program, a folder a set.
pub(crate) fn write_builtin(folder: &Path, force: bool) -> Result<u8> {
    let files = Builtin::ALL.iter().map(|b| (folder.join(b.set).join(b.kind.file_name()), b.text));
    let help = (folder.join(HELP_FILE), Builtin::HELP);
    let summary = (folder.join("汇总").join(SUMMARY_FILE), jiheng_report::summary::TEMPLATE);
    let files: Vec<_> = files.chain([summary, help]).collect();
    super::refuse_present(files.iter().map(|(path, _)| path), force)?;
    for (path, text) in files {
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .with_context(|| format!("无法建立文件夹 {}", parent.display()))?;
        crate::output::write(&path, text.as_bytes())?;
        say_line!("已写 {}", path.display());
    }
    Ok(CLEAN)
}
