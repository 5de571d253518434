//! What is left of a number when another is taken off: 应缴120万元，减免20万元，实缴100万元; 合计41649人次，同时在册6218人各计
//! 一次，去重后35431人.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::{Bound, Dimension, Words};

/// Words for what is taken off.
#[rustfmt::skip]
static OFF: Words = Words::new(&[
    "返还", "退还", "退回", "减免", "免除", "抵扣", "抵减", "冲减", "扣除", "剔除", "核减", "重复", "各计一次", "重叠", "扣减", "淘汰", "取消",
]);
/// Words for what is left.
#[rustfmt::skip]
const LEFT: &[&str] = &[
    "去重后", "剔除后", "扣除后", "核减后", "抵减后", "抵扣后", "冲减后", "减免后", "实扣", "净扣", "实缴", "实收", "实付", "实际扣", "实际缴",
    "剔除重复后", "扣除重复后", "去除重复后", "扣减后", "剩余", "对剩余", "对其余",
];

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for (sentence, text) in context.texts.iter().enumerate() {
        if OFF.any_in(text) {
            let main: Vec<FigureId> = index.main(sentence).collect();
            found.extend((0..main.len()).filter_map(|at| relation(context, &main[..at], main[at])));
        }
    }
}

fn relation(context: &Context, before: &[FigureId], left: FigureId) -> Option<Relation> {
    let index = &context.index;
    let figure = |id: FigureId| &index.figures[id];
    if !LEFT.iter().any(|w| figure(left).lead.starts_with(w)) {
        return None;
    }
    let mut like = before.iter().rev().copied().filter(|id| is_like(index, *id, left));
    let (off, whole) = (like.next()?, like.next()?);
    let text = context.texts.get(figure(off).sentence)?;
    let start = index.sentences[figure(off).sentence].place.start;
    let told = text.get(
        (figure(off).span.start - start) as usize..(figure(left).span.start - start) as usize,
    )?;
    let is_off = OFF.any_in(told);
    let exact = [whole, off, left].iter().all(|id| figure(*id).quantity.bound == Bound::Exact);
    (is_off && exact).then(|| {
        let rest = Expr::minus(Expr::Figure(whole), Expr::Figure(off));
        Relation::new(RelationKind::Gap, left, figure(left).label.clone()).reading(rest, true)
    })
}

/// Amounts, points, or counts of one thing: 人次 and 人 are.
fn is_like(index: &Index, a: FigureId, b: FigureId) -> bool {
    match (index.dimension(a), index.dimension(b)) {
        (Dimension::Measure(a), Dimension::Measure(b)) => a.chars().next() == b.chars().next(),
        (Dimension::Rate | Dimension::PercentPoint, _) => false,
        (a, b) => a == b,
    }
}
