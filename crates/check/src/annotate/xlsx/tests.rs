//! A workbook annotated and looked into.

use super::annotate;
use crate::report::{FindingInfo, LocationInfo};
use jiheng_base::{Level, NodeId, Place, Role};
use jiheng_document::{Anchor, Document, Format, Node, Origin};
use rust_xlsxwriter::{Note, Workbook};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A workbook with two sheets, and what a reader makes of the cells that matter here.
fn sample(change: impl FnOnce(&mut Workbook)) -> (Vec<u8>, Document) {
    let mut book = Workbook::new();
    for name in ["封面", "自评表"] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write(4, 27, "合计5万元").unwrap();
    }
    change(&mut book);
    let node = Node {
        text: "合计5万元".into(),
        anchors: vec![Anchor::default()],
        origin: Origin::SheetCell { sheet: 1, row: 5, column: 28 },
    };
    let document = Document {
        format: Format::Xlsx,
        nodes: vec![node],
        blocks: Vec::new(),
        sheets: vec!["封面".into(), "自评表".into()],
        notices: Vec::new(),
    };
    (book.save_to_buffer().unwrap(), document)
}

fn finding(code: &'static str) -> FindingInfo {
    let place = Place::new(NodeId(0), 6, 7);
    FindingInfo {
        code,
        level: Level::Error,
        title: "合计不符",
        message: "合计<5>不符".into(),
        locations: vec![LocationInfo {
            quote: "5".into(),
            line: None,
            page: None,
            path: String::new(),
            role: Role::Fault,
            label: String::new(),
            place,
        }],
        expected: None,
        found: None,
        calculation: None,
        basis: Vec::new(),
        action: "核对".into(),
        fingerprint: String::new(),
        decision: None,
    }
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

#[test]
fn the_cell_gets_one_note_with_all_that_is_said_of_it() {
    let (bytes, document) = sample(|_| {});
    let out = annotate(&bytes, &document, &[finding("I001"), finding("G004")]).unwrap();
    let after = parts(&out);
    let text = |name: &str| {
        let (_, content) = after.iter().find(|(n, _)| n == name).unwrap();
        String::from_utf8(content.clone()).unwrap()
    };
    let comments = text("xl/commentsJiheng1.xml");
    assert_eq!(comments.matches("<comment ref=\"AB5\"").count(), 1);
    assert!(comments.contains("【错误】I001") && comments.contains("【错误】G004"));
    assert!(comments.contains("合计&lt;5&gt;不符"));
    assert!(text("xl/drawings/vmlDrawingJiheng1.vml").contains("<x:Row>4</x:Row><x:Column>27<"));
    assert!(text("xl/worksheets/sheet2.xml").contains("<legacyDrawing "));
    let changed: Vec<_> = parts(&bytes)
        .into_iter()
        .filter(|part| !after.contains(part))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert!(changed.contains(&"xl/worksheets/sheet2.xml".to_owned()));
}

#[test]
fn the_drawing_is_referred_to_before_what_must_follow_it() {
    let sheet = "<worksheet><sheetData/><pageMargins/><extLst/></worksheet>";
    let changed = super::with_drawing("", sheet, "r1").unwrap();
    let order =
        ["<pageMargins/>", "<legacyDrawing ", "<extLst/>"].map(|t| changed.find(t).unwrap());
    assert!(order.is_sorted());
}

/// Notes by the cells that they are on, as a spreadsheet shows them.
fn shown(bytes: &[u8]) -> Vec<(String, String)> {
    let text = |name: &str| {
        let (_, content) = parts(bytes).into_iter().find(|(n, _)| n.starts_with(name)).unwrap();
        String::from_utf8(content).unwrap()
    };
    let comments = text("xl/comments");
    let notes = comments.split("<comment ref=\"").skip(1).map(|note| {
        let (cell, rest) = note.split_once('"').unwrap();
        (cell.to_owned(), rest.to_owned())
    });
    let notes: Vec<_> = notes.collect();
    assert_eq!(text("xl/drawings/vmlDrawing").matches("<v:shape ").count(), notes.len());
    notes
}

#[test]
fn notes_of_others_are_kept_and_ours_replaced() {
    let (bytes, document) = sample(|book| {
        let sheet = book.worksheet_from_name("自评表").unwrap();
        sheet.insert_note(0, 0, &Note::new("旧批注").set_author("张三")).unwrap();
    });
    let once = annotate(&bytes, &document, &[finding("I001"), finding("G004")]).unwrap();
    let notes = shown(&once);
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes[0].0 == "A1" && notes[0].1.contains("旧批注"));
    assert!(notes[1].0 == "AB5" && notes[1].1.contains("I001") && notes[1].1.contains("G004"));
    let twice = annotate(&once, &document, &[finding("G004")]).unwrap();
    let notes = shown(&twice);
    assert!(notes.len() == 2 && !notes[1].1.contains("I001"), "{notes:?}");
    let none = annotate(&twice, &document, &[]).unwrap();
    assert_eq!(shown(&none).len(), 1);
}

#[test]
fn a_note_on_the_same_cell_gets_ours_behind_it() {
    let (bytes, document) = sample(|book| {
        let sheet = book.worksheet_from_name("自评表").unwrap();
        sheet.insert_note(4, 27, &Note::new("请核对")).unwrap();
    });
    let once = annotate(&bytes, &document, &[finding("I001")]).unwrap();
    let twice = annotate(&once, &document, &[finding("G004")]).unwrap();
    let [(cell, note)] = shown(&twice).try_into().unwrap();
    assert!(cell == "AB5" && note.contains("请核对") && note.contains("G004"));
    assert!(!note.contains("I001"), "{note}");
}
