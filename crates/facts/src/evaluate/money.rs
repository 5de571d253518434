//! The money of a form.

use crate::Facts;
use crate::figure::FigureId;
use crate::form::Form;
use crate::table::{Row, RowKind, Side, TablePart};
use jiheng_base::Dimension;
use jiheng_base::evaluation::{Budget, Stated, Yuan};

/// What the prose leaves open, the table of the money tells.
pub(super) fn complete(facts: &Facts, form: &Form, mut budget: Budget) -> Budget {
    let tables = facts.tables[form.tables.clone()].iter();
    let sides = tables.filter(|t| t.part == TablePart::Money).flat_map(|t| &t.sides);
    for side in sides {
        let Some(row) = whole(side) else { continue };
        let amount = |words: &[&str]| find(facts, side, row, words, Dimension::Money);
        let initial = amount(&["年初"]);
        let annual = amount(&["全年预算", "全年（调整）预算", "年度预算"]);
        let adjusted = amount(&["调整"]);
        let plain = amount(&["预算"]);
        let executed = amount(&["执行数", "执行金额", "支出数", "实际支出", "执行"]);
        let yuan = |id: Option<FigureId>| id.map(|id| stated(facts, id));
        budget.initial = budget.initial.or_else(|| yuan(initial));
        budget.annual = budget.annual.or_else(|| yuan(annual.or(adjusted).or(plain)));
        budget.expenditure = budget.expenditure.or_else(|| yuan(executed));
        budget.carried_in = budget.carried_in.or_else(|| {
            let row = side.rows.iter().find(|r| r.label.contains("结转"))?;
            let words = ["全年预算", "调整", "预算"];
            yuan(words.iter().find_map(|w| find(facts, side, row, &[w], Dimension::Money)))
        });
        if budget.reported_rate.is_none()
            && let Some(rate) = find(facts, side, row, &["执行率"], Dimension::Rate)
        {
            let figure = &facts.figures[rate];
            budget.reported_rate = Some(Stated::at(figure.quantity.base(), figure.place));
            budget.reported_executed = yuan(executed);
            budget.reported_base = yuan(annual.or(adjusted).or(plain));
        }
    }
    budget
}

/// The row of all money: the total, else the first one with numbers.
fn whole(side: &Side) -> Option<&Row> {
    let filled = |row: &&Row| (0..side.columns.len()).any(|at| row.figure(at).is_some());
    let total = side.rows.iter().find(|r| r.kind == RowKind::Total);
    total.filter(filled).or_else(|| side.rows.iter().find(filled))
}

fn find(facts: &Facts, side: &Side, row: &Row, words: &[&str], of: Dimension) -> Option<FigureId> {
    words.iter().find_map(|word| {
        side.columns.iter().enumerate().find_map(|(at, column)| {
            let id = row.figure(at).filter(|_| column.header.contains(word))?;
            (facts.figures[id].quantity.dimension() == of).then_some(id)
        })
    })
}

fn stated(facts: &Facts, id: FigureId) -> Stated<Yuan> {
    Stated::at(facts.figures[id].quantity.base(), facts.figures[id].place)
}
