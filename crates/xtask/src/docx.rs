//! A plain text as a small docx: title, headings by style, tables, paragraphs.
//!
//! The parts are stored, not packed, so that the bytes follow from the text alone.

use anyhow::Result;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = include_str!("docx/content_types.xml");
const RELATIONS: &str = include_str!("docx/rels.xml");
const DOCUMENT_RELATIONS: &str = include_str!("docx/document_rels.xml");
const STYLES: &str = include_str!("docx/styles.xml");
const BODY_START: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#
);
const BODY_END: &str = concat!(
    r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>"#,
    r#"<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587""#,
    r#" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>"#
);
/// A heading of the third level is a short line; a longer one is a paragraph with a number.
const HEADING_CHARACTERS: usize = 20;
/// A line that starts with so many wide blanks is set at the right edge.
const RIGHT_EDGE_BLANKS: usize = 8;

/// The docx of a text.
pub(crate) fn write(text: &str) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/document.xml", &body(text)),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn body(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let mut xml = String::from(BODY_START);
    let mut at = 0;
    while at < lines.len() {
        let rows: Vec<Vec<&str>> = lines[at..].iter().map_while(|l| cells(l)).collect();
        if rows.is_empty() {
            xml.push_str(&paragraph(style(lines[at], at == 0), lines[at].trim()));
            at += 1;
        } else {
            xml.push_str(&table(&rows));
            at += rows.len();
        }
    }
    xml + BODY_END
}

/// The cells of a table row: parted by tabs, or by bars with or without one at either end.
fn cells(line: &str) -> Option<Vec<&str>> {
    let line = line.trim();
    let parts: Vec<&str> = match line.strip_prefix('|') {
        Some(inner) => inner.trim_end_matches('|').split('|').collect(),
        None if line.contains('\t') => line.split('\t').collect(),
        None => line.split('|').collect(),
    };
    (parts.len() > 1).then(|| parts.into_iter().map(str::trim).collect())
}

fn style(line: &str, is_first: bool) -> &'static str {
    let text = line.trim();
    let starts_with_numeral = |t: &str, close: char| {
        let rest = t.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        rest.len() < t.len() && rest.starts_with(close)
    };
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if is_first {
        "Title"
    } else if starts_with_numeral(text, '、') {
        "Heading1"
    } else if text.strip_prefix('（').is_some_and(|t| starts_with_numeral(t, '）')) {
        "Heading2"
    } else if digits.len() < text.len()
        && digits.starts_with(['.', '．'])
        && text.chars().count() <= HEADING_CHARACTERS
        && !text.ends_with('。')
    {
        "Heading3"
    } else if line.chars().take_while(|c| *c == '\u{3000}').count() >= RIGHT_EDGE_BLANKS {
        "Signature"
    } else {
        "BodyText"
    }
}

fn paragraph(style: &str, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
        escape(text)
    )
}

fn table(rows: &[Vec<&str>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let grid = r#"<w:gridCol/>"#.repeat(columns);
    let row = |cells: &Vec<&str>| {
        let cells: String =
            cells.iter().map(|c| format!("<w:tc>{}</w:tc>", paragraph("TableText", c))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    format!(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{}</w:tbl>"#,
        rows.iter().map(row).collect::<String>()
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_headings_rows_and_paragraphs() {
        let text = "某镇自评报告\n一、概况\n（一）收支\n1.执行率情况\n　　收入1元，a<b。\n\n\
                    甲 | 1\n乙 | 2\n　　　　　　　　　　某镇\n";
        let xml = body(text);
        let styles: Vec<&str> =
            xml.split("w:pStyle w:val=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
        let expected = [
            "Title",
            "Heading1",
            "Heading2",
            "Heading3",
            "BodyText",
            "TableText",
            "TableText",
            "TableText",
            "TableText",
            "Signature",
        ];
        assert_eq!(styles, expected);
        assert!(xml.contains("收入1元，a&lt;b。"));
        assert_eq!(xml.matches("<w:tr>").count(), 2);
    }

    #[test]
    fn bars_and_tabs_part_cells() {
        assert_eq!(cells("| 甲 | 1 | |"), Some(vec!["甲", "1", ""]));
        assert_eq!(cells("甲\t\t2"), Some(vec!["甲", "", "2"]));
        assert_eq!(cells("一句话。"), None);
    }
}
