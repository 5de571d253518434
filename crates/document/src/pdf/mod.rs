//! PDF with a text layer: characters and ruling lines with their boxes come from `pdfni`, lines,
//! paragraphs and tables from the geometry here.
#![expect(clippy::float_arithmetic, reason = "places on a page, never amounts")]

mod aligned;
mod assemble;
mod cell;
mod columns;
mod contents;
mod continuation;
mod furniture;
mod geometry;
mod grid;
mod layout;
mod line;
mod margin;
mod note;
mod paragraph;
mod rows;
mod source;
mod text;

use crate::error::ReadError;
use crate::model::{Document, Format, Notice};
use geometry::Bounds;
use layout::Item;
use source::Page;

/// More missing pages than this are counted, not listed.
const MAX_PAGES_NAMED: usize = 12;

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    // The library is young and strangers' files are not: a panic in it is a damaged file.
    std::panic::catch_unwind(|| read_guarded(bytes))
        .unwrap_or_else(|_| Err(damaged("内部结构无法解析")))
}

fn read_guarded(bytes: &[u8]) -> Result<Document, ReadError> {
    if is_cut_short(bytes) {
        return Err(damaged("文件不完整，缺少结尾（可能没有传完），请重新取得文件"));
    }
    let pages = source::load(bytes)?;
    let blank: Vec<u32> = pages.iter().filter(|p| p.glyphs.is_empty()).map(|p| p.number).collect();
    if blank.len() == pages.len() {
        return Err(ReadError::Scanned { pages: name_pages(&blank) });
    }
    let mut document = Document::new(Format::Pdf);
    let mut items: Vec<Vec<Item>> = pages.iter().map(layout::page).collect();
    furniture::remove(&mut items);
    let listed = contents::remove(&mut items);
    assemble::fill(&mut document, &pages, items);
    assemble::add_contents(&mut document, &listed);
    turn_back(&mut document, &pages);
    if !blank.is_empty() {
        let text = format!("{}没有文字（空白页、图片或扫描件），未能核对", name_pages(&blank));
        document.notices.push(Notice { text });
    }
    if !listed.is_empty() {
        let text = format!("目录{}行未作为正文", listed.len());
        document.notices.push(Notice { text });
    }
    if document.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(document)
}

/// Whether objects follow the last index, or there is none. The library would take what is left for
/// the whole; a file made for the web has an index near its start as well.
fn is_cut_short(bytes: &[u8]) -> bool {
    let last = |words: &[u8], within: &[u8]| within.windows(words.len()).rposition(|w| w == words);
    let Some(index) = last(b"startxref", bytes) else { return true };
    last(b" obj", &bytes[index..]).is_some()
}

/// Text set sideways was read upright; it is marked where the page shows it.
fn turn_back(document: &mut Document, pages: &[Page]) {
    let anchors = document.nodes.iter_mut().flat_map(|n| &mut n.anchors);
    for anchor in anchors {
        let page = anchor.page.and_then(|number| pages.iter().find(|p| p.number == number));
        if let (Some(area), Some(page)) = (&mut anchor.area, page) {
            let whole = Bounds { left: 0.0, top: 0.0, right: page.width, bottom: page.height };
            *area = area.turned_back(page.turns, whole.area());
        }
    }
}

/// “第2、5页” or “第1、2、3……等20页”.
fn name_pages(pages: &[u32]) -> String {
    let named: Vec<String> = pages.iter().take(MAX_PAGES_NAMED).map(u32::to_string).collect();
    let named = named.join("、");
    if pages.len() > MAX_PAGES_NAMED {
        format!("第{named}等{}页", pages.len())
    } else {
        format!("第{named}页")
    }
}

fn damaged(what: impl Into<String>) -> ReadError {
    ReadError::Damaged { format: "PDF ", what: what.into() }
}
