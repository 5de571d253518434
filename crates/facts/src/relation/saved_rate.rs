//! The rate of what was saved against a price: 控制价4420万元，中标价4118.60万元，比控制价少301.40万元，下浮6.82%.

use super::gap::saving::{AGREED, ASKED, SAVED};
use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::{Bound, Dimension};

const RATES: &[&str] = &["下浮", "下浮率", "节约率", "节支率", "审减率", "核减率", "让利"];

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        for id in index.main(sentence).filter(|id| index.dimension(*id) == Dimension::Rate) {
            let lead = index.figures[id].lead.trim_end_matches(['为', '约', '达', '了']);
            let is_sure = |r: &Relation| r.claimed == id && r.readings.iter().any(|r| r.sure);
            if !RATES.contains(&lead) || found.iter().any(is_sure) {
                continue;
            }
            if let Some(relation) = relation(index, sentence, id) {
                // What was only guessed at gives way.
                found.retain(|r| r.claimed != id);
                found.push(relation);
            }
        }
    }
}

fn relation(index: &Index, sentence: usize, claimed: FigureId) -> Option<Relation> {
    let money: Vec<FigureId> = index
        .main(sentence)
        .filter(|id| *id < claimed && index.dimension(*id) == Dimension::Money)
        .collect();
    let figure = |id: FigureId| &index.figures[id];
    let is_exact = |id: FigureId| figure(id).quantity.bound == Bound::Exact;
    let has = |id: FigureId, words: &[&str]| words.iter().any(|w| figure(id).label.contains(w));
    let compares = |id: FigureId| ["比", "较"].iter().any(|w| figure(id).lead.starts_with(w));
    let asked =
        money.iter().copied().rfind(|id| has(*id, ASKED) && !has(*id, AGREED) && !compares(*id))?;
    let is_saving = |id: FigureId| {
        let lead = figure(id).lead.trim_end_matches(['了', '约']);
        SAVED.iter().any(|w| lead.ends_with(w))
            || compares(id) && lead.ends_with(['少', '低', '降', '减'])
    };
    let last = money.iter().copied().rfind(|id| *id > asked)?;
    let saved = if is_saving(last) {
        Expr::Figure(last)
    } else if has(last, AGREED) {
        Expr::minus(Expr::Figure(asked), Expr::Figure(last))
    } else {
        return None;
    };
    (is_exact(asked) && is_exact(last)).then(|| {
        let rate = Expr::over(saved, Expr::Figure(asked));
        Relation::new(RelationKind::Rate, claimed, "下浮率").reading(rate, true)
    })
}
