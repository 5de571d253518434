//! A docx written for the purpose, annotated and looked into.

use super::annotate;
use crate::report::{FindingInfo, LocationInfo};
use jiheng_base::{Level, NodeId, Place, Role};
use jiheng_document::{Document, read};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const HEAD: &str = "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
const TAIL: &str = "<w:sectPr/></w:body></w:document>";

fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let document = format!("{HEAD}{body}{TAIL}");
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"></Types>",
        ),
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
        ),
        ("word/document.xml", document.as_str()),
        ("word/media/image.bin", "not to be touched"),
    ];
    for (name, text) in parts.iter().chain(more) {
        zip.start_file(*name, SimpleFileOptions::DEFAULT).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn finding(document: &Document, quote: &str) -> FindingInfo {
    let (node, start) = (0..)
        .zip(&document.nodes)
        .find_map(|(node, n)| Some((node, n.text.find(quote)?)))
        .unwrap_or_else(|| panic!("no {quote}"));
    let place = Place::new(NodeId(node), start, start + quote.len());
    let location = document.locate(place);
    FindingInfo {
        code: "I001",
        level: Level::Error,
        title: "合计不等于各项之和",
        message: "合计<5>与各项之和不符".into(),
        locations: vec![LocationInfo {
            quote: location.quote,
            line: None,
            page: None,
            path: location.path,
            role: Role::Fault,
            label: String::new(),
            place,
        }],
        expected: Some("4".into()),
        found: Some("5".into()),
        calculation: Some("2＋2＝4".into()),
        basis: vec!["某办法第一条".into()],
        action: "核对".into(),
        fingerprint: "f".into(),
        decision: None,
    }
}

/// Annotates the quotes; gives the new file and its body.
fn annotated(bytes: &[u8], quotes: &[&str]) -> (Vec<u8>, String) {
    let document = read(bytes).unwrap();
    let findings: Vec<_> = quotes.iter().map(|q| finding(&document, q)).collect();
    let out = annotate(bytes, &document, &findings).unwrap();
    let texts = |d: &Document| d.nodes.iter().map(|n| n.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&read(&out).unwrap()), texts(&document), "comments are no text");
    let body = part(&out, "word/document.xml");
    (out, body)
}

/// The body without what was put into it.
fn marks_removed(body: &str) -> String {
    let mut out = String::new();
    for tag in body.split_inclusive('>') {
        let is_mark = ["<w:commentRange", "<w:commentReference"].iter().any(|m| tag.starts_with(m));
        if !is_mark {
            out.push_str(tag);
        }
    }
    out.replace("<w:r></w:r>", "")
}

/// The text between the marks of each comment.
fn marked(body: &str) -> BTreeMap<u32, String> {
    let mut texts: BTreeMap<u32, (bool, String)> = BTreeMap::new();
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        let id = || tag.split('"').nth(1).unwrap().parse::<u32>().unwrap();
        if tag.starts_with("w:commentRangeStart") {
            texts.insert(id(), (true, String::new()));
        } else if tag.starts_with("w:commentRangeEnd") {
            texts.get_mut(&id()).unwrap().0 = false;
        } else if tag == "w:t" || tag.starts_with("w:t ") {
            let open = texts.values_mut().filter(|(open, _)| *open);
            open.for_each(|(_, own)| own.push_str(text));
        }
    }
    texts.into_iter().map(|(id, (_, text))| (id, text)).collect()
}

const RUN: &str =
    "<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>收入合计5万元，其中甲2万元。</w:t></w:r>";

#[test]
fn a_run_is_cut_around_the_words_and_keeps_its_look() {
    let (_, body) = annotated(&docx(&format!("<w:p>{RUN}</w:p>"), &[]), &["5万元"]);
    assert_eq!(
        body,
        format!(
            "{HEAD}<w:p><w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>收入合计</w:t></w:r>\
             <w:commentRangeStart w:id=\"0\"/>\
             <w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>5万元</w:t></w:r>\
             <w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>\
             <w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>，其中甲2万元。</w:t></w:r></w:p>{TAIL}"
        )
    );
}

