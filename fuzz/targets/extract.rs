//! Any text through facts, score and every rule: nothing panics, no rule crashes, and every
//! finding quotes what stands at its place.
#![no_main]

use jiheng_check::{Options, check};
use jiheng_law::Law;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(|| Law::builtin().expect("the law of the build"));

fuzz_target!(|text: &str| {
    let Ok(report) = check(text.as_bytes(), &LAW, &Options::default()) else { return };
    for line in &report.checks {
        assert!(format!("{:?}", line.outcome) != "Crashed", "{} {}", line.code, line.why);
    }
    for finding in &report.findings {
        for location in &finding.locations {
            let place = location.place;
            assert_eq!(location.quote.len(), (place.end - place.start) as usize, "{finding:?}");
        }
    }
});
