//! Notes on the cells that findings are about.

mod note;

use super::package::{Package, malformed};
use super::relations::Relations;
use super::xml::elements;
use super::{AnnotateError, words};
use crate::report::FindingInfo;
use jiheng_document::{Document, Origin};
use note::{COMMENTS, Cell, DRAWING};
use std::collections::BTreeMap;

const MAIN: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
];
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What stands after the reference to the drawing of the notes, by the schema.
const AFTER_DRAWING: [&str; 8] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

pub(super) fn annotate(
    bytes: &[u8],
    document: &Document,
    findings: &[FindingInfo],
) -> Result<Vec<u8>, AnnotateError> {
    let mut package = Package::open(bytes)?;
    let notes = notes(document, findings);
    if notes.is_empty() {
        return package.finish();
    }
    let parts = sheet_parts(&mut package)?;
    for (number, (sheet, cells)) in (1..).zip(&notes) {
        let name = document.sheets.get(*sheet as usize).map_or("", String::as_str);
        let part = parts.get(name).ok_or_else(|| malformed(name))?;
        add_notes(&mut package, part, name, number, cells)?;
    }
    package.finish()
}

/// What is to be said of each cell, by sheet.
fn notes(
    document: &Document,
    findings: &[FindingInfo],
) -> BTreeMap<u32, BTreeMap<Cell, Vec<String>>> {
    let mut notes: BTreeMap<u32, BTreeMap<Cell, Vec<String>>> = BTreeMap::new();
    for finding in findings {
        let node = finding.locations.first().map(|l| l.place.node.index());
        let origin = node.and_then(|at| document.nodes.get(at)).map(|n| &n.origin);
        if let Some(Origin::SheetCell { sheet, row, column }) = origin {
            let cell = Cell { row: *row, column: *column };
            let lines = notes.entry(*sheet).or_default().entry(cell).or_default();
            lines.extend(words(finding));
        }
    }
    notes
}

/// The part of each sheet by its name.
fn sheet_parts(package: &mut Package) -> Result<BTreeMap<String, String>, AnnotateError> {
    let root = Relations::of(package, "")?;
    let book = MAIN.iter().find_map(|kind| root.by_kind(kind));
    let book = book.unwrap_or_else(|| "xl/workbook.xml".into());
    let xml = package.text(&book)?.ok_or_else(|| malformed(&book))?;
    let relations = Relations::of(package, &book)?;
    let sheets = elements(&xml).into_iter().filter(|e| e.name == "sheet");
    Ok(sheets
        .filter_map(|e| {
            Some((e.attribute("name")?.to_owned(), relations.by_id(e.attribute("id")?)?))
        })
        .collect())
}

fn add_notes(
    package: &mut Package,
    part: &str,
    sheet: &str,
    number: u32,
    cells: &BTreeMap<Cell, Vec<String>>,
) -> Result<(), AnnotateError> {
    let xml = package.text(part)?.ok_or_else(|| malformed(part))?;
    let mut relations = Relations::of(package, part)?;
    let has_notes = relations.by_kind(COMMENTS.relation).is_some()
        || elements(&xml).iter().any(|e| e.name == "legacyDrawing");
    if has_notes {
        return Err(AnnotateError::HasNotes { sheet: sheet.into() });
    }
    let comments = format!("xl/commentsJiheng{number}.xml");
    let drawing = format!("xl/drawings/vmlDrawingJiheng{number}.vml");
    package.set(&comments, note::comments(cells));
    package.set(&drawing, note::drawing(number, cells));
    package.declare(&comments, COMMENTS.content)?;
    package.declare_ending("vml", DRAWING.content)?;
    relations.add(COMMENTS.relation, &comments);
    let id = relations.add(DRAWING.relation, &drawing);
    relations.save(package)?;
    package.set(part, with_drawing(part, &xml, &id)?);
    Ok(())
}

/// The sheet with the reference to the drawing at its place.
fn with_drawing(part: &str, xml: &str, id: &str) -> Result<String, AnnotateError> {
    let elements = elements(xml);
    let after = elements.iter().find(|e| e.depth == 1 && AFTER_DRAWING.contains(&e.name.as_str()));
    let at = after.map(|e| e.start).or_else(|| xml.rfind("</")).ok_or_else(|| malformed(part))?;
    let p = super::package::root_prefix(xml);
    let reference = format!("<{p}legacyDrawing xmlns:r=\"{RELATIONSHIPS}\" r:id=\"{id}\"/>");
    Ok(format!("{}{reference}{}", &xml[..at], &xml[at..]))
}

#[cfg(test)]
mod tests;
