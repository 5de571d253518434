//! Any bytes, as a file of whatever format they look like or as a zip of files.
#![no_main]

mod guarded;

use jiheng_document::archive::{Room, members};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: guarded::spare_libraries(), |bytes: &[u8]| {
    let _ = jiheng_document::read(bytes);
    let _ = members(bytes, &mut Room::default());
});
