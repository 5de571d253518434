//! The parts of a year: 一季度支付412.35万元，二季度… of 全年支付4665.60万元.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::{Index, Match};

/// The names of the parts, in order, one way to divide a year a row.
const DIVISIONS: &[&[&str]] = &[&["一季度", "二季度", "三季度", "四季度"], &["上半年", "下半年"]];

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        for names in DIVISIONS {
            found.extend(year_of(index, sentence, names));
        }
    }
}

/// 四季度支付额 is what 支付额 was of the year.
pub(super) fn stem(name: &str) -> &str {
    let name = name.trim_start_matches('第');
    DIVISIONS.iter().copied().flatten().find_map(|part| name.strip_prefix(part)).unwrap_or(name)
}

/// All parts in one sentence, each under the same name, and the figure that bears that name for the
/// whole year.
fn year_of(index: &Index, sentence: usize, names: &[&str]) -> Option<Relation> {
    let part = |name: &str| {
        index.main(sentence).filter(|id| index.is_plain(*id)).find_map(|id| {
            let label = index.figures[id].label.trim_start_matches('第');
            Some((id, label.strip_prefix(name)?))
        })
    };
    let parts: Vec<(FigureId, &str)> = names.iter().map(|n| part(n)).collect::<Option<_>>()?;
    let (first, name) = parts[0];
    if name.is_empty() || parts.iter().any(|(_, other)| *other != name) {
        return None;
    }
    let is_part = |id: &FigureId| parts.iter().any(|(part, _)| part == id);
    let whole = index
        .resolve(name, index.dimension(first), first)
        .into_iter()
        .filter(|(_, m)| *m == Match::Exact)
        .map(|(id, _)| id)
        .find(|id| !is_part(id))?;
    let sum = Expr::sum(parts.into_iter().map(|(id, _)| id));
    let what = format!("各期{name}");
    Some(Relation::new(RelationKind::Parts, whole, what).reading(sum, true))
}
