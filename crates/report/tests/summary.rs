//! What several evaluations come to: money adds up, values are put together before they are scored.

#![allow(clippy::unwrap_used)]

use jiheng_base::Decimal;
use jiheng_law::Law;
use jiheng_report::summary::{Summary, SummaryError, TEMPLATE};
use jiheng_report::{Block, Settled, Submission, Template, settle};

const TOWNSHIP: &str = include_str!("../../../samples/evaluations/township.toml");

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// The sample, of another unit and with other values.
fn township(law: &Law, unit: &str, changes: &[(&str, &str)]) -> Settled {
    let mut text = TOWNSHIP.replace("清河县云岭镇人民政府", unit);
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    settle(&toml::from_str::<Submission>(&text).unwrap(), law).unwrap()
}

/// A unit with three times the funds, spent to a half, and less of everything.
fn two(law: &Law) -> [Settled; 2] {
    let funds = [
        ("adjusted = \"16048200\"", "adjusted = \"50644600\""),
        ("income = \"16048200\"", "income = \"50644600\""),
        ("expenditure = \"16438200\"", "expenditure = \"25947300\""),
        ("basic = \"9876500\"", "basic = \"19385600\""),
        ("executed = \"7654300\"", "executed = \"17163400\""),
        ("carried_out = \"860000\"", "carried_out = \"25947300\""),
        ("actual = \"12.8\"", "actual = \"6.2\"\nreason = \"改线\""),
        ("actual = \"93.5\"", "actual = \"81\"\nreason = \"入户少\""),
    ];
    [township(law, "清河县云岭镇人民政府", &[]), township(law, "清河县白鹭镇人民政府", &funds)]
}

#[test]
fn values_are_put_together_before_they_are_scored() {
    let law = Law::builtin().unwrap();
    let summary = Summary::of(&two(&law)).unwrap();
    let [group] = summary.groups.as_slice() else { panic!("one group") };
    assert_eq!(group.whole.budget, number("17298200") + number("51894600"));
    assert_eq!(group.whole.executed, number("16438200") + number("25947300"));
    let of = |title: &str| group.indicators.iter().find(|i| i.title == title).unwrap();
    // Absolute values add up: 12.8 + 6.2 of 12.5 + 12.5.
    let (_, target, actual, _) = of("新建村级道路里程").values.clone().unwrap();
    assert_eq!((target, actual), (number("25"), number("19")));
    assert_eq!(of("新建村级道路里程").points, Some(number("15.2")));
    // Rates are weighted by funds, here one to three: (93.5 + 3 × 81) ÷ 4.
    let (_, _, satisfaction, _) = of("群众满意度").values.clone().unwrap();
    assert_eq!(satisfaction, number("84.125"));
    assert_eq!(of("群众满意度").points, Some(number("18.69")));
    // 42385500 of 69192800 is 61.26 %.
    assert_eq!(group.whole.dimensions[0], Some(number("12.25")));
    let total: Option<Decimal> = group.whole.dimensions.iter().copied().sum();
    assert_eq!(group.whole.total, total);
    assert_eq!(of("群众满意度").short, 1);
}

#[test]
fn one_evaluation_comes_to_itself() {
    let law = Law::builtin().unwrap();
    let one = township(&law, "清河县云岭镇人民政府", &[]);
    let summary = Summary::of(std::slice::from_ref(&one)).unwrap();
    assert_eq!(summary.groups[0].whole.total, one.sheet.total);
    assert!(summary.indicators().is_none());
}

#[test]
fn what_cannot_be_summed_up_is_refused() {
    let law = Law::builtin().unwrap();
    let one = || township(&law, "清河县云岭镇人民政府", &[]);
    assert_eq!(Summary::of(&[]).unwrap_err(), SummaryError::Empty);
    let other = township(&law, "清河县白鹭镇人民政府", &[("year = 2024", "year = 2023")]);
    assert_eq!(Summary::of(&[one(), other]).unwrap_err(), SummaryError::Years(vec![2023, 2024]));
    assert!(matches!(Summary::of(&[one(), one()]), Err(SummaryError::Twice(_))));
}

#[test]
fn the_report_tells_the_sums() {
    let law = Law::builtin().unwrap();
    let summary = Summary::of(&two(&law)).unwrap();
    let paper = summary.paper(&Template::parse(TEMPLATE).unwrap()).unwrap();
    let texts: Vec<&str> = paper
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::Paragraph(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let text = texts.join("\n");
    insta::assert_snapshot!(text);
    assert_eq!(paper.gaps, ["下一步工作安排"]);
    let tables = paper.blocks.iter().filter(|b| matches!(b, Block::Table(_))).count();
    assert_eq!(tables, 2);
    assert!(summary.table().is_wide());
}
