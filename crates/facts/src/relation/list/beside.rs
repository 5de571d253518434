//! Lists told in one breath with another: 8642户19385人，其中甲1206户1894人，乙7436户17491人.

use super::ListOfParts;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use jiheng_base::Dimension;

/// The list of the numbers that stand right behind each part and behind the total.
pub(super) fn list(index: &Index, list: &ListOfParts) -> Option<ListOfParts> {
    let (head, sure) = *list.totals.first().filter(|_| list.opened && list.parts.len() > 1)?;
    let parts: Vec<FigureId> =
        list.parts.iter().map(|id| behind(index, *id, false)).collect::<Option<_>>()?;
    let total = behind(index, head, true)?;
    let dimension = index.dimension(total);
    let differs = dimension != index.dimension(head)
        && matches!(dimension, Dimension::Money | Dimension::Measure(_));
    let like = parts.iter().all(|id| {
        index.dimension(*id) == dimension && index.figures[*id].lead == index.figures[parts[0]].lead
    });
    (differs && like && sure).then(|| ListOfParts {
        totals: vec![(total, true)],
        parts,
        opened: true,
        level: list.level,
        ..ListOfParts::default()
    })
}

/// 1206户 → 1894人; 67个、资金118206.40万元 → its money.
pub(in crate::relation) fn behind(index: &Index, id: FigureId, is_total: bool) -> Option<FigureId> {
    let next = index.main(index.figures[id].sentence).find(|next| *next > id)?;
    let figure = &index.figures[next];
    let furthest = if is_total { Separator::Clause } else { Separator::Item };
    let is_joined = match figure.after {
        None => figure.lead.is_empty(),
        Some(separator) => {
            separator <= furthest
                && ["资金", "金额", "涉及资金", "涉及金额"].contains(&figure.lead.as_str())
        }
    };
    (is_joined && index.is_plain(next)).then_some(next)
}
