//! Any bytes as the body of a docx: they get past the archive, to the reader of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fuzz_target!(|body: &[u8]| {
    let _ = jiheng_document::read(&docx(body));
});

fn docx(body: &[u8]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", options).expect("a first part");
    zip.write_all(body).expect("memory takes what is written");
    zip.finish().expect("the archive ends").into_inner()
}
