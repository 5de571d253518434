//! One digit changed in any figure of an identity that holds: the change is reported as an error
//! at the figure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;
#[path = "mutation/formula.rs"]
mod formula;
#[path = "mutation/identity.rs"]
mod identity;

use common::{checked, corpus, samples};
use formula::numbers;
use identity::{Figure, Identity};
use jiheng_base::{Level, NodeId, Place};
use jiheng_check::Report;
use jiheng_document::Document;
use jiheng_law::Law;
use std::collections::BTreeMap;
use std::path::Path;

/// Of a thousand changes, so many are to be found.
const GOAL: usize = 980;
/// Makes the replacing digits.
const SEED: u64 = 20_211_231;

#[derive(Default)]
struct Tally {
    figures: usize,
    changes: usize,
    /// Changes after which every identity still holds at its printed precision.
    harmless: usize,
    /// Changes whose own identities cannot tell them from rounding.
    rounding: usize,
    /// Those of them that are found, since other sums prove that the report does not round.
    seen_through: usize,
    survivors: Vec<String>,
}

/// A change counts unless the arithmetic leaves it open: every identity of the figure can still be
/// what rounding makes of true values, and the number stands nowhere else in the report to be held
/// against. Such a change does not count whether it is found or not; `seen_through` of them are.
fn hold(folder: &Path, seen_through: usize) {
    let tally = mutate(folder, &Law::builtin().unwrap());
    let found = tally.changes - tally.survivors.len();
    let rate = found * 1000 / tally.changes;
    println!(
        "{}个数字，{}处改动，发现{found}处（{}.{}%，目标{}%）；另有{}处改动不破坏任何等式，{}处与四舍五入分不开（其中发现{}处）",
        tally.figures,
        tally.changes,
        rate / 10,
        rate % 10,
        GOAL / 10,
        tally.harmless,
        tally.rounding,
        tally.seen_through,
    );
    tally.survivors.iter().for_each(|s| println!("  漏过 {s}"));
    assert!(tally.changes > 100, "只有{}处改动", tally.changes);
    assert!(rate >= GOAL, "{rate}‰ < {GOAL}‰");
    assert!(tally.seen_through >= seen_through, "{} < {seen_through}", tally.seen_through);
}

#[test]
fn a_changed_digit_of_the_project_sample_is_an_error() {
    hold(&samples().join("project-clean"), 0);
}

#[test]
fn a_changed_digit_of_the_deduction_sample_is_an_error() {
    hold(&samples().join("deduction-clean"), 0);
}

#[test]
fn a_changed_digit_of_the_real_report_is_an_error() {
    if let Some(folder) = corpus("tiancheng-2021") {
        hold(&folder, 35);
    }
}

fn mutate(folder: &Path, law: &Law) -> Tally {
    let text = std::fs::read_to_string(folder.join("report.txt")).unwrap();
    let (document, before) = checked(text.as_bytes(), law);
    let identities = identity::of(folder, &text);
    let mut by_figure: BTreeMap<Figure, Vec<&Identity>> = BTreeMap::new();
    for identity in &identities {
        for figure in &identity.figures {
            by_figure.entry(*figure).or_default().push(identity);
        }
    }
    let mut tally = Tally { figures: by_figure.len(), ..Tally::default() };
    for (figure, identities) in &by_figure {
        let printed = &text[figure.start..figure.end];
        for changed in changes(printed, figure.start) {
            if identities.iter().all(|i| i.holds_with(printed, &changed)) {
                tally.harmless += 1;
                continue;
            }
            let mutant = format!("{}{changed}{}", &text[..figure.start], &text[figure.end..]);
            let (_, after) = checked(mutant.as_bytes(), law);
            let found = is_reported(&before, &after, place_of(&document, &text, *figure));
            let is_only_here = numbers(&text).filter(|n| &text[n.clone()] == printed).count() == 1;
            if is_only_here && identities.iter().all(|i| i.may_be_rounded_with(printed, &changed)) {
                tally.rounding += 1;
                tally.seen_through += usize::from(found);
                continue;
            }
            tally.changes += 1;
            if !found {
                let line = text[..figure.start].matches('\n').count() + 1;
                tally.survivors.push(format!(
                    "第{line}行 {printed}→{changed}：{}",
                    identities.iter().map(|i| i.statement.as_str()).collect::<Vec<_>>().join("；")
                ));
            }
        }
    }
    tally
}

/// The figure with each of its digits replaced in turn.
fn changes(printed: &str, salt: usize) -> Vec<String> {
    let digits = printed.char_indices().filter(|(_, c)| c.is_ascii_digit());
    digits
        .map(|(at, old)| {
            let leads = at == 0 && printed.len() > 1;
            let mut state = SEED ^ ((salt as u64) << 8) ^ at as u64;
            let new = loop {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let digit = char::from(b'0' + u8::try_from((state >> 33) % 10).unwrap());
                if digit != old && !(leads && digit == '0') {
                    break digit;
                }
            };
            format!("{}{new}{}", &printed[..at], &printed[at + 1..])
        })
        .collect()
}

/// Where the figure stands in the document: the number of the same ordinal on the same line.
fn place_of(document: &Document, text: &str, figure: Figure) -> Place {
    let line_start = text[..figure.start].rfind('\n').map_or(0, |n| n + 1);
    let line = u32::try_from(text[..figure.start].matches('\n').count() + 1).unwrap();
    let ordinal = numbers(&text[line_start..figure.start]).count();
    (0..)
        .zip(&document.nodes)
        .filter(|(_, node)| node.anchors.iter().any(|a| a.line == Some(line)))
        .flat_map(|(id, node)| {
            numbers(&node.text).map(move |n| Place::new(NodeId(id), n.start, n.end))
        })
        .nth(ordinal)
        .expect("every number of the text is in the document")
}

/// Whether an error that was not there before uses the place.
fn is_reported(before: &Report, after: &Report, place: Place) -> bool {
    after
        .findings
        .iter()
        .filter(|f| f.level == Level::Error)
        .filter(|f| !before.findings.iter().any(|b| b.code == f.code && b.message == f.message))
        .any(|f| f.locations.iter().any(|l| l.place.overlaps(place)))
}

#[test]
fn the_unchanged_report_is_silent() {
    let law = Law::builtin().unwrap();
    for name in ["project-clean", "deduction-clean"] {
        let bytes = std::fs::read(samples().join(name).join("report.txt")).unwrap();
        let (_, report) = checked(&bytes, &law);
        let errors: Vec<&str> = report
            .findings
            .iter()
            .filter(|f| f.level == Level::Error)
            .map(|f| f.message.as_str())
            .collect();
        assert!(errors.is_empty(), "{name}：{errors:#?}");
    }
}
