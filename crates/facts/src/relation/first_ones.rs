//! The first parts of a list added up: 前三项属重点项目，小计2306.34万元.

use super::list::ListOfParts;
use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use jiheng_base::Dimension;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    for sentence in 0..context.index.sentences.len() {
        found.extend(relation(context, sentence));
    }
}

/// Of the list told before in the paragraph.
fn relation(context: &Context, sentence: usize) -> Option<Relation> {
    let index = &context.index;
    let mut pairs = index.main(sentence).zip(index.main(sentence).skip(1));
    let (count, total) = pairs.find(|(count, total)| {
        let counts = matches!(index.dimension(*count), Dimension::Measure("项" | "个" | "类"));
        let sums =
            ["小计", "合计", "共计", "共", "总计"].contains(&index.figures[*total].lead.as_str());
        counts && sums && index.figures[*count].lead.ends_with('前')
    })?;
    let paragraph = index.paragraph(sentence);
    let is_before = |list: &&ListOfParts| {
        list.parts
            .last()
            .is_some_and(|last| *last < count && paragraph.contains(&index.figures[*last].sentence))
    };
    let list = context.lists.iter().rfind(is_before)?;
    let first = usize::try_from(index.figures[count].quantity.value).ok()?;
    let parts = list.parts.get(..first).filter(|parts| parts.len() > 1)?;
    let like = parts.iter().all(|id| index.dimension(*id) == index.dimension(total));
    like.then(|| {
        Relation::new(RelationKind::Parts, total, "前几项小计")
            .reading(Expr::sum(parts.iter().copied()), true)
    })
}
