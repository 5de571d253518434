//! Damaged files are read or refused: nothing panics or takes long. JIHENG_MUTATIONS sets how many
//! of each format are tried.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod common;

use common::{fixture, package, parts};
use jiheng_document::read;
use std::time::{Duration, Instant};

const USUAL: usize = 150;
const SLOW: Duration = Duration::from_secs(1);

/// A small generator of our own, so that every run tries the same (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Flips, overwrites, cuts, doubles and moves bytes.
fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..1 + random.below(4) {
        if bytes.is_empty() {
            return;
        }
        let (at, length) = (random.below(bytes.len()), 1 + random.below(64));
        let end = (at + length).min(bytes.len());
        match random.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            3 => {
                let value = [0, 0xFF, 0x7F, b'<', b'{'][random.below(5)];
                bytes[at..end.min(at + 4)].fill(value);
            }
            4 => {
                let to = random.below(bytes.len() - (end - at));
                bytes.copy_within(at..end, to);
            }
            _ => bytes[at] ^= 1 << random.below(8),
        }
    }
}

fn rounds() -> usize {
    std::env::var("JIHENG_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(USUAL)
}

fn try_all(original: &[u8], change: impl Fn(&mut Random) -> Vec<u8>) {
    assert!(read(original).is_ok());
    let mut random = Random(20_211_231);
    let mut slowest = Duration::ZERO;
    for round in 0..rounds() {
        let bytes = change(&mut random);
        let began = Instant::now();
        let outcome = read(&bytes);
        slowest = slowest.max(began.elapsed());
        assert!(slowest < SLOW, "round {round} took {slowest:?}");
        if let Err(error) = outcome {
            assert!(!error.to_string().is_empty());
        }
    }
    println!("slowest {slowest:?}");
}

fn try_bytes(name: &str) {
    let original = fixture(name);
    try_all(&original, |random| {
        let mut bytes = original.clone();
        mutate(&mut bytes, random);
        bytes
    });
}

/// Changes within the parts of a package, which the check sums of the zip would hide.
fn try_parts(name: &str) {
    let original = fixture(name);
    let parts = parts(&original);
    try_all(&original, |random| {
        let mut parts = parts.clone();
        let count = parts.len();
        mutate(&mut parts[random.below(count)].1, random);
        package(&parts)
    });
}

#[test]
fn doc() {
    try_bytes("sample.doc");
}

#[test]
fn docx() {
    try_bytes("sample.docx");
}

#[test]
fn docx_parts() {
    try_parts("sample.docx");
}

#[test]
fn odt() {
    try_bytes("sample.odt");
}

#[test]
fn odt_parts() {
    try_parts("sample.odt");
}

#[test]
fn rtf() {
    try_bytes("sample.rtf");
}

#[test]
fn html() {
    try_bytes("sample.html");
}
