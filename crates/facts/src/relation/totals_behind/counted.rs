//! Totals that say of how many: 三项资金合计3200.00万元; 甲22个、乙3个、丙6个，共31个.

use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use crate::relation::{Relation, RelationKind};
use jiheng_base::{Decimal, Dimension};

pub(super) fn relation(
    index: &Index,
    sentence: usize,
    before: &[FigureId],
    total: FigureId,
) -> Option<Relation> {
    let parts =
        of_so_many(index, sentence, before, total).or_else(|| of_run(index, before, total))?;
    let of_each = |id: &FigureId| index.figures[*id].lead.contains('每');
    if parts.iter().any(of_each) {
        return None;
    }
    let sum = Expr::sum(parts);
    Some(Relation::new(RelationKind::Parts, total, "合计").reading(sum, true))
}

/// 三项资金合计: as many like amounts before it as it says, in its sentence or the one before, and no
/// other.
fn of_so_many(
    index: &Index,
    sentence: usize,
    before: &[FigureId],
    total: FigureId,
) -> Option<Vec<FigureId>> {
    const ENDS: &[&str] = &["合计", "共计", "总计", "之和为", "加总为"];
    let (count, earlier) = before.split_last()?;
    let figure = &index.figures[total];
    let quantity = index.figures[*count].quantity;
    let counts = matches!(quantity.dimension(), Dimension::Measure("项" | "类" | "个" | "笔"))
        && quantity.decimals == 0
        && index.figures[*count].lead.is_empty();
    let sums = ENDS.iter().any(|w| figure.lead.ends_with(w)) && figure.after.is_none();
    if !counts || !sums || index.dimension(total) != Dimension::Money {
        return None;
    }
    let like =
        |id: &FigureId| index.is_plain(*id) && index.dimension(*id) == index.dimension(total);
    let mut parts: Vec<FigureId> = earlier.iter().copied().filter(like).collect();
    if parts.is_empty() && index.paragraph(sentence).start < sentence {
        parts = index.main(sentence - 1).filter(like).collect();
    }
    (parts.len() > 1 && Decimal::from(parts.len()) == quantity.value).then_some(parts)
}

/// A run of at least three that 、 joins, right before 共.
fn of_run(index: &Index, before: &[FigureId], total: FigureId) -> Option<Vec<FigureId>> {
    const MIN: usize = 3;
    let figure = &index.figures[total];
    let says = ["共", "共计", "合计"].contains(&figure.lead.as_str());
    if !says || figure.after != Some(Separator::Clause) {
        return None;
    }
    let mut parts: Vec<FigureId> = Vec::new();
    for id in before.iter().rev() {
        if !index.is_plain(*id) || index.figures[*id].quantity.unit != figure.quantity.unit {
            break;
        }
        parts.push(*id);
        if index.figures[*id].after != Some(Separator::Item) {
            break;
        }
    }
    parts.reverse();
    let opens = parts.first().is_some_and(|id| index.figures[*id].after.is_some());
    let counts = matches!(index.dimension(total), Dimension::Measure(_));
    // 总馆之外另设分馆14个、…，共79个 counts more than is told.
    let is_beside = parts.first().is_some_and(|id| {
        ["另", "还", "新", "加"].iter().any(|w| index.figures[*id].lead.starts_with(w))
    });
    let starts = (before.len() == parts.len() || opens) && !is_beside;
    (parts.len() >= MIN && counts && starts).then_some(parts)
}
