//! What goes out as tables comes in again, less what the tables cannot say; and what does not hold
//! together is told.

#![allow(clippy::unwrap_used)]

#[path = "../../intake/tests/random/mod.rs"]
mod random;

use jiheng_base::evaluation::{Indicator, Stated};
use jiheng_exchange::{Exported, Imported, Package, Severity, Sheet, export, import};
use jiheng_law::{Law, SchemeKind};
use jiheng_report::{Submission, settle};
use random::Random;
use std::collections::BTreeMap;

fn exported(submission: &Submission, law: &Law) -> Exported {
    let codes = [("mof_div_code", "420999"), ("agency_code", "101001")];
    let codes: BTreeMap<String, String> =
        codes.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    export(submission, &settle(submission, law).unwrap(), &codes, law)
}

/// Through JSON for even seeds, through CSV for odd ones.
fn through_files(package: &Package, seed: u64) -> Package {
    if seed.is_multiple_of(2) {
        return Package::from_json(&package.to_json()).unwrap();
    }
    let sheet = |s: &Sheet| Sheet::from_csv(&s.table, &s.to_csv().unwrap()).unwrap();
    Package { sheets: package.sheets.iter().map(sheet).collect() }
}

/// What the tables say of an indicator of a project.
fn measured(indicator: &Indicator) -> Indicator {
    Indicator { score: None, ..indicator.clone() }
}

#[test]
fn evaluations_of_projects_come_back_with_their_score() {
    let law = Law::builtin().unwrap();
    let serves = |kind| law.schemes.iter().filter(move |s| s.kinds.contains(&kind));
    for scheme in serves(SchemeKind::Project).filter(|s| !s.kinds.contains(&SchemeKind::Department))
    {
        for seed in 0..120 {
            let submission = Random::new(seed).submission(&scheme.id, &law);
            let Exported { package, .. } = exported(&submission, &law);
            let Imported { submission: back, remarks } =
                import(&through_files(&package, seed), None, Some(&scheme.id), &law);
            let back = back.unwrap();
            let doubts: Vec<_> = remarks.iter().filter(|r| r.severity > Severity::Note).collect();
            assert!(doubts.is_empty(), "{doubts:#?}");
            let all =
                |s: &Submission| s.evaluation.indicators.iter().map(measured).collect::<Vec<_>>();
            assert_eq!(all(&back), all(&submission));
            let words = |s: &Submission| {
                (s.words.goals.clone(), s.words.work.clone(), s.words.supervisor.clone())
            };
            assert_eq!(words(&back), words(&submission));
            let total = |s: &Submission| settle(s, &law).unwrap().sheet.total;
            assert_eq!(total(&back), total(&submission));
            assert_eq!(back.evaluation.dimensions, submission.evaluation.dimensions);
        }
    }
}

#[test]
fn targets_of_departments_come_back_and_the_rest_is_told() {
    let law = Law::builtin().unwrap();
    for seed in 0..60 {
        let submission = Random::new(seed).submission("hubei", &law);
        let Exported { package, remarks } = exported(&submission, &law);
        let lost = |path: &str| remarks.iter().any(|r| r.what.starts_with(path));
        assert!(lost("evaluation.indicators[].actual（实际完成值"), "{remarks:#?}");
        assert!(lost("evaluation.budget.expenditure（本年支出合计"), "{remarks:#?}");
        assert!(!lost("evaluation.indicators[].target"), "{remarks:#?}");
        let back = import(&through_files(&package, seed), None, None, &law).submission.unwrap();
        let targets = |s: &Submission| {
            let of = |i: &Indicator| (i.title(), i.dimension.clone(), i.target.clone());
            s.evaluation.indicators.iter().map(of).collect::<Vec<_>>()
        };
        assert_eq!(targets(&back), targets(&submission));
    }
}

#[test]
fn every_field_that_the_tables_cannot_say_is_told_once() {
    let law = Law::builtin().unwrap();
    let mut submission = Random::new(3).submission("mof2020", &law);
    submission.evaluation.indicators[0].names.push(Stated::typed("及其质量".into()));
    submission.words.overview = vec!["负责灌区。".into(), "管护渠道。".into()];
    let remarks = exported(&submission, &law).remarks;
    let told: Vec<&str> =
        remarks.iter().filter(|r| r.severity == Severity::Note).map(|r| r.what.as_str()).collect();
    for path in [
        "evaluation.budget.lines（",
        "evaluation.budget.carried_in（",
        "evaluation.indicators[].names（",
        "words.overview（",
        "words.group（",
        "words.last_year（",
    ] {
        assert_eq!(told.iter().filter(|t| t.starts_with(path)).count(), 1, "{path}: {told:#?}");
    }
    assert!(!told.iter().any(|t| t.contains("words.goals")), "{told:#?}");
}

