//! Text templates that a bureau can edit: a line a paragraph, values by their Chinese names.
//!
//! `# ` opens the title, `#- ` a line below it, `## ` to `##### ` headings of level one to four,
//! `[[表：绩效自评表]]` stands for a table, `[[附件：…]]` for an attachment, `[[落款]]` for unit and
//! day. Everything else is a paragraph. `{{ 缺("年度目标") }}` marks what is to be filled in.

use crate::paper::{Block, Paper, Table};
use crate::{Settled, values};
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use thiserror::Error;

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateKind {
    /// The full report.
    Full,
    /// 缩略版
    Abridged,
}

/// Why a template cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("模板第 {line} 行：{reason}")]
pub struct TemplateError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

/// A template.
pub struct Template<'a> {
    environment: Environment<'a>,
}

const NAME: &str = "模板";
pub(crate) const GAP_OPENS: &str = "【待补：";
pub(crate) const GAP_CLOSES: char = '】';

impl<'a> Template<'a> {
    /// The built-in template of a scheme.
    ///
    /// # Errors
    /// When it is broken; a test holds that none is.
    pub fn builtin(scheme: &str, kind: TemplateKind) -> Result<Self, TemplateError> {
        let is_hubei = scheme.starts_with("hubei");
        Self::parse(match (is_hubei, kind) {
            (true, TemplateKind::Full) => include_str!("../templates/hubei_full.txt"),
            (true, TemplateKind::Abridged) => include_str!("../templates/hubei_abridged.txt"),
            (false, TemplateKind::Full) => include_str!("../templates/national_full.txt"),
            (false, TemplateKind::Abridged) => include_str!("../templates/national_abridged.txt"),
        })
    }

    /// A template from its text.
    ///
    /// # Errors
    /// [`TemplateError`] with the line where it cannot be understood.
    pub fn parse(text: &'a str) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.add_function("缺", |what: String| format!("{GAP_OPENS}{what}{GAP_CLOSES}"));
        environment.add_template(NAME, text).map_err(|e| error(&e))?;
        Ok(Self { environment })
    }

    /// The document that the template makes of a settled submission.
    ///
    /// # Errors
    /// [`TemplateError`] where the template asks for a value or table that there is not.
    pub fn paper(&self, settled: &Settled) -> Result<Paper, TemplateError> {
        let template = self.environment.get_template(NAME).map_err(|e| error(&e))?;
        let text = template.render(Serde(values::of(settled))).map_err(|e| error(&e))?;
        let mut paper = Paper::default();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            paper.gaps.extend(gaps(line));
            let block = block(line, settled)
                .ok_or_else(|| TemplateError {
                    line: number, reason: format!("不认识 {line}")
                })?;
            paper.blocks.push(block);
        }
        Ok(paper)
    }
}

fn error(error: &minijinja::Error) -> TemplateError {
    TemplateError { line: error.line().unwrap_or(0), reason: error.to_string() }
}

/// What a line stands for; nothing where it names a part that there is not.
fn block(line: &str, settled: &Settled) -> Option<Block> {
    if let Some(part) = line.strip_prefix("[[").and_then(|l| l.strip_suffix("]]")) {
        return match part.split_once('：').unwrap_or((part, "")) {
            ("表", name) => Table::named(name, settled).map(Block::Table),
            ("附件", name) => Some(Block::Attachment(name.to_owned())),
            ("落款", _) => {
                let submission = &settled.submission;
                let unit = submission.evaluation.unit.as_ref()?.value.clone();
                let day = submission.words.signed_on.clone().unwrap_or_default();
                Some(Block::Signature { unit, day })
            }
            _ => None,
        };
    }
    if let Some(text) = line.strip_prefix("# ") {
        return Some(Block::Title(text.to_owned()));
    }
    if let Some(text) = line.strip_prefix("#- ") {
        return Some(Block::Subtitle(text.to_owned()));
    }
    let level = (1..=4).find_map(|level| {
        let mark = "#".repeat(usize::from(level) + 1) + " ";
        Some((level, line.strip_prefix(&mark)?))
    });
    Some(match level {
        Some((level, text)) => Block::Heading { level, text: text.to_owned() },
        None => Block::Paragraph(line.to_owned()),
    })
}

fn gaps(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split(GAP_OPENS).skip(1).filter_map(|rest| Some(rest.split_once(GAP_CLOSES)?.0.to_owned()))
}
