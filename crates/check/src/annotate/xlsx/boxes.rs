//! The drawing that holds the boxes of the notes of a sheet. Programs do not always write it as
//! XML, so that it is cut as text.

use super::super::AnnotateError;
use super::super::package::malformed;
use super::note::{Cell, Notes};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Ids of shapes are given in blocks of this size, one a drawing.
const SHAPE_BLOCK: u32 = 1024;
const SHAPE: &str = "<v:shape ";
const SHAPE_END: &str = "</v:shape>";
const SHAPE_ID: &str = "_x0000_s";
const KIND: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
    <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// A drawing without any box; `number` tells it from those of other sheets.
fn empty(number: u32) -> String {
    format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
         <o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{number}\"/></o:shapelayout>\
         </xml>"
    )
}

/// The drawing without the boxes of some cells and with boxes for others.
pub(super) fn drawing(
    part: &str,
    old: Option<&str>,
    number: u32,
    gone: &BTreeSet<Cell>,
    new: &BTreeSet<Cell>,
    notes: &Notes,
) -> Result<String, AnnotateError> {
    let mut out = without(&old.map_or_else(|| empty(number), str::to_owned), gone);
    let highest = out.split(SHAPE_ID).skip(1).filter_map(leading_number).max();
    let first = highest.unwrap_or_else(|| number.saturating_mul(SHAPE_BLOCK)).saturating_add(1);
    let mut added = String::new();
    if !out.contains("\"_x0000_t202\"") {
        added.push_str(KIND);
    }
    for (id, cell) in (first..).zip(new) {
        let lines = notes.get(cell).map_or(0, Vec::len);
        add_box(&mut added, id, *cell, u32::try_from(lines).unwrap_or(u32::MAX));
    }
    let end = out.rfind("</").ok_or_else(|| malformed(part))?;
    out.insert_str(end, &added);
    Ok(out)
}

fn without(drawing: &str, gone: &BTreeSet<Cell>) -> String {
    let mut out = String::with_capacity(drawing.len());
    let mut rest = drawing;
    while let Some(start) = rest.find(SHAPE) {
        let Some(length) = rest[start..].find(SHAPE_END) else { break };
        let end = start + length + SHAPE_END.len();
        let is_gone = cell_of(&rest[start..end]).is_some_and(|cell| gone.contains(&cell));
        out.push_str(&rest[..if is_gone { start } else { end }]);
        rest = &rest[end..];
    }
    out + rest
}

/// The cell that a box is for; shapes of other kinds are for none.
fn cell_of(shape: &str) -> Option<Cell> {
    shape.contains("\"Note\"").then_some(())?;
    let number = |tag| leading_number(shape.split_once(tag)?.1)?.checked_add(1);
    Some(Cell { row: number("<x:Row>")?, column: number("<x:Column>")? })
}

fn leading_number(text: &str) -> Option<u32> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

/// A box, hidden until the cell is pointed at.
fn add_box(out: &mut String, id: u32, cell: Cell, lines: u32) {
    let (row, column) = (cell.row.saturating_sub(1), cell.column.saturating_sub(1));
    let below = row.saturating_add(lines.saturating_mul(2));
    let _ = write!(
        out,
        "<v:shape id=\"{SHAPE_ID}{id}\" type=\"#_x0000_t202\" \
         style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\" \
         o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>\
         <v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
         <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"/></v:textbox>\
         <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
         <x:Anchor>{}, 15, {row}, 2, {}, 15, {below}, 4</x:Anchor>\
         <x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>\
         </x:ClientData></v:shape>",
        column + 1,
        column.saturating_add(5)
    );
}

#[cfg(test)]
mod tests {
    use super::{Cell, Notes, drawing};
    use std::collections::BTreeSet;

    fn cells(names: &[&str]) -> BTreeSet<Cell> {
        names.iter().filter_map(|name| Cell::named(name)).collect()
    }

    #[test]
    fn boxes_go_and_come_and_those_of_others_stay() {
        let of = |old: Option<&str>, gone: &[&str], new: &[&str]| {
            drawing("", old, 3, &cells(gone), &cells(new), &Notes::new()).unwrap()
        };
        let once = of(None, &[], &["B2", "C3"]);
        assert!(once.contains("\"_x0000_s3073\"") && once.contains("\"_x0000_s3074\""));
        assert!(once.contains("<x:Row>1</x:Row><x:Column>1</x:Column>"));
        // Their program may leave a tag open.
        let theirs = once.replace("<div style=\"text-align:left\"/>", "<div>请核对<br></div>");
        let twice = of(Some(&theirs), &["B2"], &["D4"]);
        assert!(!twice.contains("<x:Row>1<") && twice.contains("<x:Row>2<"));
        assert!(twice.contains("\"_x0000_s3075\"") && twice.ends_with("</v:shape></xml>"));
        assert_eq!(twice.matches("<v:shapetype").count(), 1);
    }
}
