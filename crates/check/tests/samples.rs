//! The sample reports of this repository: every labelled error is met where it stands, the clean
//! twins are silent, and text and docx tell the same.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{checked, labels, lines, meets, samples, text, truth};
use jiheng_base::Level;
use jiheng_law::Law;
use std::path::PathBuf;

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(samples())
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.join("truth.json").is_file())
        .collect();
    folders.sort();
    assert!(folders.len() >= 5, "{folders:?}");
    folders
}

fn name(folder: &std::path::Path) -> &str {
    folder.file_name().unwrap().to_str().unwrap()
}

#[test]
fn every_labelled_error_is_met() {
    let law = Law::builtin().unwrap();
    let mut missed = Vec::new();
    for folder in folders() {
        let truth = truth(&folder);
        for file in ["report.txt", "report.docx"] {
            let (_, report) = checked(&std::fs::read(folder.join(file)).unwrap(), &law);
            let strong = |f: &&jiheng_check::FindingInfo| f.level >= Level::Doubt;
            let errors = labels(&truth, "findings").iter().filter(|l| text(l, "level") == "error");
            for label in errors {
                let met = report.findings.iter().filter(strong).any(|f| meets(f, label));
                if !met {
                    let (name, id, what) = (name(&folder), text(label, "id"), text(label, "what"));
                    missed.push(format!("{name}/{file} {id}：{what}"));
                }
            }
        }
    }
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}

#[test]
fn an_error_finding_meets_a_label() {
    let law = Law::builtin().unwrap();
    let mut alarms = Vec::new();
    for folder in folders() {
        let truth = truth(&folder);
        for file in ["report.txt", "report.docx"] {
            let (_, report) = checked(&std::fs::read(folder.join(file)).unwrap(), &law);
            let labels = labels(&truth, "findings");
            alarms.extend(
                report
                    .findings
                    .iter()
                    .filter(|f| f.level == Level::Error)
                    .filter(|f| !labels.iter().any(|l| meets(f, l)))
                    .map(|f| format!("{}/{file} {} {}", name(&folder), f.code, f.message)),
            );
        }
    }
    assert!(alarms.is_empty(), "\n{}", alarms.join("\n"));
}

#[test]
fn text_and_docx_tell_the_same() {
    let law = Law::builtin().unwrap();
    for folder in folders() {
        let told = |file: &str| {
            let (_, report) = checked(&std::fs::read(folder.join(file)).unwrap(), &law);
            let mut told: Vec<_> =
                report.findings.iter().map(|f| (f.code, f.level, f.message.clone())).collect();
            told.sort();
            told
        };
        pretty_equal(name(&folder), &told("report.txt"), &told("report.docx"));
    }
}

fn pretty_equal<T: PartialEq + std::fmt::Debug>(name: &str, text: &[T], docx: &[T]) {
    let only = |a: &[T], b: &[T]| {
        a.iter().filter(|x| !b.contains(x)).map(|x| format!("{x:?}")).collect::<Vec<_>>()
    };
    assert_eq!(only(text, docx), only(docx, text), "{name}");
}

#[test]
fn labels_quote_their_report() {
    for folder in folders() {
        let report = std::fs::read_to_string(folder.join("report.txt")).unwrap();
        let at = |line: u64| report.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
        for label in labels(&truth(&folder), "findings") {
            for quote in label["quotes"].as_array().unwrap() {
                let quote = quote.as_str().unwrap();
                let found = lines(label).iter().any(|l| at(*l).contains(quote));
                assert!(found, "{} {}：{quote}", name(&folder), text(label, "id"));
            }
        }
    }
}
