use super::Reader;
use crate::model::{Block, Document, Origin};

fn read(text: &str) -> Document {
    let head =
        "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 x;}}{\\stylesheet{\\s1 heading 2;}}";
    Reader::default().read(format!("{head}{text}}}").as_bytes()).unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    document.nodes.iter().map(|n| n.text.as_str()).collect()
}

#[test]
fn characters_come_as_codes_and_as_bytes() {
    let document =
        read("\\u24471 ?\\uc2\\u-26378\\'b7\\'d6\\uc1 98\\'b7\\'d6\\par\\u-10179 ?\\u-8704 ?");
    assert_eq!(texts(&document), ["得\u{98f6}98分", "😀"]);
}

#[test]
fn looks_fields_and_remarks_are_no_text() {
    let document = read(
        "{\\*\\generator x;}{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}{\\v secret}{\\deleted old}{\\revised new}\
         {\\*\\annotation a remark}{\\footnote\\pard note}.\\par{\\info{\\author me}}",
    );
    assert_eq!(texts(&document), ["3new.", "note"]);
    assert_eq!(document.nodes[1].origin, Origin::Note(1));
    assert_eq!(document.notices.len(), 3);
}

#[test]
fn headings_and_numbers_stand_beside_the_text() {
    let document =
        read("{\\listtext\\pard \\u19968 ?\\u12289 ?\\tab}\\pard\\s1 A\\par\\pard B\\par");
    let Block::Paragraph(first) = &document.blocks[0] else { panic!("no paragraph") };
    assert_eq!(first.style_level, Some(2));
    assert_eq!(first.numbering.as_deref(), Some("一、"));
    assert_eq!(texts(&document), ["A", "B"]);
}

#[test]
fn tables_nest_and_merge() {
    let document = read(
        "\\trowd\\clvmgf\\cellx1000\\cellx3000\\pard\\intbl A\\cell B\\cell\\row\
         \\trowd\\clvmrg\\cellx1000\\cellx2000\\cellx3000\\pard\\intbl\\cell C\\cell\
         {\\pard\\intbl\\itap2 D\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}{\\nonesttables\\par}}\
         \\pard\\intbl E\\cell\\row\\pard F\\par",
    );
    let tables: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None })
        .collect();
    assert_eq!(tables.len(), 2);
    let outer = tables[1];
    assert_eq!((outer.rows, outer.columns), (2, 3));
    let at = |row, column| document.text(outer.at(row, column).unwrap().node);
    assert_eq!([at(1, 0), at(0, 2), at(1, 1), at(1, 2)], ["A", "B", "C", "E"]);
    assert_eq!(texts(&document).last(), Some(&"F"));
}

#[test]
fn what_ends_too_early_is_damaged() {
    let error = Reader::default().read(b"{\\rtf1 text").unwrap_err();
    assert!(error.to_string().contains("括号没有闭合"));
}
