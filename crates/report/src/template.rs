//! Text templates that a bureau can edit: a line a paragraph, values by their Chinese names.
//!
//! `# ` opens the title, `#- ` a line below it, `## ` to `##### ` headings of level one to four,
//! `[[表：绩效自评表]]` stands for a table, `[[图：得分]]` for a chart, `[[附件：…]]` for an
//! attachment, `[[落款]]` for unit and day. Everything else is a paragraph. `{{ 缺("年度目标") }}`
//! marks what is to be filled in.

mod builtin;
mod lines;
mod outline;
mod parts;

pub use builtin::Builtin;
pub use outline::{Piece, Run};

use crate::paper::{Block, Paper};
use crate::{Settled, values};
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, UndefinedBehavior};
use serde_json::Value;
use thiserror::Error;

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateKind {
    /// The full report.
    Full,
    /// 缩略版
    Abridged,
    /// 绩效自评表
    ScoreTable,
}

impl TemplateKind {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Full, Self::Abridged, Self::ScoreTable];

    /// The name of a file with such a template.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Full => "报告.txt",
            Self::Abridged => "缩略版.txt",
            Self::ScoreTable => "自评表.txt",
        }
    }
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
/// What is to be filled in stands between these.
pub const GAP_OPENS: &str = "【待补：";
/// Ends what is to be filled in.
pub const GAP_CLOSES: char = '】';
/// Stands for a value that is not known yet.
const UNKNOWN: &str = "〔未填〕";

impl<'a> Template<'a> {
    /// The built-in template of a scheme.
    ///
    /// # Errors
    /// When it is broken; a test holds that none is.
    pub fn builtin(scheme: &str, kind: TemplateKind) -> Result<Self, TemplateError> {
        let builtin = Builtin::of(scheme, kind);
        Self::parse(builtin.map_or("", |b| b.text))
    }

    /// A template from its text.
    ///
    /// # Errors
    /// [`TemplateError`] with the line where it cannot be understood.
    pub fn parse(text: &'a str) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.add_function("缺", |what: String| format!("{GAP_OPENS}{what}{GAP_CLOSES}"));
        environment.set_formatter(|out, state, value| {
            if value.is_none() {
                return out.write_str(UNKNOWN).map_err(Into::into);
            }
            minijinja::escape_formatter(out, state, value)
        });
        environment.add_template(NAME, text).map_err(|e| error(&e))?;
        Ok(Self { environment })
    }

    /// The document that the template makes of a settled submission.
    ///
    /// # Errors
    /// [`TemplateError`] where the template asks for a value or table that there is not.
    pub fn paper(&self, settled: &Settled) -> Result<Paper, TemplateError> {
        self.fill(values::of(settled), &|kind, name| parts::of_evaluation(kind, name, settled))
    }

    fn text(&self, values: Value) -> Result<String, TemplateError> {
        let template = self.environment.get_template(NAME).map_err(|e| error(&e))?;
        template.render(Serde(harmless(values))).map_err(|e| error(&e))
    }

    /// The document that the template makes of values, with its parts by their kinds and names.
    pub(crate) fn fill(&self, values: Value, part: Part) -> Result<Paper, TemplateError> {
        let text = self.text(values)?;
        let mut paper = Paper::default();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let blocks = lines::blocks(line, part)
                .ok_or_else(|| TemplateError {
                    line: number, reason: format!("不认识 {line}")
                })?;
            for block in &blocks {
                let marked = match block {
                    Block::Signature { day, .. } => day,
                    _ => line,
                };
                paper.gaps.extend(gaps(marked));
            }
            paper.blocks.extend(blocks);
        }
        Ok(paper)
    }
}

/// Values whose lines are no marks of a template: an author may begin a line with one.
fn harmless(value: Value) -> Value {
    let line = |line: &str| match line.trim_start().strip_prefix('#') {
        Some(rest) => format!("＃{rest}"),
        None => line.replace("[[", "［［"),
    };
    match value {
        Value::String(text) => text.split('\n').map(line).collect::<Vec<_>>().join("\n").into(),
        Value::Array(items) => items.into_iter().map(harmless).collect(),
        Value::Object(map) => map.into_iter().map(|(name, own)| (name, harmless(own))).collect(),
        other => other,
    }
}

/// What stands for `[[kind：name]]`; nothing where there is no such part.
pub(crate) type Part<'a> = &'a dyn Fn(&str, &str) -> Option<Vec<Block>>;

fn error(error: &minijinja::Error) -> TemplateError {
    let detail = error.detail().unwrap_or_default();
    let reason = match error.kind() {
        ErrorKind::UndefinedError => "用了没有的值，值的名称见“说明.md”".to_owned(),
        ErrorKind::UnknownFunction => format!("没有这个函数（{detail}）"),
        ErrorKind::UnknownFilter => format!("没有这个过滤器（{detail}）"),
        ErrorKind::SyntaxError => format!("{{ }} 里的写法有误（{detail}）"),
        kind => format!("不能套用（{kind}：{detail}）"),
    };
    TemplateError { line: error.line().unwrap_or(0), reason }
}

fn gaps(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split(GAP_OPENS).skip(1).filter_map(|rest| Some(rest.split_once(GAP_CLOSES)?.0.to_owned()))
}
