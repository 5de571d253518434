//! Shares told by their order: 共612个、13.46万户，已改造318个、6.52万户，分别占摸底数的51.96%和48.44%.

use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use crate::relation::{Context, Relation, RelationKind};
use jiheng_base::{Bound, Dimension};

pub(super) fn find(context: &Context) -> Vec<Relation> {
    let index = &context.index;
    let mut found = Vec::new();
    for (sentence, text) in context.texts.iter().enumerate() {
        if text.contains("分别占") {
            let main: Vec<FigureId> = index.main(sentence).collect();
            for at in 2..main.len().saturating_sub(1) {
                found.extend(pair(index, &main[..at], main[at], main[at + 1]));
            }
        }
    }
    found
}

/// The two parts right before the shares, of two kinds, and the only other number of each kind before them.
fn pair(index: &Index, before: &[FigureId], first: FigureId, second: FigureId) -> Vec<Relation> {
    let figure = |id: FigureId| &index.figures[id];
    let is_share = |id: FigureId| index.dimension(id) == Dimension::Rate;
    let joined = figure(second).after <= Some(Separator::Item)
        && ["", "和", "、"].contains(&figure(second).lead.as_str());
    let opens = figure(first).lead.starts_with("分别占");
    let [earlier @ .., a, b] = before else { return Vec::new() };
    let differ = figure(*a).quantity.unit != figure(*b).quantity.unit;
    if !(opens && joined && is_share(first) && is_share(second) && differ) {
        return Vec::new();
    }
    let relation = |claimed: FigureId, part: FigureId| {
        let unit = figure(part).quantity.unit;
        let exact = [claimed, part].iter().all(|id| figure(*id).quantity.bound == Bound::Exact);
        let mut like = earlier.iter().copied().filter(|id| figure(*id).quantity.unit == unit);
        let whole = like.next().filter(|_| like.next().is_none() && exact)?;
        let what = format!("{}占比", figure(part).quantity.text());
        Some(
            Relation::new(RelationKind::Share, claimed, what)
                .reading(Expr::ratio(part, whole), true),
        )
    };
    [relation(first, *a), relation(second, *b)].into_iter().flatten().collect()
}
