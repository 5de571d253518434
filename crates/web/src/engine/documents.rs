//! Documents to download.

use super::Engine;
use crate::form::{Fields, Subject};
use jiheng_check::{Options, annotate, check_document};
use jiheng_report::{Template, TemplateKind};

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputKind {
    /// 自评报告 docx
    Report,
    /// 缩略版 docx
    Abridged,
    /// 自评表 docx
    Table,
    /// 自评表 xlsx
    Workbook,
    /// 批注本 docx
    Annotated,
}

/// A document.
pub struct Output {
    /// The name of the file.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl OutputKind {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Report, Self::Abridged, Self::Table, Self::Workbook, Self::Annotated];
    /// What is frozen with an approved version.
    pub const FROZEN: [Self; 4] = [Self::Report, Self::Abridged, Self::Table, Self::Workbook];

    /// Its name in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Abridged => "abridged",
            Self::Table => "table",
            Self::Workbook => "workbook",
            Self::Annotated => "annotated",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Report => "自评报告（Word）",
            Self::Abridged => "自评报告缩略版（Word）",
            Self::Table => "自评表（Word）",
            Self::Workbook => "自评表（Excel）",
            Self::Annotated => "批注本（Word，发现逐处批注）",
        }
    }

    fn stem(self) -> &'static str {
        match self {
            Self::Report => "绩效自评报告",
            Self::Abridged => "绩效自评报告（缩略版）",
            Self::Table | Self::Workbook => "绩效自评表",
            Self::Annotated => "绩效自评报告（批注本）",
        }
    }
}

impl Engine {
    /// A document of what is filled in.
    ///
    /// # Errors
    /// In plain words, when the report is not filled in far enough.
    pub fn output(
        &self,
        subject: &Subject,
        fields: &Fields,
        kind: OutputKind,
    ) -> Result<Output, String> {
        let incomplete = || "报告还没有填到可以出文的程度，请先填写金额和指标".to_owned();
        let settled = self.settled(subject, fields).ok_or_else(incomplete)?;
        let template = match kind {
            OutputKind::Report | OutputKind::Annotated => TemplateKind::Full,
            OutputKind::Abridged => TemplateKind::Abridged,
            OutputKind::Table | OutputKind::Workbook => TemplateKind::ScoreTable,
        };
        let template =
            Template::builtin(&settled.scheme.id, template).map_err(|e| e.to_string())?;
        let paper = template.paper(&settled).map_err(|e| e.to_string())?;
        let docx = || paper.docx().map_err(|e| format!("无法生成文档（{e}）"));
        let (bytes, media_type, ending) = match kind {
            OutputKind::Workbook => {
                let table = paper.table().ok_or_else(incomplete)?;
                (table.xlsx().map_err(|e| e.to_string())?, XLSX, "xlsx")
            }
            OutputKind::Annotated => (self.annotated(subject, &docx()?)?, DOCX, "docx"),
            _ => (docx()?, DOCX, "docx"),
        };
        let name = format!("{}{}.{ending}", file_stem(subject), kind.stem());
        Ok(Output { name, media_type, bytes })
    }

    fn annotated(&self, subject: &Subject, docx: &[u8]) -> Result<Vec<u8>, String> {
        let document = jiheng_document::read(docx).map_err(|e| e.to_string())?;
        let options = Options { scheme: Some(subject.scheme.clone()), ..Options::default() };
        let report = check_document(&document, self.law(), &options).map_err(|e| e.to_string())?;
        annotate::annotate(docx, &document, &report).map_err(|e| e.to_string())
    }
}

/// 2025年度清河县灌区管理所, or the project: how the names of files begin.
#[must_use]
pub fn file_stem(subject: &Subject) -> String {
    let of = subject.project.as_deref().unwrap_or(&subject.unit);
    // No system takes these in the name of a file.
    let of: String =
        of.chars().filter(|c| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c)).collect();
    format!("{}年度{of}", subject.year)
}
