//! The whole check of a text in one process, and its stages.
#![allow(missing_docs, clippy::unwrap_used)]

use divan::{Bencher, black_box};
use jiheng_check::{Options, check};
use jiheng_law::Law;
use std::path::{Path, PathBuf};

fn main() {
    divan::main();
}

/// Our own sample, and the real report when the corpus lies beside the repository.
fn reports() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    ["samples/project-clean/report.txt", "../shared/corpus/tiancheng-2021/report.txt"]
        .into_iter()
        .filter(|path| root.join(path).is_file())
        .map(Into::into)
        .collect()
}

fn bytes(path: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap()
}

#[divan::bench(args = reports())]
fn whole(bencher: Bencher, path: &str) {
    let (law, bytes, options) = (Law::builtin().unwrap(), bytes(path), Options::default());
    bencher.bench(|| check(black_box(&bytes), &law, &options).unwrap());
}

#[divan::bench(args = reports())]
fn read(bencher: Bencher, path: &str) {
    let bytes = bytes(path);
    bencher.bench(|| jiheng_document::read(black_box(&bytes)).unwrap());
}

#[divan::bench(args = reports())]
fn extract(bencher: Bencher, path: &str) {
    let law = Law::builtin().unwrap();
    let document = jiheng_document::read(&bytes(path)).unwrap();
    bencher.bench(|| jiheng_facts::extract(black_box(&document), &law));
}

#[divan::bench(args = reports())]
fn rules(bencher: Bencher, path: &str) {
    let law = Law::builtin().unwrap();
    let document = jiheng_document::read(&bytes(path)).unwrap();
    let prepared = jiheng_rules::Prepared::new(&document, &law, None).unwrap();
    bencher.bench(|| jiheng_rules::run(black_box(&prepared.context())));
}

#[divan::bench]
fn law() -> Law {
    Law::builtin().unwrap()
}
