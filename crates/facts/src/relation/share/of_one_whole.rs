//! The shares of a list are shares of one whole.

use super::Claim;
use super::whole::amounts_before;
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::relation::{Context, Exactness, Reading, Relation, RelationKind};
use jiheng_law::Concept;

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

/// 春季90万元，占60%；秋季60万元，占40% of 支出150万元: parts with a share each that make an amount told before
/// them, or that by law make one (基本支出 and 项目支出), divide that.
pub(super) fn settle_by_sum(context: &Context, claims: &mut [Claim]) {
    let index = &context.index;
    let sentence = |claim: &Claim| index.figures[claim.relation.claimed].sentence;
    let mut at = 0;
    while at < claims.len() {
        let joins = |next: &&Claim| {
            sentence(next) == sentence(&claims[at])
                && next.names_no_whole()
                && index.dimension(next.part) == index.dimension(claims[at].part)
        };
        let length = claims[at..].iter().take_while(joins).count();
        let group = &mut claims[at..at + length];
        let parts: Vec<FigureId> = group.iter().map(|c| c.part).collect();
        let differ = parts.iter().enumerate().all(|(i, p)| !parts[..i].contains(p));
        if length > 1 && differ {
            let whole = printed_sum(context, &parts).or_else(|| sum_by_law(context, &parts));
            for claim in group {
                let Some(whole) = whole.clone() else { break };
                let expr = Expr::over(Expr::Figure(claim.part), whole);
                claim.relation.readings = vec![Reading { expr, sure: true }];
            }
        }
        at += length.max(1);
    }
}

/// 1.甲2716.80万元，占比55.76%。 2.乙1384.25万元，占28.41%。 …: items with a share each that make an amount told before
/// them to the last digit.
pub(super) fn settle_by_items(context: &Context, claims: &mut [Claim]) {
    const MIN: usize = 3;
    let index = &context.index;
    let paragraph = |claim: &Claim| index.paragraph(index.figures[claim.relation.claimed].sentence);
    let mut at = 0;
    while at < claims.len() {
        let goes_on = |pair: &&[Claim]| {
            let [a, b] = pair else { return false };
            paragraph(a).end == paragraph(b).start
                && b.names_no_whole()
                && index.dimension(a.part) == index.dimension(b.part)
        };
        let length = 1 + claims[at..].windows(2).take_while(goes_on).count();
        let group = &mut claims[at..at + length];
        let parts: Vec<FigureId> = group.iter().map(|c| c.part).collect();
        let sum = Expr::sum(parts.iter().copied()).value(index.figures);
        let is_whole = |id: &FigureId| {
            index.is_plain(*id)
                && index.dimension(*id) == index.dimension(parts[0])
                && Some(index.figures[*id].quantity.base()) == sum
        };
        let whole = (0..parts[0]).rev().find(is_whole);
        if let Some(whole) = whole.filter(|_| length >= MIN && group[0].names_no_whole()) {
            group.iter_mut().for_each(|claim| fix(claim, whole));
        }
        at += length;
    }
}

/// An amount of the paragraph that the parts make to the last digit.
fn printed_sum(context: &Context, parts: &[FigureId]) -> Option<Expr> {
    let index = &context.index;
    let first = *parts.iter().min()?;
    let sum = Expr::sum(parts.iter().copied()).value(index.figures)?;
    amounts_before(index, first, index.dimension(first))
        .into_iter()
        .find(|id| index.figures[*id].quantity.base() == sum)
        .map(Expr::Figure)
}

fn sum_by_law(context: &Context, parts: &[FigureId]) -> Option<Expr> {
    const PAIRS: &[[Concept; 2]] =
        &[[Concept::Basic, Concept::Project], [Concept::Personnel, Concept::PublicFunds]];
    let concepts: Vec<_> = parts.iter().map(|id| context.index.topics[*id].concept).collect();
    let is_pair = |pair: &[Concept; 2]| {
        concepts.len() == pair.len() && pair.iter().all(|c| concepts.contains(&Some(*c)))
    };
    PAIRS.iter().any(is_pair).then(|| Expr::sum(parts.iter().copied()))
}

fn holds(context: &Context, claim: &Claim, whole: FigureId) -> bool {
    let relation = Relation::new(RelationKind::Share, claim.relation.claimed, "");
    let reading = Reading { expr: Expr::ratio(claim.part, whole), sure: true };
    relation.holds_as(&reading, context.index.figures, &Exactness::default())
}

fn fix(claim: &mut Claim, whole: FigureId) {
    claim.relation.readings = vec![Reading { expr: Expr::ratio(claim.part, whole), sure: true }];
}
