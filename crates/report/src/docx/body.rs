//! The body: blocks in their sections, those that stand upright and those that lie.

use super::{chart, paragraph, table};
use crate::paper::{Block, Paper, Seal};

const OPENS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#,
    r#" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#,
    r#" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing""#,
    r#" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#,
    r#" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><w:body>"#
);

/// How the paper of a section lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    Upright,
    Across,
}

impl Lie {
    /// A4 with margins of 37, 26, 35 and 28 mm, turned with the paper; 22 lines on the grid.
    fn section(self) -> &'static str {
        macro_rules! section {
            ($size:literal, $margins:literal) => {
                concat!(
                    r#"<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>"#,
                    r#"<w:footerReference w:type="even" r:id="rId4"/><w:pgSz "#,
                    $size,
                    "/><w:pgMar ",
                    $margins,
                    r#" w:header="851" w:footer="1417" w:gutter="0"/>"#,
                    r#"<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>"#
                )
            };
        }
        match self {
            Self::Upright => section!(
                r#"w:w="11906" w:h="16838""#,
                r#"w:top="2098" w:right="1474" w:bottom="1984" w:left="1587""#
            ),
            Self::Across => section!(
                r#"w:w="16838" w:h="11906" w:orient="landscape""#,
                r#"w:top="1587" w:right="2098" w:bottom="1984" w:left="1984""#
            ),
        }
    }

    /// Width between the margins, in twentieths of a point.
    fn width(self) -> u32 {
        match self {
            Self::Upright => 8845,
            Self::Across => 12756,
        }
    }
}

/// The body and the charts that it refers to.
pub(super) struct Body {
    /// `word/document.xml`
    pub(super) xml: String,
    /// `word/charts/chart1.xml` and so on
    pub(super) charts: Vec<String>,
}

impl Body {
    pub(super) fn of(paper: &Paper) -> Self {
        let mut body = Self { xml: OPENS.to_owned(), charts: Vec::new() };
        let mut lie: Option<Lie> = None;
        let attachments = attachments(paper);
        for (at, block) in paper.blocks.iter().enumerate() {
            let wanted = match block {
                Block::Table(table) if table.is_wide() => Lie::Across,
                _ => Lie::Upright,
            };
            if let Some(before) = lie.filter(|lie| *lie != wanted) {
                body.xml.push_str(&paragraph::end_of_section(before.section()));
            }
            let opens_section = lie.is_some_and(|lie| lie != wanted);
            lie = Some(wanted);
            let own = body.block(block, &attachments, at, wanted, opens_section);
            body.xml.push_str(&own);
        }
        body.xml.push_str(lie.unwrap_or(Lie::Upright).section());
        body.xml.push_str("</w:body></w:document>");
        body
    }

    fn block(
        &mut self,
        block: &Block,
        attachments: &[usize],
        at: usize,
        lie: Lie,
        opens_section: bool,
    ) -> String {
        match block {
            Block::Title(text) => paragraph::styled("Title", text),
            Block::Subtitle(text) => paragraph::styled("Subtitle", text),
            Block::Heading { level, text } => paragraph::styled(&format!("Heading{level}"), text),
            Block::Paragraph(text) => paragraph::styled("BodyText", text),
            Block::Attachment(text) => attachment(text, attachments, at),
            Block::Table(table) => {
                let caption = if opens_section { "CaptionHere" } else { "Caption" };
                paragraph::styled(caption, &table.caption) + &table::xml(table, lie.width())
            }
            Block::Chart(chart) => {
                self.charts.push(chart::part(chart));
                chart::paragraph(chart, self.charts.len())
                    + &paragraph::styled("ChartCaption", &chart.caption)
            }
            Block::Signature { unit, day } => {
                let seal = Seal::of(unit, day);
                paragraph::from_right("Signature", unit, seal.unit)
                    + &paragraph::from_right("SignatureDay", day, seal.day)
            }
        }
    }
}

/// Where attachments are named.
fn attachments(paper: &Paper) -> Vec<usize> {
    let is_attachment = |block: &Block| matches!(block, Block::Attachment(_));
    paper.blocks.iter().enumerate().filter(|(_, b)| is_attachment(b)).map(|(at, _)| at).collect()
}

/// 附件：甲, or 附件：1.甲 and 2.乙 below it where there are several in a row.
fn attachment(text: &str, attachments: &[usize], at: usize) -> String {
    let stands_with = |other: usize| attachments.contains(&other);
    let first = at.checked_sub(1).is_none_or(|before| !stands_with(before));
    let number = (0..=at).rev().take_while(|other| stands_with(*other)).count();
    match (first, stands_with(at + 1)) {
        (true, false) => paragraph::styled("Attachment", &format!("附件：{text}")),
        (true, true) => paragraph::styled("Attachment", &format!("附件：1.{text}")),
        _ => paragraph::styled("AttachmentNext", &format!("{number}.{text}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::{Cell, Table, TableKind};

    fn paper(blocks: Vec<Block>) -> Paper {
        Paper { blocks, gaps: Vec::new() }
    }

    fn table(columns: usize) -> Block {
        let cell = Cell { text: "甲".into(), rows: 1, columns: 1, is_head: true };
        Block::Table(Table {
            kind: TableKind::Scores,
            caption: "表".into(),
            widths: vec![1; columns],
            head_rows: 1,
            rows: vec![vec![cell; columns]],
        })
    }

    #[test]
    fn a_paper_keeps_its_levels_and_marks_its_gaps() {
        let paper = paper(vec![
            Block::Title("清河县某镇自评报告".into()),
            Block::Heading { level: 2, text: "（一）概况".into() },
            Block::Paragraph("收入<支出，【待补：原因】。".into()),
        ]);
        let xml = Body::of(&paper).xml;
        assert!(xml.contains(r#"<w:pStyle w:val="Heading2"/>"#));
        assert!(xml.contains("收入&lt;支出，"));
        assert_eq!(xml.matches(r#"<w:highlight w:val="yellow"/>"#).count(), 1);
        assert_eq!(paper.docx().ok(), paper.docx().ok());
    }

    #[test]
    fn a_wide_table_lies_in_a_section_of_its_own() {
        let wide = Body::of(&paper(vec![table(4), table(12), Block::Paragraph("完".into())])).xml;
        assert_eq!(wide.matches("<w:sectPr>").count(), 3);
        assert_eq!(wide.matches(r#"w:orient="landscape""#).count(), 1);
        let upright = Body::of(&paper(vec![table(8)])).xml;
        assert_eq!(upright.matches("<w:sectPr>").count(), 1);
        assert!(!upright.contains("landscape"));
    }

    #[test]
    fn attachments_are_numbered_where_there_are_several() {
        let name = |n: &str| Block::Attachment(n.to_owned());
        let one = Body::of(&paper(vec![name("表")])).xml;
        assert!(one.contains("附件：表<"));
        let two = Body::of(&paper(vec![name("表甲"), name("表乙")])).xml;
        assert!(two.contains("附件：1.表甲<") && two.contains(">2.表乙<"));
    }
}
