//! Any bytes as a PDF: its objects, its index, and what its pages draw.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"%PDF-") {
        let _ = jiheng_document::read(bytes);
    }
});
