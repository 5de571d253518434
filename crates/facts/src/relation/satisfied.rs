//! Satisfaction: of 1902 answers 1518 are 满意 and 327 are 基本满意, so that 满意度 is 97.00%.

use super::{Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use jiheng_base::Dimension;

/// Answers that are counted, the more telling ones first.
const ANSWERED: &[&str] =
    &["有效", "收回", "回收", "受访", "样本", "访问", "调查", "测评", "评价", "抽取"];

/// A rate of several kinds of content answers. Where it lies between the rate of the first kind and that of
/// all, the kinds may weigh differently: then it is only likely to be wrong.
pub(super) fn relation(
    index: &Index,
    claimed: FigureId,
    here: &[FigureId],
    name: &str,
) -> Option<Relation> {
    if !["满意度", "满意率"].iter().any(|w| name.ends_with(w)) {
        return None;
    }
    let parts = content(index, here);
    let (first, many) = (*parts.last()?, parts.len() > 1);
    let whole = answered(index, claimed, *parts.first()?).filter(|_| many)?;
    let all = Expr::over(Expr::sum(parts.iter().rev().copied()), Expr::Figure(whole));
    let printed = index.figures[claimed].quantity.base();
    let weighed = Expr::ratio(first, whole).value(index.figures)? < printed
        && printed < all.value(index.figures)?;
    let mut relation = Relation::new(RelationKind::Rate, claimed, name).reading(all, !weighed);
    relation.likely = weighed;
    let not_discontent = |id: &FigureId| {
        *id >= first
            && index.dimension(*id) == index.dimension(first)
            && !index.figures[*id].lead.contains('不')
    };
    // 一般 may count as content, too.
    let many = Expr::sum(here.iter().rev().copied().filter(not_discontent));
    relation = relation.reading(Expr::over(many, Expr::Figure(whole)), false);
    for part in parts {
        relation = relation.reading(Expr::ratio(part, whole), false);
    }
    Some(relation)
}

/// The kinds of content answers told last in a row, the last one first.
fn content(index: &Index, here: &[FigureId]) -> Vec<FigureId> {
    let is_content = |id: FigureId| {
        let lead = index.figures[id].lead.as_str();
        let name = lead.trim_end_matches(['的', '为', '”', '"', '有']);
        name.ends_with("满意") && !name.ends_with("不满意") && !name.ends_with("不太满意")
    };
    let mut parts: Vec<FigureId> = Vec::new();
    for id in here.iter().copied() {
        let joins = parts.last().is_none_or(|next| {
            index.figures[*next].after <= Some(Separator::Clause)
                && index.dimension(*next) == index.dimension(id)
        });
        match (is_content(id), parts.is_empty()) {
            (true, _) if joins => parts.push(id),
            // 不满意10份 may stand behind.
            (false, true) => {}
            _ => break,
        }
    }
    parts
}

/// How many answered: the nearest number that says so, in the sentence or the one before it.
fn answered(index: &Index, claimed: FigureId, part: FigureId) -> Option<FigureId> {
    let sentence = index.figures[claimed].sentence;
    let first = index.paragraph(sentence).start.max(sentence.saturating_sub(1));
    let before: Vec<FigureId> = (first..=sentence)
        .rev()
        .flat_map(|s| index.main(s).rev())
        .filter(|id| *id < part && matches!(index.dimension(*id), Dimension::Measure(_)))
        .collect();
    ANSWERED
        .iter()
        .find_map(|word| before.iter().copied().find(|id| index.figures[*id].lead.contains(word)))
}
