//! Every rule against its own cases, and the registry against its own laws.

#![allow(clippy::panic, clippy::unwrap_used)]

use jiheng_document::Document;
use jiheng_law::Law;
use jiheng_rules::{CheckOutcome, Prepared, RULES, Rule, run};
use std::collections::HashSet;

/// A case of a rule: a document in which `⟦` and `⟧` mark what is to be found.
struct Case {
    kind: Kind,
    name: String,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Violating,
    Passing,
    CannotTell,
}

const TITLE: &str = "2023年度清河县民政局部门整体支出绩效自评报告";

fn cases(rule: &Rule) -> Vec<Case> {
    let mut cases = Vec::new();
    for part in rule.cases.split("=== ").skip(1) {
        let (head, text) = part.split_once('\n').unwrap_or((part, ""));
        let (kind, name) = head.split_once('：').unwrap_or((head, ""));
        let kind = match kind.trim() {
            "违反" => Kind::Violating,
            "通过" => Kind::Passing,
            "无法判断" => Kind::CannotTell,
            other => panic!("{}：不认识的样例类别 {other}", rule.code),
        };
        let text = match text.strip_prefix("题：") {
            Some(own) => own.to_owned(),
            None => format!("{TITLE}\n{text}"),
        };
        cases.push(Case { kind, name: name.trim().to_owned(), text });
    }
    cases
}

/// The marked words with their line, and the text without marks.
fn unmark(text: &str) -> (String, Vec<(u32, String)>) {
    let mut marks = Vec::new();
    for (line, words) in (1..).zip(text.lines()) {
        for part in words.split('⟦').skip(1) {
            marks.push((line, part.split('⟧').next().unwrap_or("").to_owned()));
        }
    }
    (text.replace(['⟦', '⟧'], ""), marks)
}

fn outcome(
    rule: &'static Rule,
    document: &Document,
    law: &Law,
) -> (CheckOutcome, Vec<(Option<u32>, String, String)>) {
    let prepared = Prepared::new(document, law, None).unwrap();
    let report = run(&prepared.context());
    let outcome = report
        .checks
        .iter()
        .find(|c| c.rule.code == rule.code)
        .map_or(CheckOutcome::Crashed, |c| c.outcome);
    let found = report
        .findings
        .iter()
        .filter(|f| f.code == rule.code)
        .map(|f| {
            let location = document.locate(f.place());
            (location.line, location.quote, f.message.clone())
        })
        .collect();
    (outcome, found)
}

#[test]
fn every_case_comes_out_as_it_says() {
    let law = Law::builtin().unwrap();
    let mut wrong = Vec::new();
    for rule in RULES {
        for case in cases(rule) {
            let (text, marks) = unmark(&case.text);
            let document = jiheng_document::read(text.as_bytes()).unwrap();
            let (outcome, found) = outcome(rule, &document, &law);
            let meets = |(line, words): &(u32, String)| {
                found.iter().any(|(l, quote, _)| {
                    *l == Some(*line)
                        && (quote.contains(words.as_str()) || words.contains(quote.as_str()))
                })
            };
            let right = match case.kind {
                Kind::Violating => {
                    !marks.is_empty() && marks.len() == found.len() && marks.iter().all(meets)
                }
                Kind::Passing => outcome == CheckOutcome::Pass && marks.is_empty(),
                Kind::CannotTell => {
                    matches!(outcome, CheckOutcome::Unable | CheckOutcome::NotApplicable)
                }
            };
            if !right {
                wrong.push(format!(
                    "{} {:?} {}：{outcome:?} {found:?} 应为 {marks:?}",
                    rule.code, case.kind, case.name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_cases_of_three_shapes() {
    for rule in RULES {
        let cases = cases(rule);
        let count = |kind| cases.iter().filter(|c| c.kind == kind).count();
        assert!(count(Kind::Violating) >= 3, "{}：违反的样例不足三种", rule.code);
        assert!(count(Kind::Passing) >= 1, "{}：没有通过的样例", rule.code);
        let names: HashSet<&str> = cases.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names.len(), cases.len(), "{}：样例名称重复", rule.code);
    }
}

#[test]
fn codes_are_well_formed_and_unique() {
    let mut seen = HashSet::new();
    for rule in RULES {
        let (letter, digits) = rule.code.split_at(1);
        assert!(
            "GIBCPLSTFUQ".contains(letter)
                && digits.len() == 3
                && digits.bytes().all(|b| b.is_ascii_digit()),
            "{}",
            rule.code
        );
        assert!(seen.insert(rule.code), "{} 重复", rule.code);
        assert!(!rule.title.is_empty() && !rule.inputs.is_empty(), "{}", rule.code);
        for applies in rule.applies {
            assert!(
                ["any", "self-evaluation", "report"].contains(applies),
                "{} {applies}",
                rule.code
            );
        }
    }
}

#[test]
fn every_basis_is_a_known_article() {
    let law = Law::builtin().unwrap();
    for rule in RULES {
        assert!(!rule.basis.is_empty(), "{}：没有依据", rule.code);
        for basis in rule.basis {
            assert!(law.library.article(basis).is_some(), "{}：没有条文 {basis}", rule.code);
        }
    }
}
