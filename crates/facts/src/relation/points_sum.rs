//! Points that make a total: 总分100分，其中决策15分、过程25分、产出35分、效果25分; 得分依次为15分、33.80分、28.47分、20分，总分97.27分.

use super::list::ListOfParts;
use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use jiheng_base::{Decimal, Dimension, words};

/// With fewer points told, something else may be meant.
const MIN_PARTS: usize = 3;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    found.extend(context.lists.iter().filter_map(|list| weights(index, list)));
    for sentence in 0..index.sentences.len() {
        let main: Vec<FigureId> = index.main(sentence).collect();
        for (at, id) in main.iter().enumerate().skip(MIN_PARTS) {
            found.extend(run_before(index, &main[..at], *id));
        }
    }
}

/// A hundred points and what they are divided into.
fn weights(index: &Index, list: &ListOfParts) -> Option<Relation> {
    const WHOLE: i64 = 100;
    const NAMES: &[&str] = &["总分", "满分", "总分值", "分值", "总权重", "权重", "标准分"];
    let (head, _) = *list.totals.first()?;
    let figure = |id: FigureId| &index.figures[id];
    let is_points = |id: &FigureId| {
        index.dimension(*id) == Dimension::Points && !figure(*id).lead.contains(['扣', '得'])
    };
    let named = NAMES.iter().any(|w| figure(head).label.ends_with(w));
    let is_one = list.opened
        && list.level <= Some(Separator::Item)
        && list.parts.len() >= MIN_PARTS
        && list.parts.iter().all(is_points)
        && figure(head).sentence == figure(list.parts[0]).sentence;
    let is_whole = named && is_points(&head) && figure(head).quantity.value == Decimal::from(WHOLE);
    // 其中…等: not all are told.
    let goes_on = list.parts.last().is_some_and(|id| figure(*id).tail.starts_with('等'));
    (is_one && is_whole && !goes_on).then(|| {
        Relation::new(RelationKind::Parts, head, figure(head).label.clone())
            .reading(Expr::sum(list.parts.iter().copied()), true)
    })
}

/// A run told by its order alone and the total right behind it.
fn run_before(index: &Index, before: &[FigureId], total: FigureId) -> Option<Relation> {
    const TOTALS: &[&str] = &[
        "总分",
        "总得分",
        "合计",
        "合计得分",
        "综合得分",
        "自评总分",
        "自评得分",
        "总计",
        "共计",
        "得分合计",
        "综合评分",
        "最终得分",
    ];
    let figure = |id: FigureId| &index.figures[id];
    let lead = figure(total).lead.trim_end_matches(['为', '得']);
    if index.dimension(total) != Dimension::Points
        || !TOTALS.contains(&lead)
        || figure(total).after != Some(Separator::Clause)
    {
        return None;
    }
    let is_next = |id: &&FigureId| {
        index.dimension(**id) == Dimension::Points
            && matches!(figure(**id).lead.as_str(), "" | "和")
    };
    let run = before.iter().rev().take_while(is_next).count();
    let first = *before.get(before.len().checked_sub(run + 1)?)?;
    let opens = index.dimension(first) == Dimension::Points
        && words!["分别", "依次"].any_in(&figure(first).lead);
    let parts = &before[before.len() - run - 1..];
    let joined = parts[1..].iter().all(|id| figure(*id).after <= Some(Separator::Item));
    (opens && joined && parts.len() >= MIN_PARTS).then(|| {
        Relation::new(RelationKind::Parts, total, "总分")
            .reading(Expr::sum(parts.iter().copied()), true)
    })
}
