//! An incremental update: new objects behind the bytes of the original, which stay as they are.

use super::syntax::{entries, reference};
use std::collections::BTreeMap;
use std::io::Write as _;

/// What the last update of a file, or the file itself, ends with.
pub(super) struct Tail {
    /// Where its table of objects stands.
    start: usize,
    /// The table is a stream, as it may be since PDF 1.5.
    is_stream: bool,
    /// One past the highest number of an object.
    size: u32,
    pub(super) is_encrypted: bool,
    /// Entries of the trailer that go on to hold: the root, the information, the id.
    kept: Vec<u8>,
}

const KEPT: [&[u8]; 3] = [b"Root", b"Info", b"ID"];

impl Tail {
    /// Of a file whose end is whole; `None` where it would first have to be repaired.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        const KEY: &[u8] = b"startxref";
        let key = bytes.windows(KEY.len()).rposition(|w| w == KEY)?;
        let start = number(&bytes[key + KEY.len()..])?;
        let table = bytes.get(start..)?;
        let is_stream = !table.starts_with(b"xref");
        let opening: &[u8] = if is_stream { b"obj" } else { b"trailer" };
        let at = table.windows(opening.len()).position(|w| w == opening)? + opening.len();
        let trailer = entries(&table[at..])?;
        let value = |name: &[u8]| trailer.iter().find(|e| e.0 == name).map(|e| e.1);
        if is_stream && value(b"Type") != Some(b"/XRef") {
            return None;
        }
        reference(value(b"Root")?)?;
        let mut kept = Vec::new();
        for name in KEPT {
            if let Some(value) = value(name) {
                kept.extend([b"/", name, b" ", value].concat());
            }
        }
        Some(Self {
            start,
            is_stream,
            size: u32::try_from(number(value(b"Size")?)?).ok()?,
            is_encrypted: value(b"Encrypt").is_some(),
            kept,
        })
    }
}

/// The number that the bytes start with.
fn number(bytes: &[u8]) -> Option<usize> {
    let text = bytes.trim_ascii_start();
    let end = text.iter().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    std::str::from_utf8(&text[..end]).ok()?.parse().ok()
}

pub(super) struct Update<'a> {
    original: &'a [u8],
    tail: Tail,
    next: u32,
    /// Number and generation, and the object.
    objects: BTreeMap<(u32, u16), Vec<u8>>,
}

impl<'a> Update<'a> {
    pub(super) fn new(original: &'a [u8], tail: Tail) -> Self {
        Self { original, next: tail.size, tail, objects: BTreeMap::new() }
    }

    /// Adds an object; gives its number.
    pub(super) fn add(&mut self, object: Vec<u8>) -> u32 {
        let number = self.next;
        self.next += 1;
        self.objects.insert((number, 0), object);
        number
    }

    /// Puts another object in the place of an old one.
    pub(super) fn replace(&mut self, number: u32, generation: u16, object: Vec<u8>) {
        self.objects.insert((number, generation), object);
    }

    /// The original with the update behind it.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut out = self.original.to_vec();
        if !out.ends_with(b"\n") {
            out.push(b'\n');
        }
        let mut places: Vec<(u32, u16, usize)> = Vec::new();
        for ((number, generation), object) in &self.objects {
            places.push((*number, *generation, out.len()));
            put(&mut out, &format!("{number} {generation} obj\n"));
            out.extend(object);
            put(&mut out, "\nendobj\n");
        }
        let start = out.len();
        if self.tail.is_stream {
            places.push((self.next, 0, start));
            self.table_stream(&mut out, &places);
        } else {
            self.table(&mut out, &places);
        }
        put(&mut out, &format!("startxref\n{start}\n%%EOF\n"));
        out
    }

    fn table(&self, out: &mut Vec<u8>, places: &[(u32, u16, usize)]) {
        put(out, "xref\n");
        for run in runs(places) {
            put(out, &format!("{} {}\n", run[0].0, run.len()));
            for (_, generation, at) in run {
                put(out, &format!("{at:010} {generation:05} n\r\n"));
            }
        }
        put(out, &format!("trailer\n<</Size {}/Prev {}", self.next, self.tail.start));
        out.extend(&self.tail.kept);
        put(out, ">>\n");
    }

    fn table_stream(&self, out: &mut Vec<u8>, places: &[(u32, u16, usize)]) {
        let mut rows = Vec::new();
        let mut index = String::new();
        for run in runs(places) {
            index.push_str(&format!("{} {} ", run[0].0, run.len()));
            for (_, generation, at) in run {
                rows.push(1);
                // No file that is read is as long as four bytes can tell.
                rows.extend(u32::try_from(*at).unwrap_or(u32::MAX).to_be_bytes());
                rows.extend(generation.to_be_bytes());
            }
        }
        let (number, size, before) = (self.next, self.next + 1, self.tail.start);
        put(out, &format!("{number} 0 obj\n<</Type/XRef/W[1 4 2]/Index[{}]", index.trim_end()));
        put(out, &format!("/Size {size}/Prev {before}/Length {}", rows.len()));
        out.extend(&self.tail.kept);
        put(out, ">>\nstream\n");
        out.extend(rows);
        put(out, "\nendstream\nendobj\n");
    }
}

/// Stretches of places whose numbers follow one another.
fn runs(places: &[(u32, u16, usize)]) -> impl Iterator<Item = &[(u32, u16, usize)]> {
    places.chunk_by(|a, b| a.0 + 1 == b.0)
}

fn put(out: &mut Vec<u8>, text: &str) {
    // Writing to memory does not fail.
    let _ = out.write_all(text.as_bytes());
}
