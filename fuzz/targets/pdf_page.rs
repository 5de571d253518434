//! Any bytes as what the pages of a sound PDF draw, a form feed between two pages: they get past the
//! objects of the file, to our own lines, paragraphs and tables.
#![no_main]

mod guarded;
#[path = "../../crates/xtask/src/pdf.rs"]
mod pdf;

use libfuzzer_sys::fuzz_target;

/// A report that is fuzzed needs no more.
const MAX_PAGES: usize = 3;

fuzz_target!(init: guarded::spare_libraries(), |bytes: &[u8]| {
    let pages: Vec<&[u8]> = bytes.splitn(MAX_PAGES, |b| *b == 0x0C).collect();
    let _ = jiheng_document::read(&pdf::file(&pages));
});
