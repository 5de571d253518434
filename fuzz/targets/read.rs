//! Any bytes, as a file of whatever format they look like or as a zip of files.
#![no_main]

use jiheng_document::archive::{Room, members};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = jiheng_document::read(bytes);
    let _ = members(bytes, &mut Room::default());
});
