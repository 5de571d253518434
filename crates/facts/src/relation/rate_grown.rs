//! Rates that a value rose to: 共有自然村98个…累计治理83个，治理率由66.3%提高到84.7%; and savings against a limit:
//! 支付384.46万元，低于430万元的控制数，节约率10.59%.

use super::rate_defined::is_one_segment;
use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::role::Role;
use jiheng_base::{Bound, Dimension, words};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        let main: Vec<FigureId> = index.main(sentence).collect();
        for (at, id) in main.iter().enumerate() {
            let is_rate = index.dimension(*id) == Dimension::Rate
                && index.figures[*id].quantity.bound == Bound::Exact;
            if is_rate {
                let before = &main[..at];
                found.extend(grown(index, before, *id).or_else(|| saved(index, before, *id)));
            }
        }
    }
}

/// The rate that is risen to is of what is done by now and of all that there is.
fn grown(index: &Index, before: &[FigureId], new: FigureId) -> Option<Relation> {
    let (old, earlier) = before.split_last()?;
    let is_new = matches!(index.role(new), Role::New(_)) && index.role(*old) == Role::Prior;
    let name = index.figures[*old].lead.trim_end_matches(['由', '从']);
    let stem = name.strip_suffix('率')?;
    let lead = |id: FigureId| index.figures[id].lead.as_str();
    let done = *earlier.iter().rev().find(|id| {
        lead(**id).contains(stem) && ["累计", "共"].iter().any(|w| lead(**id).starts_with(w))
    })?;
    let all = *earlier.iter().find(|id| {
        index.figures[**id].quantity.unit == index.figures[done].quantity.unit
            && words!["共有", "总", "应", "全部"].any_in(lead(**id))
    })?;
    (is_new && all < done).then(|| {
        Relation::new(RelationKind::Rate, new, name.to_owned())
            .reading(Expr::ratio(done, all), true)
    })
}

/// What a limit leaves over, of the limit, where no amount says what was saved.
fn saved(index: &Index, before: &[FigureId], claimed: FigureId) -> Option<Relation> {
    let label = index.figures[claimed].label.as_str();
    if !["节约率", "节支率"].iter().any(|w| label.ends_with(w)) {
        return None;
    }
    let [.., spent, limit] = *before else { return None };
    let is_below =
        ["低于", "少于", "控制在"].iter().any(|w| index.figures[limit].lead.ends_with(w));
    let is_limit = words!["控制数", "预算", "限额", "限价", "概算", "控制价"]
        .any_in(&index.figures[limit].tail);
    let like =
        index.dimension(spent) == Dimension::Money && index.dimension(limit) == Dimension::Money;
    (is_below && is_limit && like && is_one_segment(index, spent, claimed)).then(|| {
        let left = Expr::minus(Expr::Figure(limit), Expr::Figure(spent));
        Relation::new(RelationKind::Rate, claimed, label.to_owned())
            .reading(Expr::over(left, Expr::Figure(limit)), true)
    })
}
