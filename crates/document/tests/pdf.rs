//! The PDF reader on a small file of our own, whole and broken.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use jiheng_base::Place;
use jiheng_document::{Block, Document, Origin, ReadError, Table, read};

const SAMPLE: &[u8] = include_bytes!("pdf/sample.pdf");

fn sample() -> Document {
    read(SAMPLE).unwrap()
}

fn paragraphs(document: &Document) -> Vec<&str> {
    let mut texts = Vec::new();
    for block in &document.blocks {
        if let Block::Paragraph(paragraph) = block {
            texts.push(document.text(paragraph.node));
        }
    }
    texts
}

fn tables(document: &Document) -> Vec<&Table> {
    let mut tables = Vec::new();
    for block in &document.blocks {
        if let Block::Table(table) = block {
            tables.push(table);
        }
    }
    tables
}

#[test]
fn lines_become_paragraphs_without_furniture_or_contents() {
    let document = sample();
    let paragraphs = paragraphs(&document);
    assert_eq!(paragraphs[0], "清河县水务局整体支出自评");
    assert_eq!(paragraphs[1], "一、基本情况");
    assert!(
        paragraphs[2].ends_with("职工四十六人，承担全县灌溉、供水和防汛工作①。"),
        "{paragraphs:?}"
    );
    assert_eq!(paragraphs[4], "年初预算合计1,250.50万元，分项见下表。单位：万元。");
    assert!(paragraphs.iter().any(|p| p.contains("对执行偏慢的项目及时约谈")), "{paragraphs:?}");
    let all = paragraphs.concat();
    assert!(!all.contains("绩效材料") && !all.contains("—") && !all.contains('…'), "{all}");
    assert_eq!(document.notices.len(), 1);
}

#[test]
fn a_table_over_two_pages_is_one() {
    let document = sample();
    let tables = tables(&document);
    assert_eq!(tables.len(), 1);
    let table = tables[0];
    assert_eq!((table.rows, table.columns), (5, 4));
    let text = |row, column| table.at(row, column).map(|c| document.text(c.node));
    assert_eq!(text(2, 1), Some("泵站检修与闸门"));
    assert_eq!(text(3, 3), Some("480.30"));
    let total = table.at(4, 1).unwrap();
    assert_eq!((document.text(total.node), total.column_span), ("合计", 2));
    assert_eq!(text(4, 2), Some("1,250.50"));
}

#[test]
fn places_name_page_and_paragraph_or_cell() {
    let document = sample();
    let find = |words: &str| {
        let with = |n: &jiheng_document::Node| n.text.contains(words);
        let index = document.nodes.iter().position(with).unwrap();
        let start = document.nodes[index].text.find(words).unwrap();
        let node = jiheng_base::NodeId(index as u32);
        let (start, end) = (start as u32, (start + words.len()) as u32);
        document.locate(Place { node, start, end })
    };
    let at = |words| {
        let location = find(words);
        (location.page, location.path)
    };
    assert_eq!(at("年初预算合计"), (Some(1), "第1页第5段".into()));
    assert_eq!(at("480.30"), (Some(2), "第2页表1第4行第4列".into()));
    assert_eq!(at("按月调度"), (Some(2), "第2页第2段".into()));
    assert_eq!(at("及时约谈"), (Some(3), "第3页第1段".into()));
    let note = document.nodes.iter().find(|n| matches!(n.origin, Origin::Note(1))).unwrap();
    assert_eq!(note.text, "①防汛工作由县防汛办统一调度。");
}

#[test]
fn every_word_has_a_page_and_an_area() {
    for node in &sample().nodes {
        assert_eq!(node.anchors[0].at, 0, "{}", node.text);
        assert!(node.anchors.windows(2).all(|a| a[0].at < a[1].at), "{}", node.text);
        for anchor in &node.anchors {
            assert!(node.text.is_char_boundary(anchor.at as usize));
            let area = anchor.area.unwrap();
            assert!(area.left < area.right && area.top < area.bottom && anchor.page.is_some());
        }
    }
}

/// A page without any text: what a scanner makes.
fn without_text() -> Vec<u8> {
    let text = String::from_utf8_lossy(SAMPLE);
    let blank: String = text.replace(" Tj", "   ");
    blank.into_bytes()
}

#[test]
fn pages_without_text_are_named() {
    let error = read(&without_text()).unwrap_err();
    assert!(matches!(&error, ReadError::Scanned { pages } if pages == "第1、2、3页"), "{error}");
}

#[test]
fn files_cut_short_are_named_as_damaged() {
    // The last line tells where the index is; all before it is needed.
    let whole = SAMPLE.windows(9).rposition(|w| w == b"startxref").unwrap();
    // As files for the web have one.
    let early_index = [&SAMPLE[..9], b"startxref\n0\n%%EOF\n", &SAMPLE[9..whole]].concat();
    let cuts = (0..whole).step_by(499).filter(|n| *n > 20).map(|n| &SAMPLE[..n]);
    for cut in cuts.chain([&early_index[..]]) {
        let error = read(cut).unwrap_err();
        assert!(error.to_string().contains("文件不完整"), "{} bytes: {error}", cut.len());
    }
    // What some servers add does no harm.
    assert!(read(&[SAMPLE, b"\n<!-- served -->\n"].concat()).is_ok());
}

/// Truncations and changed bytes, the same on every run.
#[test]
fn broken_files_give_an_error_and_no_panic() {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    for round in 0..90 {
        let mut bytes = SAMPLE.to_vec();
        if round % 3 == 0 {
            bytes.truncate(random(SAMPLE.len()));
        }
        for _ in 0..=round % 8 {
            if !bytes.is_empty() {
                let at = random(bytes.len());
                bytes[at] = u8::try_from(random(256)).unwrap();
            }
        }
        if let Ok(document) = read(&bytes) {
            assert!(!document.is_empty());
        }
    }
}
