//! The sample evaluations: their totals are right, and `check` has no error in what they become.

#![allow(clippy::unwrap_used)]

use jiheng_base::Level;
use jiheng_check::{Options, check};
use jiheng_law::Law;
use jiheng_report::{Submission, Template, TemplateKind, settle};
use std::fs;
use std::path::PathBuf;

/// Points that are calculated by hand.
const TOTALS: [(&str, &str); 4] = [
    ("township", "98.51"),
    ("tiancheng-figures", "95.35"),
    ("project", "99.10"),
    ("irrigation", "95.93"),
];

#[test]
fn every_sample_has_its_total_and_gives_clean_documents() {
    let law = Law::builtin().unwrap();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples/evaluations");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), TOTALS.len());
    for (name, total) in TOTALS {
        let text = fs::read_to_string(folder.join(name).with_extension("toml")).unwrap();
        let submission = toml::from_str::<Submission>(&text).unwrap();
        let settled = settle(&submission, &law).unwrap_or_else(|f| panic!("{name}：{f:?}"));
        assert_eq!(settled.sheet.total, Some(total.parse().unwrap()), "{name}");
        for kind in TemplateKind::ALL {
            let template = Template::builtin(&settled.scheme.id, kind).unwrap();
            let paper = template.paper(&settled).unwrap();
            assert!(paper.gaps.is_empty(), "{name} {kind:?}：{:?}", paper.gaps);
            let report = check(&paper.docx().unwrap(), &law, &Options::default()).unwrap();
            let errors: Vec<_> =
                report.findings.iter().filter(|f| f.level == Level::Error).collect();
            assert!(errors.is_empty(), "{name} {kind:?}：{errors:#?}");
        }
    }
}
