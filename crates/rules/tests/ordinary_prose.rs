//! Ordinary official prose has no fault of wording.

#![allow(clippy::unwrap_used)]

use jiheng_law::Law;
use jiheng_rules::{Prepared, run};

const PROSE: &str = include_str!("ordinary_prose.txt");

fn wording(text: &str) -> Vec<String> {
    let law = Law::builtin().unwrap();
    let document = jiheng_document::read(text.as_bytes()).unwrap();
    let prepared = Prepared::new(&document, &law, None).unwrap();
    let findings = run(&prepared.context()).findings;
    findings
        .iter()
        .filter(|f| f.code.starts_with('T'))
        .map(|f| format!("{} {} {}", f.code, document.quote(f.place()), f.message))
        .collect()
}

#[test]
fn nothing_is_found_in_good_prose() {
    assert!(PROSE.chars().count() > 1500);
    assert_eq!(wording(PROSE), Vec::<String>::new());
}

#[test]
fn one_slip_in_good_prose_is_found() {
    let slips = [
        ("增强支出责任意识", "増强支出责任意识"),
        ("，导致部分", "，导导致部分"),
        ("统筹项目储备", "统筹项日储备"),
        ("予以通报。", "予以通报。。"),
        ("2023年度部门整体", "2023度部门整体"),
    ];
    for (right, wrong) in slips {
        let text = PROSE.replacen(right, wrong, 1);
        assert_ne!(text, PROSE, "{right}");
        assert!(!wording(&text).is_empty(), "{wrong}");
    }
}
