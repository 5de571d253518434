//! Data as TOML and JSON: what is written is read again, and what is wrong is told with its path.

#![allow(clippy::unwrap_used)]

mod random;

use jiheng_intake::{DataError, Notation, read_data, write_data};
use jiheng_law::Law;
use random::Random;

const WHOLE: &str = r#"
scheme = "hubei"
[evaluation]
unit = "清河县水利局"
year = 2024
kind = "department-self-evaluation"
[evaluation.budget]
initial = "13200000"
expenditure = 16438200.5
[[evaluation.indicators]]
names = ["维修渠道"]
target = { operator = "at_least", value = "12.5", unit = "公里" }
actual = 12.8
weight = 20
[[evaluation.indicators]]
names = ["渠道畅通"]
target = "汛前畅通"
actual = "已畅通"
"#;

fn refused(text: &str, notation: Notation) -> String {
    read_data(text, notation).unwrap_err().to_string()
}

#[test]
fn both_notations_give_back_what_was_written() {
    let law = Law::builtin().unwrap();
    for scheme in law.schemes.iter().map(|s| s.id.as_str()) {
        for seed in 0..40 {
            let submission = Random::new(seed).submission(scheme, &law);
            for notation in [Notation::Toml, Notation::Json] {
                let text = write_data(&submission, notation).unwrap();
                assert_eq!(read_data(&text, notation).unwrap(), submission, "{text}");
            }
        }
    }
}

#[test]
fn the_same_data_reads_the_same_from_either_notation() {
    let submission = read_data(WHOLE, Notation::Toml).unwrap();
    let json = write_data(&submission, Notation::Json).unwrap();
    assert_eq!(read_data(&json, Notation::Json).unwrap(), submission);
    let expenditure = submission.evaluation.budget.expenditure.unwrap().value;
    assert_eq!(expenditure.to_string(), "16438200.5");
}

/// Each a change to data that is whole, and what is said about it.
const WRONG: &[(&str, &str, &str)] = &[
    (
        "year = 2024",
        "year = \"二〇二四\"",
        "evaluation.year：写的是“二〇二四”，应写数字（评价年度，四位数，如 2025；必写）",
    ),
    ("year = 2024", "year = 2024.5", "evaluation.year：写的是数字 2024.5，应写数字"),
    ("year = 2024", "year = 70000", "evaluation.year：数字 70000 不合理"),
    (
        "unit = \"清河县水利局\"",
        "units = \"清河县水利局\"",
        "evaluation.units：没有这个字段，可写：budget、",
    ),
    (
        "initial = \"13200000\"",
        "initial = \"1320万\"",
        "evaluation.budget.initial：写的是“1320万”，应写数字（年初预算数，元）",
    ),
    (
        "expenditure = 16438200.5",
        "expenditure = 12345678901234567.5",
        "evaluation.budget.expenditure：数字的位数太多，不加引号会走样",
    ),
    (
        "kind = \"department-self-evaluation\"",
        "kind = \"部门\"",
        "evaluation.kind：写的是“部门”不在可选之列，可写：department-self-evaluation（部门整体支出绩效自评）",
    ),
    (
        "operator = \"at_least\"",
        "operator = \"≥\"",
        "evaluation.indicators[0].target.operator：写的是“≥”不在可选之列，可写：at_least（≥）",
    ),
    (
        "value = \"12.5\", unit",
        "unit",
        "evaluation.indicators[0].target.value：没有写（数，以 unit 为单位）",
    ),
    (
        "names = [\"渠道畅通\"]",
        "names = \"渠道畅通\"",
        "evaluation.indicators[1].names：写的是“渠道畅通”，应写一列，用方括号",
    ),
    ("names = [\"渠道畅通\"]", "category = \"质量指标\"", "evaluation.indicators[1].names：没有写"),
    (
        "actual = \"已畅通\"",
        "actual = true",
        "evaluation.indicators[1].actual：写的是 true，应写数字或文字",
    ),
    (
        "actual = \"已畅通\"",
        "formula = { kind = \"share\" }",
        "evaluation.indicators[1].formula.share：没有写（分值的比例，0 到 1）",
    ),
    ("[evaluation.budget]", "[evaluation.budget", "不是正确的 TOML"),
    ("year = 2024", "year = 2024\nyear = 2025", "第6行"),
];

#[test]
fn what_is_wrong_is_told_with_its_path_and_what_to_write() {
    for (right, wrong, told) in WRONG {
        let text = WHOLE.replacen(right, wrong, 1);
        assert_ne!(text, WHOLE);
        let message = refused(&text, Notation::Toml);
        assert!(message.contains(told), "{wrong}\n{message}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let text = WHOLE.replace("year = 2024", "yaer = 2024").replace("\"13200000\"", "[1]");
    let DataError::Faults(faults) = read_data(&text, Notation::Toml).unwrap_err() else {
        unreachable!("the notation is right");
    };
    let paths: Vec<&str> = faults.iter().map(|f| f.path.as_str()).collect();
    assert_eq!(paths, ["evaluation.budget.initial", "evaluation.yaer"]);
}

#[test]
fn a_field_that_is_written_twice_is_told() {
    let json = r#"{ "scheme": "hubei", "scheme": "mof2020" }"#;
    assert!(refused(json, Notation::Json).contains("“scheme”写了两次"));
    assert!(refused("{ \"scheme\": ", Notation::Json).contains("不是正确的 JSON"));
    assert!(refused("[1]", Notation::Json).starts_with("数据：写的是一列，应写一组字段"));
}

/// A sample in which some numbers were replaced by others that somebody might type.
fn spoilt(seed: u64) -> String {
    const TYPED: [&str; 9] = [
        "0",
        "-1",
        "0.1",
        "0.0000000000001",
        "0.00000001",
        "99999999999999",
        "-99999999999999.99",
        "79228162514264337593543950335",
        "甲",
    ];
    let sample = include_str!("../../../samples/evaluations/irrigation.toml");
    let mut random = Random::new(seed);
    let is_number = |text: &str| text.trim_matches('"').parse::<f64>().is_ok();
    let words = sample.split_inclusive([' ', '\n']).map(|word| {
        let bare = word.trim_end_matches([' ', '\n', ',']);
        if is_number(bare) && bare != "2025" && random.below(12) == 0 {
            word.replacen(bare, &format!("\"{}\"", random.one(&TYPED)), 1)
        } else {
            word.to_owned()
        }
    });
    words.collect()
}

#[test]
fn nothing_that_is_typed_ends_the_program() {
    let law = Law::builtin().unwrap();
    let (mut misshapen, mut refused) = (0, 0);
    for seed in 0..2_000 {
        match read_data(&spoilt(seed), Notation::Toml) {
            Err(_) => misshapen += 1,
            Ok(submission) => match jiheng_report::settle(&submission, &law) {
                Ok(settled) => assert!(settled.sheet.total.is_some()),
                Err(faults) => {
                    refused += 1;
                    assert!(faults.iter().all(|f| !f.path.is_empty() && !f.what.is_empty()));
                }
            },
        }
    }
    assert!(misshapen > 100 && refused > 1_000, "{misshapen} {refused}");
}
