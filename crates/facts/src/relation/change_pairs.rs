//! Two changes told side by side: 比上年的1104个、171308.45万元分别增加182个、13253.92万元，增幅分别为16.49%、7.74%.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use crate::wording;
use jiheng_base::{Dimension, words};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        if !context.texts[sentence].contains("分别") {
            continue;
        }
        let main: Vec<FigureId> = index.main(sentence).collect();
        for six in main.windows(6) {
            found.extend(rates(index, six).into_iter().flatten());
        }
    }
}

/// Two old values, two changes, two rates: each rate is of its own change and old value.
fn rates(index: &Index, six: &[FigureId]) -> Option<[Relation; 2]> {
    let [old_a, old_b, change_a, change_b, rate_a, rate_b] = *six else { return None };
    let figure = |id: FigureId| &index.figures[id];
    let lead = |id: FigureId| figure(id).lead.as_str();
    let beside = |id: FigureId| figure(id).after == Some(Separator::Item);
    let shape = beside(old_b) && beside(change_b) && beside(rate_b);
    let direction = wording::change(lead(change_a))?;
    let told = words!["比", "较", "与"].any_in(lead(old_a))
        && lead(change_a).contains("分别")
        && lead(rate_a).contains("分别");
    let of_rates = wording::change(lead(rate_a).trim_end_matches('为').trim_end_matches("分别"));
    let like = index.dimension(old_a) == index.dimension(change_a)
        && index.dimension(old_b) == index.dimension(change_b)
        && [rate_a, rate_b].iter().all(|id| index.dimension(*id) == Dimension::Rate);
    let same_way = of_rates.is_none_or(|d| d == direction);
    (shape && told && like && same_way).then(|| {
        [(rate_a, change_a, old_a), (rate_b, change_b, old_b)].map(|(rate, change, old)| {
            let what = match index.figures[change].label.as_str() {
                "" => "增减率".to_owned(),
                label => format!("{label}增减率"),
            };
            Relation::new(RelationKind::ChangeRate, rate, what)
                .reading(Expr::ratio(change, old), true)
        })
    })
}
