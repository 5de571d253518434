//! Any bytes as a PDF: its objects, its index, and what its pages draw.
#![no_main]

mod guarded;

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: guarded::spare_libraries(), |bytes: &[u8]| {
    if bytes.starts_with(b"%PDF-") {
        let _ = jiheng_document::read(bytes);
    }
});
