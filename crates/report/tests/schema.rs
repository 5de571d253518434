//! The parts of a docx in the order that the schema of WordprocessingML asks for, read strictly: an
//! element that is out of order, or that no sequence below knows, is an error. Word refuses such
//! files, other programs do not.

#![allow(clippy::unwrap_used)]

mod random;

use jiheng_law::Law;
use jiheng_report::{Block, Cell, Paper, Table, TableKind, Template, TemplateKind, settle};
use quick_xml::events::Event;
use random::Random;
use std::collections::HashSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Children of an element in their order; those of the `free` may come in any.
struct Sequence {
    of: &'static str,
    children: &'static [&'static str],
    free: bool,
}

const fn ordered(of: &'static str, children: &'static [&'static str]) -> Sequence {
    Sequence { of, children, free: false }
}

const fn free(of: &'static str, children: &'static [&'static str]) -> Sequence {
    Sequence { of, children, free: true }
}

/// ECMA-376, part 1, annex A, as far as the writer uses it.
#[rustfmt::skip]
const SEQUENCES: &[Sequence] = &[
    ordered("w:document", &["w:body"]),
    free("w:body", &["w:p", "w:tbl", "w:sectPr"]),
    free("w:ftr", &["w:p"]),
    free("w:p", &["w:pPr", "w:r"]),
    free("w:r", &["w:rPr", "w:t", "w:br", "w:drawing", "w:fldChar", "w:instrText"]),
    ordered("w:pPr", &[
        "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl", "w:autoSpaceDE",
        "w:autoSpaceDN", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr",
    ]),
    ordered("w:rPr", &["w:rFonts", "w:b", "w:color", "w:spacing", "w:sz", "w:szCs", "w:highlight", "w:lang"]),
    ordered("w:sectPr", &["w:footerReference", "w:type", "w:pgSz", "w:pgMar", "w:docGrid"]),
    ordered("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ordered("w:tblPr", &["w:tblStyle", "w:tblW", "w:jc", "w:tblBorders", "w:tblLayout", "w:tblCellMar"]),
    ordered("w:tblGrid", &["w:gridCol"]),
    ordered("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ordered("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ordered("w:tr", &["w:trPr", "w:tc"]),
    free("w:trPr", &["w:cantSplit", "w:tblHeader"]),
    ordered("w:tc", &["w:tcPr", "w:p"]),
    ordered("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:vAlign"]),
    ordered("w:styles", &["w:docDefaults", "w:style"]),
    ordered("w:docDefaults", &["w:rPrDefault", "w:pPrDefault"]),
    ordered("w:rPrDefault", &["w:rPr"]),
    ordered("w:style", &["w:name", "w:basedOn", "w:qFormat", "w:pPr", "w:rPr", "w:tblPr"]),
    ordered("w:settings", &["w:evenAndOddHeaders", "w:compat"]),
    ordered("w:compat", &["w:compatSetting"]),
    ordered("w:fonts", &["w:font"]),
    ordered("w:font", &["w:altName", "w:charset"]),
    ordered("w:drawing", &["wp:inline"]),
    ordered("wp:inline", &["wp:extent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"]),
    ordered("a:graphic", &["a:graphicData"]),
    ordered("a:graphicData", &["c:chart"]),
    ordered("c:chartSpace", &["c:roundedCorners", "c:chart", "c:spPr", "c:txPr"]),
    ordered("c:chart", &["c:autoTitleDeleted", "c:plotArea", "c:legend", "c:plotVisOnly", "c:dispBlanksAs"]),
    ordered("c:plotArea", &["c:layout", "c:barChart", "c:catAx", "c:valAx"]),
    ordered("c:barChart", &["c:barDir", "c:grouping", "c:varyColors", "c:ser", "c:gapWidth", "c:axId"]),
    ordered("c:ser", &["c:idx", "c:order", "c:tx", "c:spPr", "c:invertIfNegative", "c:dLbls", "c:cat", "c:val"]),
    ordered("c:tx", &["c:strRef", "c:v"]),
    ordered("c:strRef", &["c:f", "c:strCache"]),
    ordered("c:strCache", &["c:ptCount", "c:pt"]),
    ordered("c:dLbls", &[
        "c:numFmt", "c:spPr", "c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent",
        "c:showBubbleSize",
    ]),
    ordered("c:cat", &["c:strLit"]),
    ordered("c:strLit", &["c:ptCount", "c:pt"]),
    ordered("c:val", &["c:numLit"]),
    ordered("c:numLit", &["c:formatCode", "c:ptCount", "c:pt"]),
    ordered("c:pt", &["c:v"]),
    ordered("c:catAx", &[
        "c:axId", "c:scaling", "c:delete", "c:axPos", "c:numFmt", "c:majorTickMark", "c:minorTickMark", "c:tickLblPos",
        "c:spPr", "c:crossAx", "c:crosses", "c:auto", "c:lblAlgn", "c:lblOffset", "c:noMultiLvlLbl",
    ]),
    ordered("c:valAx", &[
        "c:axId", "c:scaling", "c:delete", "c:axPos", "c:numFmt", "c:majorTickMark", "c:minorTickMark", "c:tickLblPos",
        "c:crossAx", "c:crosses", "c:crossBetween",
    ]),
    ordered("c:scaling", &["c:orientation", "c:max", "c:min"]),
    ordered("c:legend", &["c:legendPos", "c:overlay"]),
    ordered("c:spPr", &["a:noFill", "a:solidFill", "a:ln"]),
    ordered("a:ln", &["a:noFill", "a:solidFill"]),
    ordered("a:solidFill", &["a:srgbClr"]),
    ordered("c:txPr", &["a:bodyPr", "a:lstStyle", "a:p"]),
    ordered("a:p", &["a:pPr", "a:endParaRPr"]),
    ordered("a:pPr", &["a:defRPr"]),
    ordered("a:defRPr", &["a:solidFill", "a:latin", "a:ea"]),
];

fn parts(docx: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(docx)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    names
        .into_iter()
        .map(|name| {
            let mut text = String::new();
            archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
            (name, text)
        })
        .collect()
}

/// What breaks the order in a part.
fn faults(part: &str, xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    // Open elements, each with how far its sequence has come.
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut found = Vec::new();
    loop {
        let event = reader.read_event().unwrap();
        let (start, is_empty) = match &event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => return found,
            _ => continue,
        };
        let name = start.name().as_ref().to_owned();
        let mut keys = HashSet::new();
        for attribute in start.attributes() {
            assert!(keys.insert(attribute.unwrap().key.as_ref().to_owned()), "{part} {name}");
        }
        if let Some((parent, reached)) = open.last_mut() {
            match SEQUENCES.iter().find(|s| s.of == parent) {
                None => found.push(format!("{part}：{parent} 里不应有 {name}")),
                Some(sequence) => match sequence.children.iter().position(|c| *c == name) {
                    None => found.push(format!("{part}：{parent} 里不认识 {name}")),
                    Some(at) if at < *reached && !sequence.free => {
                        found.push(format!("{part}：{parent} 里 {name} 的次序不对"));
                    }
                    Some(at) => *reached = at,
                },
            }
        }
        if !is_empty {
            open.push((name, 0));
        }
    }
}

/// What does not hold together between the parts, or within the body.
fn loose_ends(parts: &[(String, String)]) -> Vec<String> {
    let part = |name: &str| &parts.iter().find(|(n, _)| n == name).unwrap().1;
    let values = |xml: &str, before: &str| -> Vec<String> {
        xml.split(before).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let mut found = Vec::new();
    let styles = values(part("word/styles.xml"), "w:styleId=\"");
    let body = part("word/document.xml");
    for used in values(body, "w:pStyle w:val=\"") {
        if !styles.contains(&used) {
            found.push(format!("没有样式 {used}"));
        }
    }
    let relations = part("word/_rels/document.xml.rels");
    let known = values(relations, "Id=\"");
    for used in values(body, "r:id=\"") {
        if !known.contains(&used) {
            found.push(format!("没有关系 {used}"));
        }
    }
    let names: Vec<&String> = parts.iter().map(|(n, _)| n).collect();
    for target in values(relations, "Target=\"") {
        if !names.contains(&&format!("word/{target}")) {
            found.push(format!("没有部件 {target}"));
        }
    }
    for (name, _) in parts.iter().filter(|(n, _)| n.ends_with(".xml") && !n.starts_with('[')) {
        if !part("[Content_Types].xml").contains(&format!("PartName=\"/{name}\"")) {
            found.push(format!("{name} 没有内容类型"));
        }
    }
    // A cell ends with a paragraph, and two tables never touch.
    if body.contains("</w:tbl></w:tc>") || body.contains("</w:tbl><w:tbl>") {
        found.push("表格之后没有段落".into());
    }
    found
}

fn held(paper: &Paper) {
    let parts = parts(&paper.docx().unwrap());
    let xml = parts.iter().filter(|(n, _)| n.starts_with("word/") && n.ends_with(".xml"));
    let mut wrong: Vec<String> = xml.flat_map(|(name, text)| faults(name, text)).collect();
    wrong.extend(loose_ends(&parts));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_part_keeps_to_the_schema() {
    let law = Law::builtin().unwrap();
    for scheme in ["hubei", "mof2020", "pmkpi"] {
        for seed in 0..5 {
            let settled = settle(&Random::new(seed).submission(scheme, &law), &law).unwrap();
            for kind in TemplateKind::ALL {
                let template = Template::builtin(scheme, kind).unwrap();
                held(&template.paper(&settled).unwrap());
            }
        }
    }
}

#[test]
fn so_do_lying_tables_gaps_and_marks() {
    let cell =
        Cell { text: "甲 & “乙” <丙>\n丁".into(), rows: 1, columns: 1, is_head: true };
    let table = |columns| {
        Block::Table(Table {
            kind: TableKind::Scores,
            caption: "表 & 表".into(),
            widths: vec![1; columns],
            head_rows: 1,
            rows: vec![vec![cell.clone(); columns]; 3],
        })
    };
    held(&Paper::default());
    held(&Paper {
        blocks: vec![
            table(12),
            table(3),
            Block::Attachment("甲".into()),
            Block::Attachment("乙".into()),
            table(12),
            Block::Paragraph("【待补：成绩】和【待补：没有完".into()),
            Block::Signature { unit: "某局".into(), day: "2025年3月1日".into() },
        ],
        gaps: Vec::new(),
    });
}

#[test]
fn what_is_out_of_order_is_found() {
    let wrong = r#"<w:pPr><w:jc w:val="left"/><w:ind w:left="1"/><w:unknown/></w:pPr>"#;
    assert_eq!(faults("部件", wrong).len(), 2);
}
