//! 决算数大于预算数 is held against the two amounts before it.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Dimension, Finding, Level, NodeId, Place, Role, Words, words};
use jiheng_facts::FigureId;
use jiheng_facts::role::Role as Reading;
use std::cmp::Ordering;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        for claim in claims(node, text) {
            let Some(told) = told_before(cx, &claim) else { continue };
            looked = true;
            if !told.allow(cx, &claim) {
                findings.push(finding(cx, &claim, &told));
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

/// What the text says of spending against the budget.
struct Claim {
    place: Place,
    says: Ordering,
    /// 持平, which nobody takes to the last digit.
    about: bool,
    /// 基本
    roughly: bool,
}

#[rustfmt::skip]
static SUBJECTS: Words = Words::new(&[
    "决算数", "决算", "执行数", "支出数", "实际支出", "实际支出数", "完成数", "收入数",
]);
/// Words between the two, with what they say; the first that fits decides.
#[rustfmt::skip]
const BETWEEN: &[(&str, Ordering)] = &[
    ("大于", Ordering::Greater), ("高于", Ordering::Greater), ("多于", Ordering::Greater),
    ("超过", Ordering::Greater), ("超出", Ordering::Greater), ("小于", Ordering::Less),
    ("低于", Ordering::Less), ("少于", Ordering::Less), ("等于", Ordering::Equal),
];
const BUDGETS: &[&str] = &["年初预算", "全年预算", "调整预算", "当年预算", "年度预算", "预算"];
const EQUAL: &[&str] = &["持平", "一致", "相等", "相同"];
const STRICTLY_EQUAL: &[&str] = &["等于", "相等", "相同"];

fn claims(node: NodeId, text: &str) -> Vec<Claim> {
    let mut found = Vec::new();
    for (at, subject) in SUBJECTS.matches(text) {
        let rest = &text[at + subject.len()..];
        let Some((says, about, length)) = said(rest) else { continue };
        let end = at + subject.len() + length;
        let place = Place::new(node, at, end);
        let roughly = text[at..end].contains("基本");
        found.push(Claim { place, says, about, roughly });
    }
    // 决算数 is found again in it as 决算; the longest subject names it.
    found.sort_by_key(|c| (c.place.end, c.place.start));
    found.dedup_by_key(|c| c.place.end);
    found
}

/// What stands behind the subject: 大于年初预算数, 与预算数基本持平.
fn said(rest: &str) -> Option<(Ordering, bool, usize)> {
    let whole = rest.len();
    if let Some((word, says)) = BETWEEN.iter().find(|(w, _)| rest.starts_with(w)) {
        let behind = budget_of(&rest[word.len()..])?;
        let about = *says == Ordering::Equal && !STRICTLY_EQUAL.contains(word);
        return Some((*says, about, whole - behind.len()));
    }
    let rest = ["与", "和", "同"].iter().find_map(|w| rest.strip_prefix(w))?;
    let behind = budget_of(rest)?;
    let behind = behind.strip_prefix("基本").unwrap_or(behind);
    let word = EQUAL.iter().find(|w| behind.starts_with(*w))?;
    Some((Ordering::Equal, !STRICTLY_EQUAL.contains(word), whole - behind.len() + word.len()))
}

/// What stands behind a name of the budget.
fn budget_of(rest: &str) -> Option<&str> {
    let behind = BUDGETS.iter().find_map(|w| rest.strip_prefix(w))?;
    Some(behind.strip_prefix('数').unwrap_or(behind))
}

/// The amounts, or the rate, that a claim is held against.
struct Told {
    budget: Option<FigureId>,
    /// The first is what the claim most likely speaks of.
    actual: Vec<FigureId>,
    rate: Option<FigureId>,
}

/// The nearest budget before a claim in its paragraph with the amounts spent behind it.
fn told_before(cx: &Context, claim: &Claim) -> Option<Told> {
    let money: Vec<FigureId> =
        figures_before(cx, claim).filter(|id| states_money(cx, *id)).collect();
    let named = |id: FigureId, word: &str| cx.figure(id).label.contains(word);
    let budget_at = money.iter().rposition(|id| named(*id, "预算") && !named(*id, "决算"));
    let rate = rate_before(cx, claim);
    let Some(at) = budget_at else {
        let rate = Some(rate?);
        return Some(Told { budget: None, actual: Vec::new(), rate });
    };
    let spent = |id: &&FigureId| !named(**id, "预算") && is_spent(&cx.figure(**id).label);
    let mut actual: Vec<FigureId> = money[at + 1..].iter().filter(spent).copied().collect();
    if actual.is_empty() {
        actual.extend(money[..at].iter().rev().find(spent));
    }
    // A rate alone tells as much.
    if actual.is_empty() && rate.is_none() {
        return None;
    }
    Some(Told { budget: Some(money[at]), actual, rate })
}

/// Numbers of the paragraph before a claim, those in brackets left out.
fn figures_before(cx: &Context, claim: &Claim) -> impl DoubleEndedIterator<Item = FigureId> {
    let place = claim.place;
    (0..cx.facts.figures.len()).filter(move |id| {
        let figure = cx.figure(*id);
        figure.place.node == place.node && figure.place.end <= place.start && figure.depth == 0
    })
}

/// The budget may be what spending is compared with (比年初预算84.20万元少).
fn states_money(cx: &Context, id: FigureId) -> bool {
    let is_value = matches!(cx.facts.roles[id], Reading::Plain | Reading::Prior);
    is_value && cx.figure(id).quantity.dimension() == Dimension::Money
}

fn is_spent(label: &str) -> bool {
    words!["决算", "支出", "执行", "完成", "收入"].any_in(label)
}

/// 完成年初预算的98.20%, behind which no other amount stands before the claim.
fn rate_before(cx: &Context, claim: &Claim) -> Option<FigureId> {
    let last = figures_before(cx, claim).next_back()?;
    let figure = cx.figure(last);
    let of_base = cx.facts.roles[last] == Reading::OfBase;
    (of_base && figure.lead.contains("预算")).then_some(last)
}

impl Told {
    fn allow(&self, cx: &Context, claim: &Claim) -> bool {
        let by_amounts = self.budget.filter(|_| !self.actual.is_empty()).map(|budget| {
            let budget = cx.figure(budget).quantity.base();
            self.actual.iter().any(|id| fits(cx.figure(*id).quantity.base(), budget, claim))
        });
        let by_rate =
            || self.rate.is_none_or(|r| fits(cx.figure(r).quantity.base(), Decimal::ONE, claim));
        by_amounts.unwrap_or_else(by_rate)
    }

    /// The numbers in the order in which they are compared.
    fn figures(&self) -> Vec<FigureId> {
        match (self.actual.first(), self.budget) {
            (Some(actual), Some(budget)) => vec![*actual, budget],
            _ => self.rate.into_iter().collect(),
        }
    }
}

fn fits(actual: Decimal, budget: Decimal, claim: &Claim) -> bool {
    let share = match (claim.roughly, claim.about) {
        (true, _) => Decimal::new(10, 2),
        (_, true) => Decimal::new(1, 2),
        _ => Decimal::ZERO,
    };
    match claim.says {
        Ordering::Equal => (actual - budget).abs() <= budget.abs() * share,
        says => actual.cmp(&budget) == says,
    }
}

fn finding(cx: &Context, claim: &Claim, told: &Told) -> Finding {
    let figures = told.figures();
    let values: Vec<Decimal> = figures.iter().map(|id| cx.figure(*id).quantity.base()).collect();
    let base = values.get(1).copied().unwrap_or(Decimal::ONE);
    let right = match values.first().map(|v| v.cmp(&base)) {
        Some(Ordering::Greater) => "决算数大于预算数",
        Some(Ordering::Less) => "决算数小于预算数",
        _ => "决算数等于预算数",
    };
    let said = cx.quote(claim.place);
    let shown: Vec<String> = figures.iter().map(|id| cx.print(*id)).collect();
    let message = match shown.as_slice() {
        [actual, budget] => format!("支出{actual}，预算{budget}，文中却说“{said}”"),
        [rate] => format!("完成预算的{rate}，文中却说“{said}”"),
        _ => format!("数字与“{said}”的说法不符"),
    };
    let level = if claim.roughly { Level::Doubt } else { Level::Error };
    Finding::new("C047", level, claim.place, message, "按数字改正说法，原因也一并核对")
        .compare(right, said)
        .using_all(figures.into_iter().map(|id| cx.figure(id).span), Role::Against)
}
