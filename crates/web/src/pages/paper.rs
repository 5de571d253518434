//! A report on the screen, as it will be printed.

use super::chart::Figure;
use crate::engine::Engine;
use crate::form::{Fields, Subject};
use jiheng_report::{Block, Cell};

/// A part of the report.
pub(crate) struct Part {
    /// title, subtitle, h1 … h4, text, attachment, signature, table or chart.
    pub(crate) kind: &'static str,
    pub(crate) text: String,
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) chart: Option<Figure>,
}

/// The parts of the full report, as far as it is filled in.
pub(crate) fn parts(engine: &Engine, subject: &Subject, fields: &Fields) -> Vec<Part> {
    let Some(paper) = engine.paper(subject, fields) else { return Vec::new() };
    paper.blocks.into_iter().filter_map(part).collect()
}

fn part(block: Block) -> Option<Part> {
    let text = |kind, text| Some(Part { kind, text, rows: Vec::new(), chart: None });
    match block {
        Block::Title(words) => text("title", words.replace('\n', "")),
        Block::Subtitle(words) => text("subtitle", words),
        Block::Heading { level: 1, text: words } => text("h1", words),
        Block::Heading { level: 2, text: words } => text("h2", words),
        Block::Heading { text: words, .. } => text("h3", words),
        Block::Paragraph(words) => text("text", words),
        Block::Attachment(name) => text("text", format!("附件：{name}")),
        Block::Signature { unit, day } => text("signature", format!("{unit}　{day}")),
        Block::Table(table) => {
            Some(Part { kind: "table", text: table.caption, rows: table.rows, chart: None })
        }
        Block::Chart(chart) => {
            let chart = Some(chart.into());
            Some(Part { kind: "chart", text: String::new(), rows: Vec::new(), chart })
        }
    }
}
