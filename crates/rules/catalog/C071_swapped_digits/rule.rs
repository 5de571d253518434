//! Two numbers that only two swapped digits part are likely to be one.

use crate::{Context, Verdict};
use jiheng_base::slip::{Slip, slip};
use jiheng_base::{Finding, Level, Role, Unit};
use jiheng_facts::{Figure, FigureId};
use std::collections::HashMap;

/// Numbers of fewer digits meet by chance, unless a long name is that of both.
const MIN_DIGITS: usize = 4;
const FEWEST_DIGITS: usize = 2;
/// So many digits meet by chance in no report, whatever they are called.
const ENOUGH_DIGITS: usize = 5;

/// What more numbers have the digits of, they have by chance.
const MANY: usize = 20;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut groups: HashMap<(Unit, u32, Vec<u8>), Vec<FigureId>> = HashMap::new();
    for id in 0..cx.facts.figures.len() {
        let figure = cx.figure(id);
        if figure.in_table || figure.quoted || !counts(figure.quantity.unit) {
            continue;
        }
        let mut digits = digits(cx, id);
        if digits.len() >= FEWEST_DIGITS {
            digits.sort_unstable();
            let key = (figure.quantity.unit, figure.quantity.decimals, digits);
            groups.entry(key).or_default().push(id);
        }
    }
    let groups: Vec<_> =
        groups.into_values().filter(|ids| (2..=MANY).contains(&ids.len())).collect();
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
        let is_slip = slip(x.value, y.value, x.decimals) == Some(Slip::Swapped);
        let is_one = if digits(cx, *a).len() < MIN_DIGITS {
            x.value != y.value && bear_one_name(cx, *a, *b)
        } else {
            is_slip && are_of_one(cx, *a, *b)
        };
        is_one && !(is_confirmed(cx, *a) && is_confirmed(cx, *b))
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

/// 完成86座小型水库维修养护 and 1.小型水库维修养护。目标68座: the fewer digits, the longer the name that both bear.
fn bear_one_name(cx: &Context, a: FigureId, b: FigureId) -> bool {
    let (x, y) = (cx.figure(a), cx.figure(b));
    let least = if digits(cx, a).len() == FEWEST_DIGITS { 6 } else { 4 };
    let apart = x.sentence != y.sentence && cx.is_of_this_year(a) && cx.is_of_this_year(b);
    // A report tells of many amounts of money under like names.
    let plain = x.depth == 0 && y.depth == 0 && matches!(x.quantity.unit, Unit::Measure { .. });
    // The number is told twice as right, or it has digits enough to be told once.
    let told = |figure: &Figure| {
        let same = |f: &&Figure| f.quantity == figure.quantity && !f.in_table;
        cx.facts.figures.iter().filter(same).count()
    };
    let is_lone = digits(cx, a).len() > FEWEST_DIGITS || told(x).max(told(y)) > 1;
    // 1.40 and 0.41 have the same digits, and nobody swaps a leading 0.
    let whole = |figure: &Figure| figure.quantity.value.trunc().normalize().mantissa().to_string();
    let alike = whole(x) != "0" && whole(y) != "0";
    apart
        && alike
        && plain
        && is_lone
        && told(x).min(told(y)) == 1
        && name(cx, a).iter().any(|one| name(cx, b).iter().any(|other| share(one, other, least)))
}

/// The words around a number, and the title of the item that it stands under.
fn name(cx: &Context, id: FigureId) -> [String; 3] {
    let figure = cx.figure(id);
    let outline = &cx.facts.outline;
    let entry = outline.entry_of(figure.place.node).and_then(|e| outline.entries.get(e));
    let own = entry.filter(|e| e.node == figure.place.node);
    [figure.label.clone(), figure.tail.clone(), own.map_or_else(String::new, |e| e.title.clone())]
}

/// Whether so many characters in a row stand in both.
fn share(one: &str, other: &str, least: usize) -> bool {
    let characters: Vec<char> = one.chars().collect();
    characters.windows(least).any(|part| other.contains(&part.iter().collect::<String>()))
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
    share(&cx.figure(a).label, &cx.figure(b).label, 2)
}

/// Whether a relation holds that a number takes part in.
fn is_confirmed(cx: &Context, id: FigureId) -> bool {
    cx.is_borne_out(id, |_, reading| reading.sure)
}
