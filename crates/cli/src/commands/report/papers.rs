//! The documents of one evaluation, each in its formats.

use super::press::Press;
use super::templates::Templates;
use anyhow::{Result, anyhow};
use jiheng_report::{Settled, TemplateKind};

/// A file to be written.
pub(crate) struct Output {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// What is to be filled in.
    pub(crate) gaps: Vec<String>,
}

/// Every document in every format; nothing is written before all of them are made.
pub(crate) fn outputs(
    settled: &Settled,
    templates: &Templates,
    press: Option<&Press>,
) -> Result<Vec<Output>> {
    let mut outputs = Vec::new();
    for kind in TemplateKind::ALL {
        let (template, name) = templates.of(&settled.scheme.id, kind)?;
        let paper = template.paper(settled).map_err(|e| anyhow!("{name}：{e}"))?;
        let stem = stem(settled, kind);
        let bytes = paper.docx().map_err(|e| anyhow!("无法生成 docx（{e}）"))?;
        outputs.push(Output { name: format!("{stem}.docx"), bytes, gaps: paper.gaps.clone() });
        if kind == TemplateKind::ScoreTable
            && let Some(table) = paper.table()
        {
            let bytes = table.xlsx()?;
            outputs.push(Output { name: format!("{stem}.xlsx"), bytes, gaps: Vec::new() });
        }
        if let Some(press) = press {
            let bytes = press.pdf(&paper)?;
            outputs.push(Output { name: format!("{stem}.pdf"), bytes, gaps: Vec::new() });
        }
    }
    Ok(outputs)
}

/// 2024年度清河县云岭镇人民政府绩效自评报告
fn stem(settled: &Settled, kind: TemplateKind) -> String {
    let submission = &settled.submission;
    let evaluation = &submission.evaluation;
    let year = evaluation.year.as_ref().map_or_else(String::new, |y| format!("{}年度", y.value));
    let unit = evaluation.unit.as_ref().map_or("", |u| u.value.as_str());
    let subject = submission.words.project.as_deref().unwrap_or(unit);
    let document = match kind {
        TemplateKind::Full => "绩效自评报告",
        TemplateKind::Abridged => "绩效自评报告（缩略版）",
        TemplateKind::ScoreTable => "绩效自评表",
    };
    let name = format!("{year}{subject}{document}");
    // No system takes these in the name of a file.
    name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\n', '\r', '\t'], "")
}
