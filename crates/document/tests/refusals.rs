//! What cannot be read is refused with its reason: never a panic, never a full memory.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod common;

use common::{changed, fixture, package};
use jiheng_document::{ReadError, read};
use std::io::{Cursor, Write};

fn refusal(bytes: &[u8]) -> ReadError {
    read(bytes).unwrap_err()
}

#[test]
fn files_cut_short_are_named_as_damaged() {
    for (ending, format) in [("doc", "doc"), ("docx", "docx"), ("odt", "odt"), ("rtf", "rtf")] {
        let bytes = fixture(&format!("sample.{ending}"));
        let error = refusal(&bytes[..bytes.len() * 2 / 3]);
        assert!(
            matches!(&error, ReadError::Damaged { format: f, .. } if *f == format),
            "{ending}: {error}"
        );
    }
    let workbook = package(&[("xl/workbook.xml".into(), b"<workbook/>".to_vec())]);
    assert!(refusal(&workbook[..workbook.len() - 9]).to_string().starts_with("xlsx文件已损坏"));
    let begin = [&[0x09, 0x08, 0x10, 0x00][..], &[0; 5000]].concat();
    let workbook = compound(&[("Workbook", &begin)]);
    let error = refusal(&workbook[..workbook.len() - 600]);
    assert!(error.to_string().starts_with("xls文件已损坏"), "{error}");
}

#[test]
fn xml_that_ends_too_early_is_damage_and_not_a_short_report() {
    for (name, part) in [("sample.docx", "word/document.xml"), ("sample.odt", "content.xml")] {
        let cut = |xml: &str| xml[..xml.find("预算执行").unwrap()].to_owned();
        assert!(matches!(refusal(&changed(name, part, cut)), ReadError::Damaged { .. }), "{name}");
    }
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn passwords_are_named() {
    let office = compound(&[("EncryptedPackage", b"x"), ("EncryptionInfo", b"x")]);
    assert_eq!(refusal(&office), ReadError::Encrypted);
    let mut head = vec![0; 1024];
    head[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0x00]);
    head[11] = 0x01;
    assert_eq!(refusal(&compound(&[("WordDocument", &head)])), ReadError::Encrypted);
    let odt = changed("sample.odt", "META-INF/manifest.xml", |xml| {
        xml.replacen("<manifest:file-entry ", "<manifest:encryption-data/><manifest:file-entry ", 1)
    });
    assert_eq!(refusal(&odt), ReadError::Encrypted);
}

#[test]
fn other_files_of_the_same_wrapping_are_told_apart() {
    let relations = |target: &str| {
        let kind =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
        format!(
            "<Relationships><Relationship Type=\"{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let slides = package(&[("_rels/.rels".into(), relations("ppt/presentation.xml").into())]);
    assert!(matches!(refusal(&slides), ReadError::Unsupported { .. }));
    let plain = package(&[("甲.txt".into(), b"1".to_vec())]);
    assert!(matches!(refusal(&plain), ReadError::Unsupported { .. }));
    let other = compound(&[("PowerPoint Document", b"x")]);
    assert!(matches!(refusal(&other), ReadError::Unsupported { .. }));
}

#[test]
fn entities_do_not_grow() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"哈哈哈哈\"><!ENTITY b \"&a;&a;&a;\">]>";
    let file = changed("sample.docx", "word/document.xml", |xml| {
        xml.replacen("<w:document", &format!("{bomb}<w:document"), 1).replacen(
            "基本情况",
            "基本&b;情况",
            1,
        )
    });
    assert_eq!(read(&file).unwrap().nodes[1].text, "基本情况");
}

#[test]
fn a_part_that_unpacks_without_end_is_a_bomb() {
    let file = changed("sample.docx", "word/document.xml", |xml| {
        xml.replacen("<w:body>", &format!("<w:body>{}", " ".repeat(70 << 20)), 1)
    });
    assert!(file.len() < 1 << 20);
    assert!(matches!(refusal(&file), ReadError::Bomb { .. }));
}

#[test]
fn tables_deeper_or_larger_than_any_report_are_refused() {
    let nest = |count: usize| {
        "<w:tbl><w:tr><w:tc>".repeat(count) + &"</w:tc></w:tr></w:tbl>".repeat(count)
    };
    let with = |table: &str| {
        changed("sample.docx", "word/document.xml", |xml| {
            xml.replacen("<w:body>", &format!("<w:body>{table}"), 1)
        })
    };
    assert!(refusal(&with(&nest(1000))).to_string().contains("嵌套过深"));
    let rows = "<w:tr><w:tc/></w:tr>".repeat(500_000);
    assert!(refusal(&with(&format!("<w:tbl>{rows}</w:tbl>"))).to_string().contains("过多"));
    let groups = format!("{{\\rtf1{}", "{".repeat(100_000));
    assert!(refusal(groups.as_bytes()).to_string().contains("嵌套过深"));
    let page = "<html>".to_owned() + &"<table><tr><td>甲".repeat(1000);
    assert!(refusal(page.as_bytes()).to_string().contains("嵌套过深"));
}
