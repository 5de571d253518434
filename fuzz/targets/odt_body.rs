//! Any text as the content of an odt.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const KIND: &[u8] = b"application/vnd.oasis.opendocument.text";

fuzz_target!(|content: &[u8]| {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [("mimetype", KIND), ("content.xml", content)] {
        if archive.start_file(name, SimpleFileOptions::default()).is_err()
            || archive.write_all(part).is_err()
        {
            return;
        }
    }
    if let Ok(file) = archive.finish() {
        let _ = jiheng_document::read(file.get_ref());
    }
});
