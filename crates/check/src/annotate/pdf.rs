//! Boxes with notes around the words that findings are about, in an update behind the original.

mod frame;
mod note;
mod spot;
mod syntax;
mod update;

use super::AnnotateError;
use super::package::malformed;
use crate::report::FindingInfo;
use frame::{Box, Frame};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, ObjectIdentifier, String as PdfString};
use hayro_syntax::page::Page;
use jiheng_document::Document;
use note::Note;
use spot::spots;
use std::collections::BTreeMap;
use update::{Tail, Update};

const ANNOTATIONS: &[u8] = b"Annots";

pub(super) fn annotate(
    bytes: &[u8],
    document: &Document,
    findings: &[FindingInfo],
) -> Result<Vec<u8>, AnnotateError> {
    let tail = Tail::of(bytes).ok_or(AnnotateError::NoIndex)?;
    if tail.is_encrypted {
        return Err(AnnotateError::Restricted);
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| AnnotateError::NoIndex)?;
    let mut update = Update::new(bytes, tail);
    let pages = pdf.pages();
    let mut added: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    let mut signs = 0;
    for (number, finding) in (1..).zip(findings) {
        let place = finding.locations.first().map(|l| l.place);
        let spots = place.map(|place| spots(document, place)).unwrap_or_default();
        let mut is_shown = false;
        for (page_number, areas) in spots {
            let index = (page_number as usize).saturating_sub(1);
            let Some(page) = pages.get(index) else { continue };
            let frame = Frame::of(page);
            let boxes: Vec<Box> = areas.into_iter().map(|area| frame.place(area)).collect();
            let note = Note::new(finding, number, page_number);
            let drawing = update.add(note.drawing(&boxes));
            let annotation = update.add(note.highlight(&boxes, id(page)?, drawing));
            added.entry(index).or_default().push(annotation);
            is_shown = true;
        }
        if !is_shown && let Some(page) = pages.first() {
            let corner = Frame::of(page).place(note::corner(signs));
            signs += 1;
            let note = Note::elsewhere(finding, number);
            added.entry(0).or_default().push(update.add(note.sign(corner, id(page)?)));
        }
    }
    for (index, page) in pages.iter().enumerate() {
        let new = added.remove(&index).unwrap_or_default();
        if let Some(changed) = with_annotations(page, &new)? {
            let (number, generation) = id(page)?;
            let unfit = |_| malformed(&name(index));
            let number = u32::try_from(number).map_err(unfit)?;
            update.replace(number, u16::try_from(generation).map_err(unfit)?, changed);
        }
    }
    Ok(update.finish())
}

fn name(index: usize) -> String {
    format!("第{}页", index + 1)
}

fn id(page: &Page) -> Result<(i32, i32), AnnotateError> {
    let id = page.raw().obj_id().ok_or(AnnotateError::NoIndex)?;
    Ok((id.obj_number, id.gen_number))
}

/// The page with new annotations behind those of others and without those that we made before;
/// `None` where nothing changes.
fn with_annotations(page: &Page, new: &[u32]) -> Result<Option<Vec<u8>>, AnnotateError> {
    let old = page.raw().get::<Array>(ANNOTATIONS);
    let old = old.as_ref().map_or(&b""[..], Array::data);
    let unfit = || malformed("页面");
    let old = syntax::items(old).ok_or_else(unfit)?;
    let kept: Vec<&[u8]> = old.iter().copied().filter(|item| !is_ours(page, item)).collect();
    if new.is_empty() && kept.len() == old.len() {
        return Ok(None);
    }
    let mut changed = b"<<".to_vec();
    for (name, value) in syntax::entries(page.raw().data()).ok_or_else(unfit)? {
        if name != ANNOTATIONS {
            changed.extend([b"/", name, b" ", value, b"\n"].concat());
        }
    }
    changed.extend(b"/Annots[");
    let new = new.iter().map(|number| format!("{number} 0 R").into_bytes());
    for item in kept.into_iter().map(<[u8]>::to_vec).chain(new) {
        changed.extend(item);
        changed.push(b' ');
    }
    changed.extend(b"]>>");
    Ok(Some(changed))
}

fn is_ours(page: &Page, item: &[u8]) -> bool {
    let Some((number, generation)) = syntax::reference(item) else { return false };
    let annotation = page.xref().get::<Dict>(ObjectIdentifier::new(number, generation));
    let name = annotation.and_then(|a| a.get::<PdfString>(b"NM"));
    name.is_some_and(|name| name.as_bytes().starts_with(note::NAME.as_bytes()))
}

#[cfg(test)]
mod tests;
