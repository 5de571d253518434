//! Any bytes behind the opening of an RTF.
#![no_main]

use libfuzzer_sys::fuzz_target;

const OPENING: &[u8] = b"{\\rtf1\\ansi ";

fuzz_target!(|bytes: &[u8]| {
    let _ = jiheng_document::read(&[OPENING, bytes].concat());
});