#[test]
fn whole_runs_are_not_cut_and_the_rest_stays_byte_for_byte() {
    let text = "<w:p ><w:r><w:t>收入</w:t></w:r><w:hyperlink><w:r><w:t>合计5</w:t></w:r></w:hyperlink>\
                <w:bookmarkStart w:id='7'/><w:r><w:rPr/><w:t>万元</w:t></w:r></w:p>";
    let original = docx(text, &[]);
    let (out, body) = annotated(&original, &["合计5万元", "收入"]);
    assert_eq!(marks_removed(&body), part(&original, "word/document.xml"));
    assert_eq!(marked(&body), [(0, "合计5万元".into()), (1, "收入".into())].into());
    assert_eq!(part(&out, "word/media/image.bin"), "not to be touched");
    assert!(part(&out, "word/comments.xml").contains("合计&lt;5&gt;与各项之和不符"));
    assert!(part(&out, "[Content_Types].xml").contains("/word/comments.xml"));
    assert!(part(&out, "word/_rels/document.xml.rels").contains("/word/comments.xml"));
}

#[test]
fn several_findings_on_one_place_give_several_comments() {
    let (out, body) =
        annotated(&docx(&format!("<w:p>{RUN}</w:p>"), &[]), &["5万元", "5万元", "合计5"]);
    let expected = [(0, "5万元".into()), (1, "5万元".into()), (2, "合计5".into())];
    assert_eq!(marked(&body), expected.into());
    assert_eq!(part(&out, "word/comments.xml").matches("<w:comment ").count(), 3);
}

#[test]
fn words_in_cells_nested_tables_and_among_breaks_are_found() {
    let cell = |inner: &str| format!("<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>");
    let run = |text: &str| format!("<w:p><w:r>{text}</w:r></w:p>");
    let nested = cell(&format!("{}{}", run("<w:t>外甲</w:t>"), cell(&run("<w:t>内乙</w:t>"))));
    let lines = run("<w:t>第一行</w:t><w:br/><w:t>第&amp;二 行</w:t><w:tab/>");
    let (_, body) =
        annotated(&docx(&format!("{nested}{lines}"), &[]), &["甲", "内乙", "第&二", "一行\n第"]);
    let expected =
        [(0, "甲"), (1, "内乙"), (2, "第&amp;二"), (3, "一行第")].map(|(id, t)| (id, t.to_owned()));
    assert_eq!(marked(&body).into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn space_beside_a_cut_is_kept() {
    let body = "<w:p><w:r><w:t>合计 5 万元</w:t></w:r></w:p>";
    let (_, body) = annotated(&docx(body, &[]), &["5"]);
    assert_eq!(body.matches("<w:t xml:space=\"preserve\">").count(), 3);
    assert!(body.contains(">合计 </w:t>") && body.contains("> 万元</w:t>"));
}

#[test]
fn a_text_box_is_marked_at_the_run_that_holds_it() {
    let body = "<w:p><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>框内5万元</w:t></w:r></w:p>\
                </w:txbxContent></w:drawing></w:r><w:r><w:t>框外</w:t></w:r></w:p>";
    let (_, body) = annotated(&docx(body, &[]), &["5万元"]);
    assert!(body.contains("<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:drawing>"), "{body}");
    assert!(body.contains("</w:drawing></w:r><w:commentRangeEnd w:id=\"0\"/>"));
}

#[test]
fn a_second_run_replaces_the_comments_of_the_first() {
    let original = docx(&format!("<w:p>{RUN}</w:p>"), &[]);
    let (once, _) = annotated(&original, &["5万元", "甲2"]);
    let (twice, body) = annotated(&once, &["5万元", "收入"]);
    assert_eq!(marked(&body).into_values().collect::<Vec<_>>(), ["5万元", "收入"]);
    assert_eq!(part(&twice, "word/comments.xml").matches("<w:comment ").count(), 2);
    assert_eq!(body.matches("<w:commentReference").count(), 2);
    let (none, body) = annotated(&twice, &[]);
    assert!(!body.contains("<w:comment") && !part(&none, "word/comments.xml").contains("绩衡"));
}

#[test]
fn old_comments_keep_their_ids() {
    let comments =
        "<w:comments xmlns:w=\"x\"><w:comment w:id=\"4\"><w:p/></w:comment></w:comments>";
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"comments.xml\"/></Relationships>";
    let original = docx(
        &format!(
            "<w:p><w:commentRangeStart w:id=\"4\"/>{RUN}<w:commentRangeEnd w:id=\"4\"/></w:p>"
        ),
        &[("word/comments.xml", comments), ("word/_rels/document.xml.rels", relations)],
    );
    let (out, body) = annotated(&original, &["5万元"]);
    assert_eq!(marked(&body)[&5], "5万元");
    assert!(
        part(&out, "word/comments.xml")
            .contains("<w:comment w:id=\"4\"><w:p/></w:comment><w:comment w:id=\"5\"")
    );
    assert_eq!(part(&out, "word/_rels/document.xml.rels"), relations);
}
