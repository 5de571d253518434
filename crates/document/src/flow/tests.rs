use super::{CellShape, Edges, Flow};
use crate::model::{Block, Document, Format, Origin, Table};

fn cell(flow: &mut Flow, text: &str, shape: CellShape) {
    flow.start_cell(shape);
    flow.start_paragraph();
    flow.push(text, None);
    flow.end_paragraph(None, None);
    flow.end_cell();
}

fn rows(rows: &[&[(&str, CellShape)]]) -> Document {
    let mut flow = Flow::new(Format::Html);
    flow.start_table();
    for row in rows {
        flow.start_row(0);
        for (text, shape) in *row {
            cell(&mut flow, text, *shape);
        }
        flow.end_row();
    }
    flow.end_table();
    flow.finish().unwrap()
}

fn table(document: &Document) -> &Table {
    document
        .blocks
        .iter()
        .find_map(|b| if let Block::Table(table) = b { Some(table) } else { None })
        .unwrap()
}

fn text_at(document: &Document, row: u32, column: u32) -> &str {
    document.text(table(document).at(row, column).unwrap().node)
}

const ONE: CellShape =
    CellShape { column_span: 1, row_span: 1, continues_above: false, continues_left: false };

#[test]
fn cells_make_room_for_spans_from_above() {
    let tall = CellShape { row_span: 2, ..ONE };
    let wide = CellShape { column_span: 2, ..ONE };
    let document = rows(&[&[("甲", tall), ("乙", wide)], &[("丙", ONE), ("丁", ONE)]]);
    assert_eq!((table(&document).rows, table(&document).columns), (2, 3));
    assert_eq!(text_at(&document, 1, 0), "甲");
    assert_eq!(text_at(&document, 1, 1), "丙");
    assert_eq!(text_at(&document, 0, 2), "乙");
}

#[test]
fn spans_end_with_the_table() {
    let document = rows(&[&[("甲", CellShape { row_span: 60_000, ..ONE }), ("乙", ONE)]]);
    assert_eq!(table(&document).cells[0].row_span, 1);
}

#[test]
fn edges_become_columns() {
    let mut flow = Flow::new(Format::Rtf);
    flow.start_table();
    let at = |left, right| Edges { left, right, ..Edges::default() };
    let below = |left, right| Edges { continues_above: true, ..at(left, right) };
    // The edge at 3000 is drawn a little off in the second row.
    let first = [("甲", at(-108, 3000)), ("乙", at(3000, 9000))];
    let second = [("", below(-108, 3006)), ("丙", at(3006, 6000)), ("丁", at(6000, 9000))];
    for row in [first.as_slice(), &second] {
        flow.start_row(0);
        row.iter().for_each(|(text, _)| cell(&mut flow, text, ONE));
        flow.end_row_at(&row.iter().map(|(_, edges)| *edges).collect::<Vec<_>>());
    }
    flow.end_table();
    let document = flow.finish().unwrap();
    assert_eq!(table(&document).columns, 3);
    assert_eq!([text_at(&document, 0, 0), text_at(&document, 1, 0)], ["甲", "甲"]);
    assert_eq!(text_at(&document, 0, 2), "乙");
    let last = table(&document).at(1, 2).unwrap().node;
    let origin = &document.nodes[last.index()].origin;
    assert_eq!(*origin, Origin::Cell { table: 1, row: 2, column: 3 });
}

#[test]
fn notes_stand_at_the_end_in_their_order() {
    let mut flow = Flow::new(Format::Odt);
    flow.start_paragraph();
    flow.push("正文", None);
    for (order, text) in [(2, "后"), (1, "先")] {
        flow.start_note();
        flow.start_paragraph();
        flow.push(text, None);
        flow.end_paragraph(None, None);
        flow.end_note(order);
    }
    flow.push("继续", None);
    flow.end_paragraph(None, None);
    let document = flow.finish().unwrap();
    let texts: Vec<_> = document.nodes.iter().map(|n| n.text.as_str()).collect();
    assert_eq!(texts, ["正文继续", "先", "后"]);
    assert_eq!(document.nodes[2].origin, Origin::Note(2));
}

#[test]
fn what_is_deeper_or_wider_than_any_report_is_refused() {
    let mut deep = Flow::new(Format::Docx);
    (0..20).for_each(|_| deep.start_table());
    assert!(deep.finish().unwrap_err().to_string().contains("表格嵌套过深"));
    let mut wide = Flow::new(Format::Docx);
    wide.start_table();
    wide.start_row(0);
    (0..3).for_each(|_| cell(&mut wide, "甲", CellShape { column_span: 1000, ..ONE }));
    wide.end_row();
    assert!(wide.finish().unwrap_err().to_string().contains("表格列数过多"));
}
