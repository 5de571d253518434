//! What is printed has the measures of GB/T 9704-2012.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used)]

mod common;

use common::fonts;
use jiheng_document::{Area, Document};
use jiheng_print::pdf;
use jiheng_report::{Block, Cell, Paper, Table, TableKind};

/// Hundredths of a point of so many millimetres.
fn millimetres(count: i32) -> i32 {
    count * 7200 * 10 / 254
}

/// The lines of a page with their boxes.
fn lines(document: &Document, page: u32) -> Vec<(String, Area)> {
    let mut lines = Vec::new();
    for node in &document.nodes {
        for (at, anchor) in node.anchors.iter().enumerate() {
            let end = node.anchors.get(at + 1).map_or(node.text.len(), |next| next.at as usize);
            let text = node.text[anchor.at as usize..end].trim().to_owned();
            if let Some(area) = anchor.area.filter(|_| anchor.page == Some(page)) {
                lines.push((text, area));
            }
        }
    }
    lines
}

#[test]
fn a_page_has_twenty_two_lines_of_twenty_eight_characters() {
    let Some(fonts) = fonts() else { return };
    // Lines that differ: equal ones at the edge of every page would be taken for a header.
    let words = "天地日月山水田土人口手足耳目上下左右东西南北春夏秋冬风云雨".repeat(70);
    let paper = Paper { blocks: vec![Block::Paragraph(words)], gaps: Vec::new() };
    let document = jiheng_document::read(&pdf(&paper, &fonts).unwrap()).unwrap();
    for page in 2..=3 {
        let lines = lines(&document, page);
        let body: Vec<&(String, Area)> = lines.iter().filter(|(t, _)| !t.contains('—')).collect();
        assert_eq!(body.len(), 22, "第{page}页");
        assert!(body.iter().all(|(t, _)| t.chars().count() == 28), "第{page}页 {body:?}");
        let tolerance = millimetres(1);
        for (_, area) in &body {
            assert!((area.left - millimetres(28)).abs() <= tolerance, "{area:?}");
            assert!((area.right - millimetres(210 - 26)).abs() <= tolerance, "{area:?}");
        }
        let top = body.iter().map(|(_, a)| a.top).min().unwrap();
        let bottom = body.iter().map(|(_, a)| a.bottom).max().unwrap();
        assert!((top - millimetres(37)).abs() <= 2 * tolerance, "{top}");
        assert!(bottom <= millimetres(297 - 35) && bottom >= millimetres(297 - 35 - 6), "{bottom}");
    }
}

#[test]
fn a_wide_table_lies_across_the_page() {
    let Some(fonts) = fonts() else { return };
    let cell = |text: &str| Cell { text: text.into(), rows: 1, columns: 1, is_head: true };
    let table = |columns: usize, head_rows| {
        Block::Table(Table {
            kind: TableKind::Scores,
            caption: "汇总表".into(),
            widths: vec![1; columns],
            head_rows,
            rows: vec![vec![cell("甲乙"); columns]; 2],
        })
    };
    let blocks = vec![Block::Paragraph("正文".into()), table(12, 1), table(3, 0)];
    let document =
        jiheng_document::read(&pdf(&Paper { blocks, gaps: Vec::new() }, &fonts).unwrap());
    let document = document.unwrap();
    let right = |page| lines(&document, page).iter().map(|(_, a)| a.right).max().unwrap();
    assert!(right(2) > millimetres(210) && right(3) < millimetres(210));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let Some(fonts) = fonts() else { return };
    let paper = Paper {
        blocks: vec![Block::Title("题".into()), Block::Paragraph("甲\"#【待补：乙】\\丙".into())],
        gaps: Vec::new(),
    };
    assert_eq!(pdf(&paper, &fonts).unwrap(), pdf(&paper, &fonts).unwrap());
}
