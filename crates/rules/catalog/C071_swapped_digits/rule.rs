//! Two numbers that only two swapped digits part are likely to be one.

use crate::{Context, Verdict};
use jiheng_base::slip::{Slip, slip};
use jiheng_base::{Finding, Level, Role, Unit};
use jiheng_facts::FigureId;
use std::collections::HashMap;

/// Numbers of fewer digits meet by chance.
const MIN_DIGITS: usize = 4;
/// So many digits meet by chance in no report, whatever they are called.
const ENOUGH_DIGITS: usize = 5;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut groups: HashMap<(Unit, u32, Vec<u8>), Vec<FigureId>> = HashMap::new();
    for id in 0..cx.facts.figures.len() {
        let figure = cx.figure(id);
        if figure.in_table || figure.quoted || !counts(figure.quantity.unit) {
            continue;
        }
        let mut digits = digits(cx, id);
        if digits.len() >= MIN_DIGITS {
            digits.sort_unstable();
            let key = (figure.quantity.unit, figure.quantity.decimals, digits);
            groups.entry(key).or_default().push(id);
        }
    }
    let groups: Vec<_> = groups.into_values().filter(|ids| ids.len() > 1).collect();
    if groups.is_empty() {
        return Verdict::NotApplicable;
    }
    let mut findings: Vec<Finding> = groups.iter().filter_map(|ids| swapped(cx, ids)).collect();
    findings.sort_by_key(Finding::place);
    Verdict::of(findings)
}

fn counts(unit: Unit) -> bool {
    matches!(unit, Unit::Money(_) | Unit::Measure { .. })
}

fn digits(cx: &Context, id: FigureId) -> Vec<u8> {
    let mantissa = cx.figure(id).quantity.value.normalize().mantissa().unsigned_abs();
    mantissa.to_string().trim_end_matches('0').bytes().collect()
}

fn swapped(cx: &Context, ids: &[FigureId]) -> Option<Finding> {
    let pairs =
        ids.iter().enumerate().flat_map(|(at, a)| ids[at + 1..].iter().map(move |b| (*a, *b)));
    let (a, b) = pairs.into_iter().find(|(a, b)| {
        let (x, y) = (cx.figure(*a).quantity, cx.figure(*b).quantity);
        slip(x.value, y.value, x.decimals) == Some(Slip::Swapped)
            && are_of_one(cx, *a, *b)
            && !(is_confirmed(cx, *a) && is_confirmed(cx, *b))
    })?;
    let (wrong, right) = if is_confirmed(cx, a) && !is_confirmed(cx, b) { (b, a) } else { (a, b) };
    let (x, y) = (cx.figure(wrong), cx.figure(right));
    let message = format!("{}与另一处{}只是数位颠倒", x.quantity.text(), y.quantity.text());
    Some(
        Finding::new("C071", Level::Doubt, x.span, message, "核对原始数据，统一成一个数")
            .compare(y.quantity.text(), x.quantity.text())
            .using(y.span, Role::Against, "另一处"),
    )
}

/// Counts of many digits are of one thing whatever they are called; money is only by its name, for a report
/// tells of many amounts.
fn are_of_one(cx: &Context, a: FigureId, b: FigureId) -> bool {
    let is_money = matches!(cx.figure(a).quantity.unit, Unit::Money(_));
    let is_long = digits(cx, a).len() >= ENOUGH_DIGITS;
    if is_money { is_named_alike(cx, a, b) } else { is_long || share_words(cx, a, b) }
}

/// Whether one name ends with the other (合同价, 项目支出合同价).
fn is_named_alike(cx: &Context, a: FigureId, b: FigureId) -> bool {
    const SHORTEST: usize = 3;
    let (a, b) = (cx.figure(a).label.as_str(), cx.figure(b).label.as_str());
    let shorter = a.chars().count().min(b.chars().count());
    shorter >= SHORTEST && (a.ends_with(b) || b.ends_with(a))
}

/// Whether the names of two numbers have two characters in a row in common.
fn share_words(cx: &Context, a: FigureId, b: FigureId) -> bool {
    let characters: Vec<char> = cx.figure(a).label.chars().collect();
    let other = cx.figure(b).label.as_str();
    characters.windows(2).any(|two| other.contains(&two.iter().collect::<String>()))
}

/// Whether a relation holds that a number takes part in.
fn is_confirmed(cx: &Context, id: FigureId) -> bool {
    cx.is_borne_out(id, |_, reading| reading.sure)
}
