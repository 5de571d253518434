//! Notes on the cells that findings are about.

mod boxes;
mod note;
mod texts;

use super::package::{Package, malformed};
use super::relations::Relations;
use super::xml::elements;
use super::{AUTHOR, AnnotateError, words};
use crate::report::FindingInfo;
use jiheng_document::{Document, Origin};
use note::{COMMENTS, Cell, DRAWING, Notes};
use std::collections::BTreeMap;
use texts::Texts;

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
    let mut notes = notes(document, findings);
    for (number, (name, part)) in (1..).zip(sheet_parts(&mut package)?) {
        let sheet = document.sheets.iter().position(|own| *own == name);
        let sheet = sheet.and_then(|index| u32::try_from(index).ok());
        let own = sheet.and_then(|index| notes.remove(&index)).unwrap_or_default();
        set_notes(&mut package, &part, number, &own)?;
    }
    match notes.keys().next() {
        Some(sheet) => Err(malformed(document.sheets.get(*sheet as usize).map_or("", |s| s))),
        None => package.finish(),
    }
}

/// What is to be said of each cell, by sheet.
fn notes(document: &Document, findings: &[FindingInfo]) -> BTreeMap<u32, Notes> {
    let mut notes: BTreeMap<u32, Notes> = BTreeMap::new();
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

/// The sheets in their order: the name and the part.
fn sheet_parts(package: &mut Package) -> Result<Vec<(String, String)>, AnnotateError> {
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

/// Puts notes on a sheet in the place of those that we put there before.
fn set_notes(
    package: &mut Package,
    part: &str,
    number: u32,
    notes: &Notes,
) -> Result<(), AnnotateError> {
    let mut relations = Relations::of(package, part)?;
    let comments = relations.by_kind(COMMENTS.relation);
    let old = comments.as_deref().map(|name| package.text(name)).transpose()?.flatten();
    if notes.is_empty() && !old.as_deref().is_some_and(|texts| texts.contains(AUTHOR)) {
        return Ok(());
    }
    let texts = Texts::of(part, old.as_deref(), notes)?;
    let is_new = comments.is_none();
    let comments =
        comments.unwrap_or_else(|| package.free_name(|n| format!("xl/commentsJiheng{n}.xml")));
    package.set(&comments, texts.xml);
    if is_new {
        package.declare(&comments, COMMENTS.content)?;
        relations.add(COMMENTS.relation, &comments);
    }
    let xml = package.text(part)?.ok_or_else(|| malformed(part))?;
    let all = elements(&xml);
    let id = all.iter().find(|e| e.name == "legacyDrawing").and_then(|e| e.attribute("id"));
    let known = id.and_then(|id| relations.by_id(id));
    let is_drawn = known.is_some();
    let drawing = known
        .unwrap_or_else(|| package.free_name(|n| format!("xl/drawings/vmlDrawingJiheng{n}.vml")));
    let old = package.text(&drawing)?;
    let (gone, new) = (&texts.gone, &texts.new);
    let boxes = boxes::drawing(&drawing, old.as_deref(), number, gone, new, notes)?;
    package.set(&drawing, boxes);
    if !is_drawn {
        package.declare_ending("vml", DRAWING.content)?;
        let id = relations.add(DRAWING.relation, &drawing);
        package.set(part, with_drawing(part, &xml, &id)?);
    }
    if is_new || !is_drawn {
        relations.save(package)?;
    }
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
