//! Planned values: 按16.00万元压减20%，安排12.80万元; 比2022年压减5%，控制在82.38万元以内.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::{Index, Match};
use crate::lex::Separator;
use crate::role::Role;
use crate::wording::{self, Direction};
use jiheng_base::{Decimal, Dimension};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        let main: Vec<FigureId> = index.main(sentence).collect();
        for at in 0..main.len() {
            if let Role::ChangeRate(direction) = index.role(main[at]) {
                found.extend(planned(index, &main, at, direction));
            }
        }
    }
}

fn planned(index: &Index, main: &[FigureId], at: usize, direction: Direction) -> Option<Relation> {
    let rate = main[at];
    let next =
        *main.get(at + 1).filter(|id| index.figures[**id].after <= Some(Separator::Clause))?;
    let lead = |id: FigureId| index.figures[id].lead.as_str();
    let is_target = |id: FigureId| {
        ["安排", "控制在", "调整为", "调整到", "压减到", "降至", "核定为", "减至"]
            .iter()
            .any(|w| lead(id).ends_with(w))
    };
    let (base, target) = if is_target(next) {
        (base_before(index, main, at)?, next)
    } else {
        // 由24.00万元调整为20.40万元
        let target = *main.get(at + 2).filter(|id| is_target(**id))?;
        (next, target)
    };
    if index.dimension(base) != index.dimension(target) {
        return None;
    }
    let one = Expr::Number(Decimal::ONE);
    let factor = match direction {
        Direction::Up => Expr::Sum(vec![one, Expr::Figure(rate)]),
        Direction::Down => Expr::minus(one, Expr::Figure(rate)),
    };
    let expr = Expr::times(Expr::Figure(base), factor);
    Some(Relation::new(RelationKind::Plan, target, "压减后金额").reading(expr, true))
}

/// 按16.00万元 just before the rate, or the value of the thing that the rate speaks of.
fn base_before(index: &Index, main: &[FigureId], at: usize) -> Option<FigureId> {
    if let Some(before) = at.checked_sub(1).map(|i| main[i]) {
        let lead = &index.figures[before].lead;
        if ["按", "由", "从", "在"].iter().any(|w| lead.ends_with(w)) {
            return Some(before);
        }
    }
    let lead = wording::without_dates(&index.figures[main[at]].lead);
    let subject = lead.split(['比', '较', '力']).next().map(wording::strip)?;
    let named = index.resolve(&subject, Dimension::Money, main[at]);
    named.into_iter().find(|(_, m)| *m == Match::Exact).map(|(id, _)| id)
}
