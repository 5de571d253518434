//! One quantity has one value.

use crate::credible::is_near;
use crate::{Context, Verdict};
use jiheng_base::slip::{Slip, slip};
use jiheng_base::{Decimal, Finding, Level, NodeId, Role, Unit, words};
use jiheng_facts::outline::NumberStyle;
use jiheng_facts::role::Role as Reading;
use jiheng_facts::{Figure, FigureId, RelationKind};
use jiheng_law::Concept;
use std::collections::HashMap;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut groups: HashMap<String, Vec<FigureId>> = HashMap::new();
    for id in 0..cx.facts.figures.len() {
        if let Some(key) = key(cx, id) {
            groups.entry(key).or_default().push(id);
        }
    }
    let mut looked = false;
    let mut findings = Vec::new();
    for ids in groups.values() {
        let ids = of_the_whole(cx, ids);
        looked |= !ids.is_empty();
        let Some(&first) = ids.first() else { continue };
        // Two far apart that each have their own sums are those of two bodies or funds.
        let both_stand = |id: FigureId| {
            let value = |id: FigureId| cx.figure(id).quantity.base();
            !is_near(value(first), value(id)) && is_confirmed(cx, first) && is_confirmed(cx, id)
        };
        // 财政核拨单位在职52人；全部单位在职79人: one sentence tells them apart.
        let told_apart = |id: FigureId| cx.figure(first).sentence == cx.figure(id).sentence;
        let differs = |id: &FigureId| !same(cx, first, *id) && !both_stand(*id) && !told_apart(*id);
        let other = ids[1..].iter().copied().find(differs);
        findings.extend(other.map(|other| finding(cx, first, other)));
    }
    for concept in [Concept::Basic, Concept::Project] {
        findings.extend(mistyped(cx, concept));
    }
    findings.sort_by_key(Finding::place);
    Verdict::of_looked(findings, looked)
}

/// Where each item of a list tells its own value in the same words (1.行政运行。年初预算为…), none of
/// them is that of the whole.
fn of_the_whole(cx: &Context, ids: &[FigureId]) -> Vec<FigureId> {
    let item = |id: FigureId| item_of(cx, cx.figure(id).place.node).filter(|_| is_budget(cx, id));
    let lists: Vec<Option<Item>> = ids.iter().map(|id| item(*id)).collect();
    let is_listed = |own: &Option<Item>| {
        let Some(own) = own else { return false };
        lists.iter().flatten().any(|other| other.node != own.node && other.list == own.list)
    };
    ids.iter().zip(&lists).filter(|(_, own)| !is_listed(own)).map(|(id, _)| *id).collect()
}

/// People and totals are those of the whole wherever they stand.
fn is_budget(cx: &Context, id: FigureId) -> bool {
    use Concept::{AdjustedBudget, AnnualBudget, CarriedIn, CarriedOut, InitialBudget};
    let budget = [AnnualBudget, InitialBudget, AdjustedBudget, CarriedIn, CarriedOut];
    cx.facts.concepts[id].is_some_and(|c| budget.contains(&c))
}

/// A paragraph that is an item of a list.
struct Item {
    node: NodeId,
    /// What its siblings share: the entry above them, or the words of a class of spending.
    list: (Option<usize>, bool),
}

/// A numbered item, or one that a class of spending opens: 教育支出（类）普通教育（款）小学教育（项）.
fn item_of(cx: &Context, node: NodeId) -> Option<Item> {
    let outline = &cx.facts.outline;
    let named = words!["（款）", "（项）"].any_in(cx.document.text(node));
    if named {
        return Some(Item { node, list: (None, true) });
    }
    let entry = outline.entries.iter().find(|e| e.node == node)?;
    let inner = [NumberStyle::Arabic, NumberStyle::BracketedArabic, NumberStyle::Circled];
    let is_inner = entry.number.as_ref().is_some_and(|n| inner.contains(&n.style));
    is_inner.then_some(Item { node, list: (entry.parent, false) })
}

/// What a figure is the value of, when its own words leave no doubt.
fn key(cx: &Context, id: FigureId) -> Option<String> {
    let figure = cx.figure(id);
    if figure.in_table || figure.depth > 0 || figure.quoted || !cx.is_of_this_year(id) {
        return None;
    }
    match (cx.facts.roles[id], cx.facts.concepts[id]) {
        (Reading::Plain, Some(Concept::Staff | Concept::Posts)) if is_of_part(cx, figure) => None,
        (Reading::Plain, Some(concept)) => whole(concept, &figure.label).map(|c| format!("{c:?}")),
        // A named rate; one under a heading of its own may be of something else.
        (Reading::Rate, _) if is_named_rate(&figure.label) => Some(figure.label.clone()),
        _ => None,
    }
}

