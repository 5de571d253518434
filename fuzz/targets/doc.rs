//! Any bytes as the streams of a doc: they get past the compound file, to the reader of the text.
//! The first four bytes are the lengths of the main stream and of the table stream.
#![no_main]

use cfb::CompoundFile;
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};

fuzz_target!(|bytes: &[u8]| {
    let Some((lengths, streams)) = bytes.split_first_chunk::<4>() else { return };
    let [a, b, c, d] = *lengths;
    let [main, table] = [[a, b], [c, d]].map(|l| usize::from(u16::from_le_bytes(l)));
    let (main, rest) = streams.split_at(main.min(streams.len()));
    let (table, data) = rest.split_at(table.min(rest.len()));
    let file = compound(&[("WordDocument", main), ("0Table", table), ("1Table", table), ("Data", data)]);
    let _ = jiheng_document::read(&file);
});

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).expect("a new file");
    for (name, bytes) in streams {
        let mut stream = file.create_stream(name).expect("a new stream");
        stream.write_all(bytes).expect("memory takes what is written");
    }
    file.flush().expect("memory takes what is written");
    file.into_inner().into_inner()
}
