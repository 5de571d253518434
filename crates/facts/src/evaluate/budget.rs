//! The money of the year.

use crate::Facts;
use crate::expr::Expr;
use crate::figure::{FigureId, FigureYear};
use crate::relation::RelationKind;
use crate::role::Role;
use jiheng_base::Dimension;
use jiheng_base::evaluation::{Budget, BudgetLine, SpendingGroup, Stated, Yuan};
use jiheng_law::{Concept, Law};

pub(super) fn budget(facts: &Facts, law: &Law) -> Budget {
    let of = |concept| first(facts, concept).map(|id| stated(facts, id));
    let mut budget = Budget {
        initial: of(Concept::InitialBudget).or_else(|| of(Concept::BudgetExpenditure)),
        adjustment: of(Concept::NetAdjustment),
        adjusted: of(Concept::AdjustedBudget),
        annual: of(Concept::AnnualBudget),
        arrived: of(Concept::Arrived),
        income: of(Concept::Income),
        carried_in: of(Concept::CarriedIn),
        income_total: of(Concept::IncomeTotal),
        expenditure: of(Concept::Expenditure),
        basic: actual(facts, Concept::Basic),
        project: actual(facts, Concept::Project),
        carried_out: of(Concept::CarriedOut),
        lines: lines(facts, law),
        ..Budget::default()
    };
    if let Some((rate, divided)) = reported_rate(facts) {
        let figure = &facts.figures[rate];
        budget.reported_rate = Some(Stated::at(figure.quantity.base(), figure.place));
        if let Some((part, whole)) = divided {
            budget.reported_executed = Some(stated(facts, part));
            budget.reported_base = Some(stated(facts, whole));
        }
    }
    budget
}

fn stated(facts: &Facts, id: FigureId) -> Stated<Yuan> {
    Stated::at(facts.figures[id].quantity.base(), facts.figures[id].place)
}

/// Figures of the prose that state a concept of this year, in reading order.
pub(crate) fn all(facts: &Facts, concept: Concept) -> impl Iterator<Item = FigureId> + '_ {
    let year = facts.subject.year.as_ref().map(|y| y.value);
    (0..facts.figures.len()).filter(move |id| {
        let figure = &facts.figures[*id];
        let current = match figure.year {
            Some(FigureYear::Prior) => false,
            Some(FigureYear::Printed(printed, _)) => year.is_none_or(|own| own == printed),
            None => true,
        };
        facts.concepts[*id] == Some(concept)
            && facts.roles[*id] == Role::Plain
            && figure.depth == 0
            && !figure.quoted
            && current
            && figure.quantity.dimension() == Dimension::Money
    })
}

fn first(facts: &Facts, concept: Concept) -> Option<FigureId> {
    all(facts, concept).next()
}

/// What was spent and not what was budgeted: a part of the expenditure where one is listed so.
fn actual(facts: &Facts, concept: Concept) -> Option<Stated<Yuan>> {
    let spent = |id: &FigureId| {
        facts.relations.iter().any(|r| {
            r.kind == RelationKind::Parts
                && facts.concepts[r.claimed] == Some(Concept::Expenditure)
                && r.readings.first().is_some_and(|reading| reading.expr.figures().contains(id))
        })
    };
    let id = all(facts, concept).find(spent).or_else(|| all(facts, concept).last())?;
    Some(stated(facts, id))
}

/// The execution rate of the whole and the two amounts that it divides, if the text shows them.
fn reported_rate(facts: &Facts) -> Option<(FigureId, Option<(FigureId, FigureId)>)> {
    const NAMES: &[&str] = &[
        "执行率",
        "预算执行率",
        "预算完成率",
        "整体预算执行率",
        "部门预算执行率",
        "资金使用率",
        "整体资金使用率",
    ];
    let is_whole = |id: &FigureId| {
        let figure = &facts.figures[*id];
        facts.roles[*id] == Role::Rate && !figure.in_table && NAMES.contains(&figure.label.as_str())
    };
    let rate = (0..facts.figures.len()).find(is_whole)?;
    let relation =
        facts.relations.iter().find(|r| r.kind == RelationKind::Rate && r.claimed == rate);
    let divided = relation.and_then(|r| {
        r.readings.iter().find_map(|reading| match &reading.expr {
            Expr::Over(part, whole) => match (part.as_ref(), whole.as_ref()) {
                (Expr::Figure(part), Expr::Figure(whole)) => {
                    let holds = r.holds_as(reading, &facts.figures, &facts.exactness);
                    holds.then_some((*part, *whole))
                }
                _ => None,
            },
            _ => None,
        })
    });
    Some((rate, divided))
}

/// Items of the economic classification that the prose lists.
fn lines(facts: &Facts, law: &Law) -> Vec<BudgetLine> {
    let mut lines = Vec::new();
    for relation in facts.relations.iter().filter(|r| r.kind == RelationKind::Parts) {
        let Some(reading) = relation.readings.first() else { continue };
        let group = group_of(facts, relation.claimed);
        for id in reading.expr.figures() {
            let figure = &facts.figures[id];
            let name = figure.label.as_str();
            let class = law.economic.by_name(name).or_else(|| law.economic.by_short_name(name));
            if let Some(class) = class.filter(|c| !c.is_class()) {
                lines.push(BudgetLine {
                    group,
                    code: Some(class.code.clone()),
                    name: name.to_owned(),
                    executed: Stated::at(figure.quantity.base(), figure.place),
                });
            }
        }
    }
    lines
}

/// Whether a list of items is of the basic or of the project spending: by the headings above it.
fn group_of(facts: &Facts, id: FigureId) -> SpendingGroup {
    let entry = facts.outline.entry_of(facts.figures[id].place.node);
    for title in facts.outline.ancestors(entry).map(|e| e.title.as_str()) {
        match (title.contains("基本支出"), title.contains("项目支出")) {
            (true, false) => return SpendingGroup::Basic,
            (false, true) => return SpendingGroup::Project,
            _ => {}
        }
    }
    SpendingGroup::Whole
}
