//! Any bytes, as a file of whatever format they look like.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = jiheng_document::read(bytes);
});
