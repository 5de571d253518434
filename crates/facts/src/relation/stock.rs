//! What grew in stages: 累计由年初的7.18亿条增加到9.94亿条 when 2.76亿条 came in the year; 累计128.6公里, then 159.1公里,
//! 新增30.5公里.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::role::Role;
use crate::wording::Direction;
use jiheng_base::{Bound, Dimension, words};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        let main: Vec<FigureId> = index.main(sentence).collect();
        for pair in main.windows(2) {
            found.extend(grown(index, pair[0], pair[1]));
        }
        for id in main {
            found.extend(added(index, id));
        }
    }
}

/// Figures of the paragraph before one of them, the nearest first.
fn before<'a>(index: &'a Index, id: FigureId) -> impl Iterator<Item = FigureId> + 'a {
    let sentence = index.figures[id].sentence;
    let sentences = (index.paragraph(sentence).start..=sentence).rev();
    sentences.flat_map(|s| index.main(s).rev()).filter(move |other| *other < id)
}

fn like(index: &Index, a: FigureId, b: FigureId) -> bool {
    index.figures[a].quantity.unit == index.figures[b].quantity.unit
        && index.figures[b].quantity.bound == Bound::Exact
}

fn is_amount(index: &Index, id: FigureId) -> bool {
    matches!(index.dimension(id), Dimension::Money | Dimension::Measure(_))
}

/// 累计由年初的甲增加到乙: 乙 is 甲 and the only thing that the paragraph says came in the year.
fn grown(index: &Index, old: FigureId, new: FigureId) -> Option<Relation> {
    let lead = index.figures[old].lead.as_str();
    let of_year = words!["年初", "上年末", "上年底"].any_in(lead);
    let is_stock = lead.contains("累计") && of_year && index.role(old) == Role::Prior;
    let grows = index.role(new) == Role::New(Direction::Up) && like(index, new, old);
    if !is_stock || !grows || !is_amount(index, new) {
        return None;
    }
    let came = |id: &FigureId| {
        let lead = index.figures[*id].lead.as_str();
        let in_year = words!["当年", "本年", "全年"].any_in(lead);
        in_year && lead.contains('新') && like(index, new, *id)
    };
    let mut told = before(index, old).filter(came);
    let only = told.next()?;
    let sum = Expr::sum([old, only]);
    told.next()
        .is_none()
        .then(|| Relation::new(RelationKind::Flow, new, "累计数").reading(sum, true))
}

/// 新增30.5公里 behind two numbers 累计完成 of one thing.
fn added(index: &Index, claimed: FigureId) -> Option<Relation> {
    let lead = index.figures[claimed].lead.as_str();
    let adds = ["新增", "增加", "新完成"].iter().any(|w| lead.ends_with(w));
    let is_compared = words!["比", "较", "同比"].any_in(lead);
    if !adds || is_compared || !is_amount(index, claimed) {
        return None;
    }
    let is_stage =
        |id: &FigureId| index.figures[*id].lead.contains("累计完成") && like(index, claimed, *id);
    let stages: Vec<FigureId> = before(index, claimed).filter(is_stage).collect();
    let [later, earlier] = stages[..] else { return None };
    // 累计完成管网甲，…累计完成乙: the later number names no other thing.
    let is_same = index.figures[later].sentence == index.figures[claimed].sentence
        && index.figures[later].lead.ends_with("累计完成");
    let gap = Expr::minus(Expr::Figure(later), Expr::Figure(earlier));
    is_same.then(|| Relation::new(RelationKind::Flow, claimed, "新增数").reading(gap, true))
}
