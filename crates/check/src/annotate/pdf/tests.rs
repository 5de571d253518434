//! Small PDFs, with a table of objects and with a stream of them, annotated and read again.

use super::{annotate, update::Tail};
use crate::annotate::AnnotateError;
use crate::report::{FindingInfo, LocationInfo};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, String as PdfString};
use jiheng_base::{Level, NodeId, Place, Role};
use jiheng_document::{Anchor, Area, Document, Format, Node, Origin};

/// Two pages: one plain, one turned, cropped and with an annotation of somebody else.
const OBJECTS: [&str; 6] = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 200 300]>>",
    "<</Type/Page/Parent 2 0 R/Resources<<>>>>",
    "<</Type/Page/Parent 2 0 R/Rotate 90/CropBox[10 20 190 280]/Annots 5 0 R/Resources<<>>>>",
    "[6 0 R]",
    "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/NM(other)/Contents(Other)>>",
];

fn body() -> (Vec<u8>, Vec<usize>) {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(OBJECTS) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    (out, places)
}

fn with_table(trailer: &str) -> Vec<u8> {
    let (mut out, places) = body();
    let start = out.len();
    let rows: String = places.iter().map(|at| format!("{at:010} 00000 n\r\n")).collect();
    out.extend(
        format!(
            "xref\n0 7\n0000000000 65535 f\r\n{rows}trailer\n<</Size 7/Root 1 0 R{trailer}>>\n\
             startxref\n{start}\n%%EOF"
        )
        .into_bytes(),
    );
    out
}

fn with_stream() -> Vec<u8> {
    let (mut out, mut places) = body();
    let start = out.len();
    places.push(start);
    let rows: Vec<u8> = places
        .iter()
        .flat_map(|at| [&[1][..], &u16::try_from(*at).unwrap().to_be_bytes()].concat())
        .collect();
    out.extend(
        format!(
            "7 0 obj\n<</Type/XRef/Size 8/Root 1 0 R/W[1 2 0]/Index[1 7]/Length {}>>\nstream\n",
            rows.len()
        )
        .into_bytes(),
    );
    out.extend(rows);
    out.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n").into_bytes());
    out
}

/// A word on each page, 20 points from the left and 40 from the top, and one on none.
fn document() -> Document {
    let node = |page: Option<u32>| Node {
        text: "五万元".into(),
        anchors: vec![Anchor {
            page,
            area: page.map(|_| Area { left: 2000, top: 4000, right: 5000, bottom: 5000 }),
            ..Anchor::default()
        }],
        origin: Origin::Paragraph(1),
    };
    let nodes = [Some(1), Some(2), None].map(node).into();
    Document {
        format: Format::Pdf,
        nodes,
        blocks: Vec::new(),
        sheets: Vec::new(),
        notices: Vec::new(),
    }
}

fn finding(node: u32) -> FindingInfo {
    FindingInfo {
        code: "I001",
        level: Level::Error,
        title: "合计不符",
        message: "合计（5）不符".into(),
        locations: vec![LocationInfo {
            quote: "五万元".into(),
            line: None,
            page: None,
            path: "第2段".into(),
            role: Role::Fault,
            label: String::new(),
            place: Place::new(NodeId(node), 0, 9),
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

#[derive(Debug, PartialEq)]
struct Seen {
    kind: String,
    rectangle: Vec<i32>,
    text: String,
}

/// The annotations of a page.
fn seen(bytes: &[u8], page: usize) -> Vec<Seen> {
    let pdf = Pdf::new(bytes.to_vec()).unwrap();
    let annotations = pdf.pages()[page].raw().get::<Array>(b"Annots").unwrap_or_default();
    let annotations = annotations.iter::<Dict>().map(|a| {
        let text = a.get::<PdfString>(b"Contents").unwrap();
        let rectangle = a.get::<Array>(b"Rect").unwrap();
        if let Some(drawing) = a.get::<Dict>(b"AP") {
            assert!(drawing.get::<hayro_syntax::object::Stream>(b"N").is_some());
        }
        Seen {
            kind: a.get::<hayro_syntax::object::Name>(b"Subtype").unwrap().as_str().to_owned(),
            rectangle: rectangle.iter::<i32>().collect(),
            text: decoded(text.as_bytes()),
        }
    });
    annotations.collect()
}

fn decoded(bytes: &[u8]) -> String {
    let Some(utf16) = bytes.strip_prefix(b"\xFE\xFF") else {
        return String::from_utf8_lossy(bytes).into_owned();
    };
    let units: Vec<u16> = utf16.chunks(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
    String::from_utf16(&units).unwrap()
}

#[test]
fn notes_stand_at_their_words_behind_the_untouched_original() {
    for original in [with_table("/ID[<01><02>]"), with_stream()] {
        let out = annotate(&original, &document(), &[finding(0), finding(1)]).unwrap();
        assert!(out.starts_with(&original));
        let first = seen(&out, 0);
        assert_eq!(first.len(), 1);
        assert_eq!(
            (first[0].kind.as_str(), &first[0].rectangle[..]),
            ("Highlight", &[18, 248, 52, 262][..])
        );
        assert!(first[0].text.starts_with("【错误】I001 合计不符\n合计（5）不符"), "{first:?}");
        let second = seen(&out, 1);
        assert_eq!(second[0].text, "Other");
        // Shown after a quarter turn, the upper left corner is the lower left one of the crop box.
        assert_eq!(second[1].rectangle, [48, 38, 62, 72]);
    }
}

#[test]
fn our_notes_are_replaced_and_others_kept() {
    for original in [with_table(""), with_stream()] {
        let once = annotate(&original, &document(), &[finding(0), finding(1)]).unwrap();
        let twice = annotate(&once, &document(), &[finding(1), finding(1)]).unwrap();
        assert_eq!(seen(&twice, 0), []);
        let second = seen(&twice, 1);
        assert_eq!(second.len(), 3);
        assert_eq!(second[0].text, "Other");
        let none = annotate(&twice, &document(), &[]).unwrap();
        assert_eq!(seen(&none, 1).len(), 1);
    }
}

#[test]
fn what_no_page_shows_is_told_at_the_corner_of_the_first() {
    let out = annotate(&with_table(""), &document(), &[finding(2)]).unwrap();
    let [sign] = seen(&out, 0).try_into().unwrap();
    assert_eq!(sign.kind, "Text");
    assert!(sign.text.ends_with("位置：第2段“五万元”"), "{sign:?}");
}

#[test]
fn files_that_must_not_or_cannot_be_added_to_are_refused() {
    let refused = |bytes: &[u8]| annotate(bytes, &document(), &[finding(0)]).unwrap_err();
    let restricted = refused(&with_table("/Encrypt<</Filter/Standard>>"));
    assert!(matches!(restricted, AnnotateError::Restricted));
    let mut cut = with_table("");
    cut.truncate(cut.len() - 20);
    assert!(matches!(refused(&cut), AnnotateError::NoIndex));
    assert!(Tail::of(b"startxref\n9999999999999999999999").is_none());
}

#[test]
fn broken_files_never_panic() {
    for original in [with_table(""), with_stream()] {
        for at in 0..original.len() {
            let mut broken = original.clone();
            broken[at] = broken[at].wrapping_add(1 + u8::try_from(at % 50).unwrap());
            let _ = annotate(&broken, &document(), &[finding(0), finding(1), finding(2)]);
        }
    }
}
