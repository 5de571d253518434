//! 年初预算4210.00万元，调整后预算4521.60万元，调整率7.40%: what was adjusted, of the budget at the beginning.

use super::{Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::{Dimension, Words, words};
use jiheng_law::Concept;

pub(super) fn is_of(name: &str) -> bool {
    name.ends_with("调整率")
}

/// By the numbers of its paragraph; `None` where it does not tell both budgets or what lies between.
pub(super) fn relation(index: &Index, claimed: FigureId, name: &str) -> Option<Relation> {
    let last = |concept: Concept, says: &dyn Fn(&str) -> bool| {
        let sentence = index.figures[claimed].sentence;
        let before = (index.paragraph(sentence).start..=sentence).rev();
        before.flat_map(|s| index.main(s).rev()).find(|id| {
            *id < claimed
                && index.dimension(*id) == Dimension::Money
                && index.is_current(*id)
                && (index.topics[*id].concept == Some(concept) || says(&index.figures[*id].lead))
        })
    };
    let has = |lead: &str, words: &Words| words.any_in(lead);
    let initial = last(Concept::InitialBudget, &|lead| {
        has(lead, words!["年初"]) && has(lead, words!["预算"])
    })?;
    let net =
        last(Concept::NetAdjustment, &|lead| has(lead, words!["净增", "净减", "净调", "净追"]));
    let adjusted = last(Concept::AdjustedBudget, &|lead| has(lead, words!["调整后"]));
    let relation = Relation::new(RelationKind::Rate, claimed, name);
    let over = |part| Expr::over(part, Expr::Figure(initial));
    let adjustment = |adjusted| Expr::minus(Expr::Figure(adjusted), Expr::Figure(initial));
    match (adjusted, net) {
        (Some(adjusted), _) => {
            let all = relation.reading(over(adjustment(adjusted)), true);
            Some(net.map_or(all.clone(), |net| all.reading(over(Expr::Figure(net)), true)))
        }
        (None, Some(net)) => Some(relation.reading(over(Expr::Figure(net)), true)),
        (None, None) => None,
    }
}
