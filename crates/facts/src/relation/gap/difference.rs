//! How far two numbers lie apart: 最高100分，最低87.14分，相差12.86分; 占34.45%…，与40%的差额5.55个百分点.

use super::super::{Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use crate::role::Role;
use jiheng_base::Dimension;

pub(super) fn find(index: &Index, claimed: FigureId) -> Option<Relation> {
    let (a, b) = two_before(index, claimed).or_else(|| from_another(index, claimed))?;
    let base = |id: FigureId| index.figures[id].quantity.base();
    let (more, less) = if base(a) < base(b) { (b, a) } else { (a, b) };
    let gap = Expr::minus(Expr::Figure(more), Expr::Figure(less));
    Some(Relation::new(RelationKind::Gap, claimed, "差额").reading(gap, true))
}

fn states_value(index: &Index, id: FigureId, dimension: Dimension) -> bool {
    index.dimension(id) == dimension
        && matches!(
            index.role(id),
            Role::Plain | Role::Rate | Role::Share | Role::OfBase | Role::Average
        )
}

/// 相差 right behind two like values.
fn two_before(index: &Index, claimed: FigureId) -> Option<(FigureId, FigureId)> {
    const WORDS: &[&str] =
        &["相差", "两者相差", "二者相差", "差距", "极差", "两项相差", "前后相差"];
    let figure = &index.figures[claimed];
    let lead = figure.lead.trim_end_matches(['了', '为', '达']);
    let dimension = super::of_gap(index, claimed);
    let mut before = index.main(figure.sentence).rev().filter(|id| *id < claimed);
    let (b, a) = (before.next()?, before.next()?);
    let joined = figure.after == Some(Separator::Clause)
        && index.figures[b].after <= Some(Separator::Clause);
    let like = [a, b].iter().all(|id| states_value(index, *id, dimension));
    (WORDS.contains(&lead) && joined && like).then_some((a, b))
}

/// 与40%的差额: the value is the last like one told before it, in its sentence or the one before.
fn from_another(index: &Index, claimed: FigureId) -> Option<(FigureId, FigureId)> {
    let figure = &index.figures[claimed];
    let is_gap = ["的差额", "的差距", "的缺口", "相差"].iter().any(|w| figure.lead.ends_with(w));
    let base = index.main(figure.sentence).rev().find(|id| *id < claimed)?;
    let names = index.figures[base].lead.trim_end_matches(['的', '值']);
    let compares = ["与", "距", "距离", "同"].iter().any(|w| names.starts_with(w));
    let dimension = super::of_gap(index, claimed);
    if !is_gap || !compares || figure.after.is_some() || index.dimension(base) != dimension {
        return None;
    }
    let first = index.paragraph(figure.sentence).start.max(figure.sentence.saturating_sub(1));
    let told = (first..=figure.sentence).rev().flat_map(|s| index.main(s).rev());
    let value = told.filter(|id| *id < base).find(|id| states_value(index, *id, dimension))?;
    Some((value, base))
}
