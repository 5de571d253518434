//! Shares of one whole that the sentence does not name: 甲642.80万元，占53.20%；乙318.24万元，占26.34%；丙62.50万元，占5.17%.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::role::Role;
use jiheng_base::{Bound, Decimal, Dimension};

/// So many pairs must show one whole before another pair is held against it.
const MIN_AGREEING: usize = 3;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        let main: Vec<FigureId> = index.main(sentence).collect();
        let pairs: Vec<Pair> = main.windows(2).filter_map(|w| pair(index, w[0], w[1])).collect();
        if pairs.len() <= MIN_AGREEING {
            continue;
        }
        let is_told = |rate: FigureId| {
            let is_sure = |r: &Relation| r.readings.iter().any(|reading| reading.sure);
            found.iter().any(|r| r.kind == RelationKind::Share && r.claimed == rate && is_sure(r))
        };
        let untold: Vec<Pair> = pairs.iter().copied().filter(|(_, rate)| !is_told(*rate)).collect();
        let runs: Vec<Relation> =
            untold.into_iter().filter_map(|own| relation(index, &pairs, own)).collect();
        found.extend(runs);
    }
}

/// An amount and the share of it right behind.
type Pair = (FigureId, FigureId);

fn pair(index: &Index, amount: FigureId, rate: FigureId) -> Option<Pair> {
    let exact = [amount, rate].iter().all(|id| index.figures[*id].quantity.bound == Bound::Exact);
    let is_share = index.role(rate) == Role::Share && index.figures[rate].lead.trim() == "占";
    let is_amount = index.is_plain(amount) && index.dimension(amount) != Dimension::Rate;
    (exact && is_share && is_amount).then_some((amount, rate))
}

/// Held against the whole that the greatest share shows, where enough others agree with it.
fn relation(index: &Index, pairs: &[Pair], own: Pair) -> Option<Relation> {
    let like = |pair: &&Pair| {
        **pair != own && index.figures[pair.0].quantity.unit == index.figures[own.0].quantity.unit
    };
    let base = |id: FigureId| index.figures[id].quantity.base();
    let greatest = pairs.iter().filter(like).max_by_key(|(_, rate)| base(*rate))?;
    let whole = base(greatest.0).checked_div(base(greatest.1))?;
    let agrees = |(amount, rate): &&Pair| {
        let slack = index.figures[*rate].quantity.slack() * Decimal::TWO;
        base(*amount).checked_div(whole).is_some_and(|share| (share - base(*rate)).abs() <= slack)
    };
    let agreeing = pairs.iter().filter(like).filter(agrees).count();
    let computed = Expr::over(Expr::Figure(own.0), Expr::ratio(greatest.0, greatest.1));
    (agreeing >= MIN_AGREEING).then(|| {
        Relation::new(RelationKind::Share, own.1, index.figures[own.0].label.clone())
            .reading(computed, true)
    })
}