/// 其中事业单位3个，编制56名、在职52人: people of a part of the body.
fn is_of_part(cx: &Context, figure: &Figure) -> bool {
    let before = &cx.document.text(figure.place.node)[..figure.place.start as usize];
    let part = before.rsplit(['。', '；', '\n']).next().and_then(|part| part.split_once("其中"));
    part.is_some_and(|(_, part)| part.contains("单位"))
}

/// Concepts of the whole body. A bare 支出 or 收入 may be of anything.
fn whole(concept: Concept, label: &str) -> Option<Concept> {
    use Concept::{
        AdjustedBudget, AnnualBudget, BudgetExpenditure, BudgetIncome, CarriedIn, CarriedOut,
        Expenditure, ExpenditureTotal, Income, IncomeTotal, InitialBudget, Posts, Staff,
    };
    let told = match concept {
        Income | Expenditure => words!["本年", "合计", "总"].any_in(label),
        AnnualBudget | InitialBudget | AdjustedBudget | CarriedIn | CarriedOut => {
            label.chars().count() >= 4
        }
        Staff | Posts | IncomeTotal | ExpenditureTotal | BudgetIncome | BudgetExpenditure => true,
        _ => false,
    };
    told.then_some(concept)
}

fn is_named_rate(label: &str) -> bool {
    label.chars().count() >= 6 && label.ends_with('率') && !label.contains("项目")
}

fn same(cx: &Context, a: FigureId, b: FigureId) -> bool {
    let (a, b) = (cx.figure(a).quantity, cx.figure(b).quantity);
    a.dimension() != b.dimension() || a.agrees(b)
}

/// 基本支出 has many values: budgeted, of one kind of money, of one unit. Two that one wrong digit
/// parts, of which only one fits the sums of the text, are one value mistyped.
fn mistyped(cx: &Context, concept: Concept) -> Option<Finding> {
    let told: Vec<FigureId> =
        cx.plain_money().filter(|id| cx.facts.concepts[*id] == Some(concept)).collect();
    let (wrong, right) = told
        .iter()
        .filter(|id| !is_confirmed(cx, **id))
        .flat_map(|wrong| told.iter().map(move |right| (*wrong, *right)))
        .find(|(wrong, right)| differ_in_a_digit(cx, *wrong, *right) && is_confirmed(cx, *right))?;
    let is_single = told.iter().filter(|id| same(cx, wrong, **id)).count() == 1;
    is_single.then(|| finding(cx, wrong, right))
}

/// Whether a sum in which it takes part holds.
fn is_confirmed(cx: &Context, id: FigureId) -> bool {
    use RelationKind::{Flow, Parts};
    cx.is_borne_out(id, |relation, _| matches!(relation.kind, Parts | Flow))
}

/// Numbers of few digits differ in one by chance.
fn differ_in_a_digit(cx: &Context, a: FigureId, b: FigureId) -> bool {
    const MIN_DIGITS: usize = 5;
    let (a, b) = (cx.figure(a).quantity, cx.figure(b).quantity);
    let digits = |value: Decimal| {
        let mantissa = value.normalize().mantissa().unsigned_abs().to_string();
        mantissa.trim_end_matches('0').len()
    };
    a.unit == b.unit
        && a.decimals == b.decimals
        && digits(a.value).min(digits(b.value)) >= MIN_DIGITS
        && slip(a.value, b.value, a.decimals) == Some(Slip::OneDigit)
}

fn finding(cx: &Context, first: FigureId, other: FigureId) -> Finding {
    let (a, b) = (cx.figure(first), cx.figure(other));
    let one_unit = a.quantity.unit == b.quantity.unit;
    let typo = one_unit
        && slip(a.quantity.value, b.quantity.value, a.quantity.decimals.max(b.quantity.decimals))
            .is_some();
    let counted = matches!(a.quantity.unit, Unit::Measure { .. });
    let level = if typo || counted { Level::Error } else { Level::Doubt };
    let message =
        format!("“{}”前后不一：一处{}，一处{}", a.label, a.quantity.text(), b.quantity.text());
    Finding::new("C001", level, a.span, message, "核对原始数据，统一成一个数")
        .compare(b.quantity.text(), a.quantity.text())
        .using(b.span, Role::Against, "另一处")
}
