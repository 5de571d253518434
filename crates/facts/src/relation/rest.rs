//! What is left of a whole: 目标12000只，实际完成11400只…未完成的600只; 支付4665.60万元，支出进度96.00%，结余194.40万元.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::role::Role;
use crate::wording;
use jiheng_base::{Bound, Dimension, Words, words};

/// Words for what of a task is not done.
#[rustfmt::skip]
const UNDONE: &[&str] = &["未完成", "尚未完成", "没有完成", "未建成", "未安装", "未发放", "其余", "剩余", "余下", "尚余"];
/// Words for what of the money is not spent.
#[rustfmt::skip]
const UNSPENT: &[&str] = &["结余", "资金结余", "结余资金", "剩余", "剩余资金", "尚余", "未支付", "未使用", "未支出"];

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    use RelationKind::{Flow, Gap};
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        for id in index.main(sentence) {
            let is_exact = index.figures[id].quantity.bound == Bound::Exact;
            let is_known = found.iter().any(|r| r.claimed == id && r.kind == Gap);
            if is_exact && !is_known && index.role(id) == Role::Plain {
                let rest = match index.dimension(id) {
                    Dimension::Measure(_) => undone(index, id).map(|pair| (Gap, "余数", pair)),
                    Dimension::Money => unspent(index, id, found).map(|pair| (Flow, "结余", pair)),
                    _ => None,
                };
                found.extend(rest.map(|(kind, what, pair)| relation(index, kind, id, what, pair)));
            }
        }
    }
}

fn relation(
    index: &Index,
    kind: RelationKind,
    claimed: FigureId,
    what: &str,
    (part, whole): (FigureId, FigureId),
) -> Relation {
    let left = |whole: FigureId| Expr::minus(Expr::Figure(whole), Expr::Figure(part));
    let relation = Relation::new(kind, claimed, what).reading(left(whole), true);
    if kind != RelationKind::Flow {
        return relation;
    }
    // A rate may be of the budget, and what is left be of what arrived.
    let arrived = index.main(index.figures[claimed].sentence).filter(|id| {
        *id < part
            && *id != whole
            && index.dimension(*id) == Dimension::Money
            && words!["到位", "下达", "拨付"].any_in(&index.figures[*id].lead)
    });
    arrived.fold(relation, |relation, id| relation.reading(left(id), false))
}

fn says(index: &Index, id: FigureId, words: &[&str]) -> bool {
    let lead = wording::without_dates(&index.figures[id].lead);
    words.contains(&lead.trim_end_matches(['的', '有', '为', '：']))
}

/// The target and what was done of it, told last before what is left.
fn undone(index: &Index, claimed: FigureId) -> Option<(FigureId, FigureId)> {
    if !says(index, claimed, UNDONE) {
        return None;
    }
    let unit = index.figures[claimed].quantity.unit;
    let paragraph = index.paragraph(index.figures[claimed].sentence);
    let all = paragraph.flat_map(|s| index.main(s).collect::<Vec<_>>());
    let before: Vec<FigureId> =
        all.filter(|id| *id < claimed && index.figures[*id].quantity.unit == unit).collect();
    let [.., target, done] = before[..] else { return None };
    let tells = |id: FigureId, words: &Words| words.any_in(&index.figures[id].lead);
    let is_target =
        index.role(target) == Role::Limit || tells(target, words!["目标", "计划", "任务"]);
    let is_done = index.role(done) == Role::Plain && tells(done, words!["实际", "完成", "建成"]);
    let together = index.figures[target].sentence == index.figures[done].sentence;
    (together && is_target && is_done).then_some((done, target))
}

/// What the rate of the sentence divides: the rest of it is not spent.
fn unspent(index: &Index, claimed: FigureId, found: &[Relation]) -> Option<(FigureId, FigureId)> {
    const RATES: &[&str] = &["支出进度", "支付进度", "执行率", "支付率", "支出率", "使用率"];
    if !says(index, claimed, UNSPENT) {
        return None;
    }
    let rate = claimed.checked_sub(1)?;
    let rate = found.iter().find(|r| {
        r.kind == RelationKind::Rate
            && r.claimed == rate
            && RATES.iter().any(|w| r.what.ends_with(w))
            && index.figures[rate].sentence == index.figures[claimed].sentence
    })?;
    let reading = rate.readings.first().filter(|r| r.sure)?;
    let Expr::Over(part, whole) = &reading.expr else { return None };
    match (part.as_ref(), whole.as_ref()) {
        (Expr::Figure(part), Expr::Figure(whole)) => Some((*part, *whole)),
        _ => None,
    }
}
