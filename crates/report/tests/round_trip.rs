//! What is written is read again as it was, and there is nothing against it.

#![allow(clippy::unwrap_used)]

mod random;
mod same;

use jiheng_law::Law;
use jiheng_report::{Settled, Template, TemplateKind, settle};
use random::Random;

/// A document of one evaluation, in the formats that it is written in.
fn files(settled: &Settled, kind: TemplateKind) -> Vec<Vec<u8>> {
    let template = Template::builtin(&settled.scheme.id, kind).unwrap();
    let paper = template.paper(settled).unwrap();
    assert!(paper.gaps.is_empty(), "{:?}", paper.gaps);
    let book = paper.table().filter(|_| kind == TemplateKind::ScoreTable);
    let book = book.map(|table| table.xlsx().unwrap());
    [paper.docx().unwrap()].into_iter().chain(book).collect()
}

/// What is wrong with the documents of one evaluation.
fn faults(settled: &Settled, law: &Law, kind: TemplateKind) -> Vec<String> {
    let files = files(settled, kind);
    files.iter().flat_map(|bytes| same::faults(bytes, settled, law, kind)).collect()
}

/// Writes and reads so many evaluations; `JIHENG_ROUND_TRIP=hubei-17-Full` looks at one document.
fn hold(scheme: &str, evaluations: u64) {
    let law = Law::builtin().unwrap();
    let only = std::env::var("JIHENG_ROUND_TRIP").unwrap_or_default();
    let mut wrong = Vec::new();
    for seed in 0..evaluations {
        let settled = settle(&Random::new(seed).submission(scheme, &law), &law).unwrap();
        for kind in TemplateKind::ALL {
            let name = format!("{scheme}-{seed}-{kind:?}");
            if !name.starts_with(&only) {
                continue;
            }
            let faults = faults(&settled, &law, kind);
            if !faults.is_empty() {
                wrong.push(format!("{name}：\n  {}", faults.join("\n  ")));
            }
        }
    }
    let shown = wrong.iter().take(5).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} 份有误：\n{shown}", wrong.len());
}

#[test]
fn by_the_scheme_of_hubei() {
    hold("hubei", 200);
}

#[test]
fn by_the_national_scheme() {
    hold("mof2020", 120);
}

#[test]
fn by_the_national_scheme_with_costs() {
    hold("mof2021cost", 80);
}

#[test]
fn by_the_scheme_of_the_platform() {
    hold("pmkpi", 60);
}

#[test]
fn by_the_scheme_of_chongqing() {
    hold("chongqing_dept", 60);
}
