//! Any bytes in a web page.
#![no_main]

use libfuzzer_sys::fuzz_target;

const OPENING: &[u8] = b"<html><body>";

fuzz_target!(|bytes: &[u8]| {
    let _ = jiheng_document::read(&[OPENING, bytes].concat());
});
