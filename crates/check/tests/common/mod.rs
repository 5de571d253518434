//! What the tests over whole reports share: where the reports are and what their labels say.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiheng_check::{FindingInfo, Options, Report, check_document};
use jiheng_document::Document;
use jiheng_law::Law;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The samples of this repository.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// A labelled real report, if the corpus lies beside the repository; says so when it does not.
pub fn corpus(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(name);
    if !folder.is_dir() {
        println!("跳过 {name}：仓库旁没有 shared/corpus");
        return None;
    }
    Some(folder)
}

/// The labels of a report.
pub fn truth(folder: &Path) -> Value {
    let text = std::fs::read_to_string(folder.join("truth.json")).expect("truth.json");
    serde_json::from_str(&text).expect("truth.json holds JSON")
}

/// A list of the labels: `findings` or `holds`.
pub fn labels<'a>(truth: &'a Value, list: &str) -> &'a [Value] {
    truth[list].as_array().map_or(&[], Vec::as_slice)
}

/// The words of a label.
pub fn text<'a>(label: &'a Value, key: &str) -> &'a str {
    label[key].as_str().unwrap_or("")
}

/// The numbers of the lines that a label speaks of.
pub fn lines(label: &Value) -> Vec<u64> {
    label["lines"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect()
}

/// The bytes as a document, checked.
pub fn checked(bytes: &[u8], law: &Law) -> (Document, Report) {
    let document = jiheng_document::read(bytes).expect("the report is readable");
    let report = check_document(&document, law, &Options::default()).expect("no scheme is named");
    (document, report)
}

/// Whether a finding stands where a label says: one quote holds the other, or they share a run.
pub fn meets(finding: &FindingInfo, label: &Value) -> bool {
    const RUN: usize = 6;
    const SHORTEST: usize = 3;
    let quotes: Vec<Vec<char>> =
        label["quotes"].as_array().unwrap().iter().map(|q| fold(q.as_str().unwrap())).collect();
    let lines = lines(label);
    finding.locations.iter().any(|location| {
        let near =
            location.line.is_none_or(|at| lines.iter().any(|l| l.abs_diff(u64::from(at)) <= 2));
        let place = fold(&location.quote);
        // Without a line, a cell of one digit could stand anywhere.
        let tells = location.line.is_some()
            || place.len() >= SHORTEST
            || place.iter().any(|c| !c.is_ascii_digit());
        near && tells
            && quotes.iter().any(|quote| {
                let run = RUN.min(quote.len()).min(place.len());
                run > 0 && quote.windows(run).any(|w| place.windows(run).any(|p| p == w))
            })
    })
}

fn fold(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