/// A change to the package, and what is said about it.
type Change = (fn(&mut Package), &'static str);

fn set(package: &mut Package, table: &str, row: usize, column: &str, value: &str) {
    let sheet = package.sheets.iter_mut().find(|s| s.table == table).unwrap();
    let at = sheet.columns.iter().position(|c| c == column).unwrap();
    sheet.rows[row][at] = value.to_owned();
}

const EVAL: &str = "PM_PERF_SELF_EVAL";
const INDICATOR: &str = "PM_SELF_EVAL_INDICATOR";
const MONEY: &str = "PM_PERF_SELF_BGT";

#[rustfmt::skip]
const CHANGES: &[Change] = &[
    (|p| set(p, INDICATOR, 0, "ind_weight", "十"), "PM_SELF_EVAL_INDICATOR第1行 ind_weight：分值“十”不是数字"),
    (|p| set(p, INDICATOR, 1, "eval_ind_id", "1"), "PM_SELF_EVAL_INDICATOR第2行 eval_ind_id：主键“1”重复"),
    (|p| set(p, INDICATOR, 0, "eval_id", "9"), "PM_SELF_EVAL_INDICATOR第1行 eval_id：PM_PERF_SELF_EVAL 中没有“9”"),
    (|p| set(p, INDICATOR, 0, "lv3_perf_ind_name", "别的"), "PM_SELF_EVAL_INDICATOR第1行 lv3_perf_ind_name：“别的”与 PM_PERF_INDICATOR kpi_lv3 的“"),
    (|p| set(p, EVAL, 0, "eval_id", ""), "PM_PERF_SELF_EVAL eval_id：主键必填，有1行空着"),
    (|p| set(p, "PM_PERF_GOAL_INFO", 0, "fiscal_year", "去年"), "PM_PERF_GOAL_INFO第1行 fiscal_year：“去年”不是年度"),
    (|p| set(p, EVAL, 0, "fiscal_year", "2023"), "PM_PERF_SELF_EVAL第1行 fiscal_year：“2023”与 PM_PERF_GOAL_INFO fiscal_year 的“2024”不一致"),
    (|p| set(p, MONEY, 0, "exe_amt_rate", "12.5"), "PM_PERF_SELF_BGT第1行 exe_amt_rate：表中是12.5，按方案算得"),
    (|p| set(p, MONEY, 0, "exe_score", "9.123"), "PM_PERF_SELF_BGT第1行 exe_score：表中是9.123，按方案算得"),
    (|p| set(p, EVAL, 0, "total_eval_value", "1"), "导入后还要补正：evaluation.totals[0]：总分写的是1"),
    (|p| set(p, MONEY, 0, "is_deleted", "1"), "PM_PERF_SELF_BGT第1行：已删除，没有导入"),
    (|p| p.sheets[0].table = "X_NEW".into(), "X_NEW：不认识的表，没有处理"),
    (|p| p.sheets[0].table = "PAY_PERF_MONITOR_INFO".into(), "PAY_PERF_MONITOR_INFO：监控信息没有对应的评价数据，没有处理"),
    (|p| p.sheets[0].columns[1] = "mood".into(), "PM_PERF_GOAL_INFO mood：这张表没有这一列，没有处理"),
    (|p| p.sheets.clear(), "没有可以导入的表，或表里没有数据"),
    (|p| p.sheets.push(Sheet { table: "BGT_PERF_INDICATOR".into(), columns: vec!["kpi_id".into()], rows: vec![vec!["1".into()]] }), "项目的表和部门的表不能一起导入"),
    (|p| {
        let eval = p.sheets.iter_mut().find(|s| s.table == EVAL).unwrap();
        let mut second = eval.rows[0].clone();
        second[0] = "2".into();
        eval.rows.push(second);
    }, "PM_PERF_SELF_EVAL：有2行（1、2），一次导入一份，请用 --only 指明"),
];

#[test]
fn what_does_not_hold_together_is_told_at_its_cell() {
    let law = Law::builtin().unwrap();
    let submission = Random::new(5).submission("mof2020", &law);
    let package = exported(&submission, &law).package;
    assert!(
        import(&package, None, Some("mof2020"), &law)
            .remarks
            .iter()
            .all(|r| r.severity == Severity::Doubt && r.what.contains("必填"))
    );
    for (change, told) in CHANGES {
        let mut package = package.clone();
        change(&mut package);
        let remarks = import(&package, None, Some("mof2020"), &law).remarks;
        let all: Vec<String> = remarks.iter().map(ToString::to_string).collect();
        assert!(all.iter().any(|r| r.contains(told)), "{told}: {all:#?}");
    }
}

#[test]
fn one_of_several_evaluations_is_taken_by_its_key() {
    let law = Law::builtin().unwrap();
    let submission = Random::new(5).submission("mof2020", &law);
    let mut package = exported(&submission, &law).package;
    package.sheets.retain(|s| s.table == EVAL || s.table == INDICATOR);
    let own = package.sheets[1].rows.len();
    for sheet in &mut package.sheets {
        let key = sheet.columns.iter().position(|c| c == "eval_id").unwrap();
        let mut others = sheet.rows.clone();
        for (at, row) in others.iter_mut().enumerate() {
            row[key] = "2".into();
            if key > 0 {
                row[0] = format!("b{at}");
            }
        }
        sheet.rows.extend(others);
    }
    let back = import(&package, Some("2"), None, &law).submission.unwrap();
    assert_eq!(back.evaluation.indicators.len(), own);
}
