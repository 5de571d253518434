//! The shares of a list are shares of one whole.

use super::Claim;
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::relation::{Context, Exactness, Reading, Relation, RelationKind};

/// 支出100万元，其中甲60万元，占60%，乙40万元，占39%: where one share of a list is taken of its total, so are
/// all that name nothing else. A share that fits another amount by chance is not excused by it.
pub(super) fn settle(context: &Context, claims: &mut [Claim]) {
    for list in &context.lists {
        let members: Vec<usize> = (0..claims.len())
            .filter(|at| list.parts.contains(&claims[*at].part) && claims[*at].names_no_whole())
            .collect();
        let totals = list.totals.iter().map(|(id, _)| *id);
        let own = totals
            .into_iter()
            .find(|total| members.iter().any(|at| holds(context, &claims[*at], *total)));
        if let Some(total) = own.filter(|_| members.len() > 1) {
            members.into_iter().for_each(|at| fix(&mut claims[at], total));
        }
    }
}

fn holds(context: &Context, claim: &Claim, whole: FigureId) -> bool {
    let relation = Relation::new(RelationKind::Share, claim.relation.claimed, "");
    let reading = Reading { expr: Expr::ratio(claim.part, whole), sure: true };
    relation.holds_as(&reading, context.index.figures, &Exactness::default())
}

fn fix(claim: &mut Claim, whole: FigureId) {
    claim.relation.readings = vec![Reading { expr: Expr::ratio(claim.part, whole), sure: true }];
}
