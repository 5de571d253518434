//! The two parts of the notes of a sheet: what they say, and the boxes that say it.

use super::super::AUTHOR;
use super::super::package::escape;
use jiheng_document::column_letters;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How a part is known to the package.
pub(super) struct Kind {
    pub(super) content: &'static str,
    pub(super) relation: &'static str,
}

pub(super) const COMMENTS: Kind = Kind {
    content: "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    relation: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
};
pub(super) const DRAWING: Kind = Kind {
    content: "application/vnd.openxmlformats-officedocument.vmlDrawing",
    relation: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing",
};

/// Ids of shapes are given in blocks of this size, one a drawing.
const SHAPE_BLOCK: u32 = 1024;

/// A cell, row and column from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) column: u32,
}

/// The texts.
pub(super) fn comments(cells: &BTreeMap<Cell, Vec<String>>) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <authors><author>{AUTHOR}</author></authors><commentList>"
    );
    for (cell, lines) in cells {
        let text = escape(&lines.join("\n"));
        let _ = write!(
            out,
            "<comment ref=\"{}{}\" authorId=\"0\"><text><r><t xml:space=\"preserve\">{text}</t></r>\
             </text></comment>",
            column_letters(cell.column),
            cell.row
        );
    }
    out.push_str("</commentList></comments>");
    out
}

/// The boxes, hidden until the cell is pointed at.
pub(super) fn drawing(number: u32, cells: &BTreeMap<Cell, Vec<String>>) -> String {
    let mut out = format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
         <o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{number}\"/></o:shapelayout>\
         <v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
         path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
         <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
    );
    for (shape, (cell, lines)) in (1..).zip(cells) {
        let id = number.saturating_mul(SHAPE_BLOCK).saturating_add(shape);
        let (row, column) = (cell.row.saturating_sub(1), cell.column.saturating_sub(1));
        let below = row.saturating_add(2 * u32::try_from(lines.len()).unwrap_or(u32::MAX));
        let _ = write!(
            out,
            "<v:shape id=\"_x0000_s{id}\" type=\"#_x0000_t202\" \
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
    out.push_str("</xml>");
    out
}
