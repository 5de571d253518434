//! What is printed is read again as it was, and there is nothing against it.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used)]

mod common;
#[path = "../../report/tests/random/mod.rs"]
mod random;
#[path = "../../report/tests/same/mod.rs"]
mod same;

use jiheng_law::Law;
use jiheng_print::pdf;
use jiheng_report::{Template, TemplateKind, settle};
use random::Random;

/// Prints and reads so many evaluations; `JIHENG_ROUND_TRIP=hubei-17-Full` looks at one document.
fn hold(scheme: &str, evaluations: u64) {
    let Some(fonts) = common::fonts() else { return };
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
            let template = Template::builtin(scheme, kind).unwrap();
            let bytes = pdf(&template.paper(&settled).unwrap(), &fonts).unwrap();
            let faults = same::faults(&bytes, &settled, &law, kind);
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
    hold("hubei", 180);
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
