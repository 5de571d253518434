//! What a text says was done is what the indicator of that name gives as its actual value.

use crate::{Context, Verdict};
use jiheng_base::evaluation::{Actual, Indicator, Target};
use jiheng_base::exact::plain;
use jiheng_base::{Bound, Decimal, Finding, Level, Place, Role, Unit, Words};
use jiheng_facts::role::Role as Reading;
use jiheng_facts::wording::squeeze;
use jiheng_facts::{Figure, FigureId};
use std::collections::HashSet;

/// Shorter names are of many things.
const MIN_CHARS: usize = 4;
/// Endings of a name that say only that it is counted.
const COUNTED: &[&str] = &["数量", "个数", "总数", "里程", "长度", "面积", "人数", "户数", "数"];
/// Words before a name that belong to the sentence.
const BEFORE: &[&str] = &["全年", "当年", "本年", "年内", "实际", "共计", "共", "已", "完成"];
/// What is told of a part of the year, of several years, or ahead of the work is no actual value.
#[rustfmt::skip]
static NOT_OF_THE_YEAR: Words = Words::new(&[
    "月", "季度", "上半年", "下半年", "截至", "累计", "计划", "目标", "拟", "预计", "任务",
]);

pub(super) fn check(cx: &Context) -> Verdict {
    let scored: HashSet<FigureId> =
        cx.facts.scores.items.iter().flat_map(|i| i.figures.clone()).collect();
    let told: Vec<(FigureId, String)> = (0..cx.facts.figures.len())
        .filter(|id| !scored.contains(id) && tells_what_was_done(cx, *id))
        .map(|id| (id, thing(&cx.figure(id).label)))
        .filter(|(_, thing)| thing.chars().count() >= MIN_CHARS)
        .collect();
    let mut looked = false;
    let mut findings = Vec::new();
    for indicator in cx.evaluations().flat_map(|e| &e.indicators) {
        let Some(counted) = Counted::of(indicator) else { continue };
        let of_it: Vec<FigureId> =
            told.iter().filter(|(id, name)| counted.is_of(cx, *id, name)).map(|t| t.0).collect();
        looked |= !of_it.is_empty();
        let value = |id: FigureId| cx.figure(id).quantity.value;
        if !of_it.iter().any(|id| value(*id) == counted.actual) {
            let other = of_it.iter().find(|id| value(**id) != counted.target);
            findings.extend(other.map(|id| finding(cx, *id, &counted)));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// An indicator that counts or measures.
struct Counted<'a> {
    thing: String,
    unit: &'a str,
    target: Decimal,
    actual: Decimal,
    place: Place,
}

impl<'a> Counted<'a> {
    fn of(indicator: &'a Indicator) -> Option<Self> {
        let [name] = indicator.names.as_slice() else { return None };
        let Target::Quantity { value: target, unit, .. } = &indicator.target.as_ref()?.value else {
            return None;
        };
        let actual = indicator.actual.as_ref()?;
        let Actual::Quantity(value) = actual.value else { return None };
        let (thing, place) = (thing(&name.value), actual.place?);
        Some(Self { thing, unit, target: *target, actual: value, place })
    }

    /// Whether a number of the text with a name is of this.
    fn is_of(&self, cx: &Context, id: FigureId, name: &str) -> bool {
        let unit = cx.figure(id).quantity.unit;
        name == self.thing && matches!(unit, Unit::Measure { .. }) && unit.text() == self.unit
    }
}

fn tells_what_was_done(cx: &Context, id: FigureId) -> bool {
    let figure: &Figure = cx.figure(id);
    cx.is_of_this_year(id)
        && cx.facts.roles[id] == Reading::Plain
        && !figure.in_table
        && figure.depth == 0
        && !figure.quoted
        && figure.quantity.bound == Bound::Exact
        && !NOT_OF_THE_YEAR.any_in(&figure.lead)
}

/// What a name counts: 硬化道路里程 counts 硬化道路.
fn thing(name: &str) -> String {
    let name = squeeze(name);
    let bare = name.split(['（', '(']).next().unwrap_or(&name);
    let mut own = COUNTED.iter().find_map(|ending| bare.strip_suffix(ending)).unwrap_or(bare);
    while let Some(rest) = BEFORE.iter().find_map(|word| own.strip_prefix(word)) {
        own = rest;
    }
    own.to_owned()
}

fn finding(cx: &Context, id: FigureId, counted: &Counted) -> Finding {
    let (told, stated) = (cx.print(id), format!("{}{}", plain(counted.actual), counted.unit));
    let message = format!("“{}”这里为{told}，指标完成值为{stated}", cx.figure(id).label);
    let action = "核对原始数据，统一正文和指标的完成值";
    Finding::new("C064", Level::Doubt, cx.figure(id).span, message, action)
        .compare(stated, told)
        .using(counted.place, Role::Against, "指标完成值")
}
