use super::super::numbering::Numbering;
use super::super::styles::Styles;
use super::{NoteKind, Reader};
use crate::model::{Block, Document};

const STYLES: &str =
    r#"<w:styles><w:style w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;

fn read(body: &str) -> Document {
    let styles = Styles::parse(STYLES);
    let mut reader = Reader::new(&styles, Numbering::default());
    reader.read(&format!("<w:body>{body}</w:body>")).unwrap();
    reader.finish().unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    document.nodes.iter().map(|n| n.text.as_str()).collect()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(&run(text)))
}

#[test]
fn wrappers_hold_text_and_codes_do_not() {
    let code = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r><w:r><w:t>1=1</w:t></w:r>"#;
    let result = r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>丁</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let body = format!(
        "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        paragraph(&format!(
            "<w:hyperlink>{}</w:hyperlink><w:smartTag>{}</w:smartTag><w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>{code}{result}",
            run("甲"),
            run("乙"),
            run("丙"),
        ))
    );
    assert_eq!(texts(&read(&body)), ["甲乙丙丁"]);
    // A field that never ends swallows its own paragraph at most.
    assert_eq!(texts(&read(&(paragraph(code) + &paragraph(&run("后"))))), ["后"]);
}

#[test]
fn hidden_text_is_left_out_unless_the_run_shows_itself() {
    let body = paragraph(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r>\
         <w:r><w:rPr><w:rStyle w:val=\"secret\"/></w:rPr><w:t>乙</w:t></w:r>\
         <w:r><w:rPr><w:rStyle w:val=\"secret\"/><w:vanish w:val=\"0\"/></w:rPr><w:t>丙</w:t></w:r>\
         <w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>丁</w:t></w:r>",
    );
    assert_eq!(texts(&read(&body)), ["丙丁"]);
}

#[test]
fn changes_read_as_accepted() {
    let mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    let body = paragraph(&format!("{mark}{}<w:moveFrom>{}</w:moveFrom>", run("预算"), run("旧")))
        + &paragraph(&format!("<w:moveTo>{}</w:moveTo>", run("执行")))
        + &format!(
            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr><w:tr>{}</w:tr></w:tbl>",
            cell("", "删"),
            cell("", "留")
        );
    let document = read(&body);
    assert_eq!(texts(&document), ["预算执行", "留"]);
    assert!(document.notices[0].text.contains("插入1处、删除3处"), "{:?}", document.notices);
}

#[test]
fn rows_may_start_late_and_cells_span() {
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>", "甲"),
        cell("", "乙"),
        cell("<w:gridSpan w:val=\"2\"/>", "丙"),
    );
    let document = read(&body);
    let Block::Table(table) = &document.blocks[0] else { panic!("no table") };
    assert_eq!((table.rows, table.columns), (2, 3));
    assert_eq!(document.text(table.at(1, 2).unwrap().node), "丙");
    assert!(table.at(1, 0).is_none());
}

#[test]
fn text_boxes_are_read_once() {
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", paragraph(&run("框内")));
    let body = paragraph(&format!(
        "<w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice>{boxed}</mc:Choice><mc:Fallback><w:pict>{boxed}</w:pict>\
         </mc:Fallback></mc:AlternateContent><w:t>后</w:t></w:r>"
    )) + &paragraph(&format!("<w:r><w:pict>{boxed}</w:pict></w:r>"));
    let document = read(&body);
    assert_eq!(texts(&document), ["框内", "前后", "框内"]);
    // Text behind a box still stands in its own run.
    assert_eq!(document.nodes[1].anchors.len(), 1);
}

#[test]
fn notes_come_in_the_order_of_the_text_and_deleted_ones_not_at_all() {
    let styles = Styles::default();
    let mut reader = Reader::new(&styles, Numbering::default());
    let refer = |id| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let body =
        paragraph(&format!("{}{}{}<w:del>{}</w:del>", run("文"), refer(3), refer(2), refer(4)));
    reader.read(&body).unwrap();
    let note =
        |id, text| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", paragraph(&run(text)));
    let part = format!(
        "<w:footnotes>{}{}{}{}</w:footnotes>",
        note(0, "线"),
        note(2, "二"),
        note(3, "三"),
        note(4, "四")
    );
    reader.read_notes(&part, NoteKind::Footnote).unwrap();
    assert_eq!(texts(&reader.finish().unwrap()), ["文", "三", "二"]);
}
