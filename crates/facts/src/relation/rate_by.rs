//! One rate told by several measures: 37户重复领取18.26万元，已追回34户17.05万元，追回率按金额为93.37%，按户数为91.89%.

use super::rate_guess::is_plausible;
use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::{Bound, Dimension};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        if context.texts[sentence].contains("率按") {
            let main: Vec<FigureId> = index.main(sentence).collect();
            found.extend((0..main.len()).filter_map(|at| relation(index, &main[..at], main[at])));
        }
    }
}

fn relation(index: &Index, before: &[FigureId], claimed: FigureId) -> Option<Relation> {
    let figure = &index.figures[claimed];
    let measure = measure_of(index, claimed)?;
    let named = before.iter().rev().chain([&claimed]).find_map(|id| name_of(index, *id));
    let name = name_of(index, claimed).or(named)?;
    let stem: Vec<char> = name.trim_end_matches('率').chars().collect();
    let stem: String = stem[stem.len().checked_sub(2)?..].iter().collect();
    let tells = |id: &FigureId| {
        index.dimension(*id) != Dimension::Rate && index.figures[*id].lead.contains(&stem)
    };
    let at = before.iter().rposition(tells)?;
    // 34户17.05万元: the second number belongs to the words before the first.
    let joined = before.get(at + 1).filter(|id| index.figures[**id].lead.is_empty());
    let like = |id: &FigureId| index.dimension(*id) == measure;
    let part = *std::iter::once(&before[at]).chain(joined).find(|id| like(id))?;
    let whole = *before[..at].iter().find(|id| like(id) && index.is_plain(**id))?;
    let exact =
        [claimed, part, whole].iter().all(|id| index.figures[*id].quantity.bound == Bound::Exact);
    let fits = exact
        && figure.quantity.dimension() == Dimension::Rate
        && is_plausible(index, claimed, part, whole);
    fits.then(|| {
        Relation::new(RelationKind::Rate, claimed, name).reading(Expr::ratio(part, whole), true)
    })
}

/// 追回率 of 追回率按金额为
fn name_of<'a>(index: &'a Index, id: FigureId) -> Option<&'a str> {
    let (name, _) = index.figures[id].lead.rsplit_once('按')?;
    name.ends_with('率').then_some(name)
}

fn measure_of(index: &Index, id: FigureId) -> Option<Dimension> {
    let (_, by) = index.figures[id].lead.rsplit_once('按')?;
    Some(match by.trim_end_matches(['为', '达', '计', '算']) {
        "金额" | "资金" => Dimension::Money,
        "户数" => Dimension::Measure("家"),
        "人数" => Dimension::Measure("人"),
        "个数" => Dimension::Measure("个"),
        "项数" => Dimension::Measure("项"),
        _ => return None,
    })
}
