//! The sample report reads the same in every format that it was saved in.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod common;

use common::{fixture, outline};
use jiheng_document::{Document, Format, Origin, read};

const FORMATS: [(&str, Format); 5] = [
    ("docx", Format::Docx),
    ("doc", Format::Doc),
    ("odt", Format::Odt),
    ("rtf", Format::Rtf),
    ("html", Format::Html),
];

fn sample(ending: &str) -> Document {
    read(&fixture(&format!("sample.{ending}"))).unwrap()
}

/// Heading levels and texts; LibreOffice writes 1. for every automatic number of a web page.
fn without_numbers(outline: &str) -> String {
    let line = |line: &str| match line.split_once(']') {
        Some((head, text)) => format!("{} {text}\n", head.split('[').next().unwrap_or("")),
        None => format!("{line}\n"),
    };
    outline.lines().map(line).collect()
}

#[test]
fn every_format_gives_the_same_paragraphs_tables_and_notes() {
    let expected = include_str!("fixtures/sample.outline");
    for (ending, format) in FORMATS {
        let document = sample(ending);
        assert_eq!(document.format, format);
        let found = outline(&document);
        if format == Format::Html {
            assert_eq!(without_numbers(&found), without_numbers(expected), "{ending}");
        } else {
            assert_eq!(found, expected, "{ending}");
        }
    }
}

#[test]
fn what_is_left_out_is_said() {
    for (ending, format) in FORMATS {
        let notices: Vec<_> = sample(ending).notices.into_iter().map(|n| n.text).collect();
        let said = |words: &str| notices.iter().any(|n| n.contains(words));
        assert!(said("隐藏文字1处"), "{ending}: {notices:?}");
        if format != Format::Html {
            assert!(said("插入1处、删除1处") && said("批注1条"), "{ending}: {notices:?}");
        }
    }
}

#[test]
fn notes_have_a_place_of_their_own() {
    for (ending, _) in FORMATS {
        let document = sample(ending);
        let notes: Vec<_> =
            document.nodes.iter().filter(|n| matches!(n.origin, Origin::Note(_))).collect();
        assert_eq!(notes.len(), 2, "{ending}");
        assert_eq!(notes[1].text, "支出口径为国库集中支付。");
    }
}

#[test]
fn the_content_decides_and_not_the_name() {
    assert_eq!(sample("rtf").format, Format::Rtf);
    let page = "\u{feff}  <!DOCTYPE html><html><body><p>绩效自评</p></body></html>";
    assert_eq!(read(page.as_bytes()).unwrap().format, Format::Html);
    let prose = "得分<98分，<p>不是网页";
    assert_eq!(read(prose.as_bytes()).unwrap().format, Format::Text);
}
