//! A large difference between budget and spending needs a reason.

use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, Role, Words, round_half_up};
use jiheng_facts::{FigureId, RelationKind};
use jiheng_law::Concept;

/// Hundredths of the budget.
const LARGE: i64 = 30;
static REASONS: Words =
    Words::new(&["原因", "追加", "由于", "因为", "主要是", "上级下达", "调整增加", "调增"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for concept in [Concept::Basic, Concept::Project] {
        let budgeted = part_of(cx, concept, &[Concept::InitialBudget, Concept::BudgetExpenditure]);
        let spent = part_of(cx, concept, &[Concept::Expenditure]);
        let (Some(budgeted), Some(spent)) = (budgeted, spent) else { continue };
        looked = true;
        findings.extend(compare(cx, budgeted, spent));
    }
    Verdict::of_looked(findings, looked)
}

/// The figure of a concept in the list that makes one of the totals.
fn part_of(cx: &Context, part: Concept, totals: &[Concept]) -> Option<FigureId> {
    let lists = cx.facts.relations.iter().filter(|r| r.kind == RelationKind::Parts);
    let of_total =
        lists.filter(|r| cx.facts.concepts[r.claimed].is_some_and(|c| totals.contains(&c)));
    of_total
        .flat_map(|r| r.readings[0].expr.figures())
        .find(|id| cx.facts.concepts[*id] == Some(part))
}

fn compare(cx: &Context, budgeted: FigureId, spent: FigureId) -> Option<Finding> {
    let value = |id: FigureId| cx.figure(id).quantity.base();
    let change =
        (value(spent) - value(budgeted)).checked_div(value(budgeted))? * Decimal::ONE_HUNDRED;
    let node = cx.figure(spent).place.node;
    let explained = REASONS.any_in(cx.document.text(node));
    if change.abs() < Decimal::from(LARGE) || explained {
        return None;
    }
    let direction = if change > Decimal::ZERO { "增加" } else { "减少" };
    let message = format!(
        "{}{}，比年初预算{}{direction}{}%，没有说明原因",
        cx.figure(spent).label,
        cx.print(spent),
        cx.print(budgeted),
        round_half_up(change.abs(), 2)
    );
    Some(
        Finding::new("B010", Level::Doubt, cx.figure(spent).span, message, "写明追加、调整的原因")
            .using(cx.figure(budgeted).span, Role::Against, "年初预算"),
    )
}
