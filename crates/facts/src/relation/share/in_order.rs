//! Shares that follow the parts in their order: 药品收入甲、耗材收入乙、检查收入丙，药占比26.00%、耗占比12.00%、检查占比29.00%.

use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::relation::{Context, Exactness, Reading, Relation, RelationKind};
use jiheng_base::{Bound, Dimension};

pub(super) fn find(context: &Context) -> Vec<Relation> {
    let index = &context.index;
    let mut found = Vec::new();
    for (sentence, text) in context.texts.iter().enumerate() {
        if text.contains("占比") {
            let main: Vec<FigureId> = index.main(sentence).collect();
            let runs = main.chunk_by(|a, b| is_share(index, *a) == is_share(index, *b));
            let mut parts: &[FigureId] = &[];
            for run in runs {
                if run.first().is_some_and(|id| is_share(index, *id)) {
                    found.extend(shares(index, parts, run));
                } else {
                    parts = run;
                }
            }
        }
    }
    found
}

fn is_share(index: &Index, id: FigureId) -> bool {
    let figure = &index.figures[id];
    index.dimension(id) == Dimension::Rate
        && figure.lead.trim_end_matches(['为', '达']).ends_with("占比")
        && figure.quantity.bound == Bound::Exact
}

/// As many parts before the shares, each named alike, that make one whole: all shares but one are of it.
fn shares(index: &Index, before: &[FigureId], shares: &[FigureId]) -> Vec<Relation> {
    const MIN: usize = 3;
    let none = Vec::new();
    let Some(first) = before.len().checked_sub(shares.len()).filter(|_| shares.len() >= MIN) else {
        return none;
    };
    let parts = &before[first..];
    let name = |id: FigureId| index.figures[id].label.chars().next();
    let dimension = index.dimension(parts[0]);
    let fits = parts.iter().zip(shares).all(|(part, share)| {
        index.is_plain(*part) && index.dimension(*part) == dimension && name(*part) == name(*share)
    });
    if !fits {
        return none;
    }
    let whole = || Expr::sum(parts.iter().copied());
    let all: Vec<Relation> = parts
        .iter()
        .zip(shares)
        .map(|(part, share)| {
            let what = index.figures[*share].label.clone();
            Relation::new(RelationKind::Share, *share, what)
                .reading(Expr::over(Expr::Figure(*part), whole()), true)
        })
        .collect();
    let holds = |r: &&Relation| {
        r.readings.iter().all(|way: &Reading| r.holds_as(way, index.figures, &Exactness::default()))
    };
    if all.iter().filter(holds).count() + 1 >= all.len() { all } else { none }
}
