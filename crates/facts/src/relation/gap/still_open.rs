//! What is said to be still open, in a sentence that tells what there was and what is done: 发现问题63项，整改销号60项，3项待整改;
//! 35项全部整改到位，2项正在整改.

use super::super::{Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::measures_time;
use crate::role::Role;
use jiheng_base::{Bound, Decimal, Dimension, Words, words};

#[rustfmt::skip]
static WORK: Words = Words::new(&[
    "整改", "销号", "办结", "办理", "化解", "调处", "验收", "落实", "处理", "处置", "完工", "竣工", "建成", "兑付", "发放", "完成", "解决",
    "修复", "治理", "消除",
]);
const OPEN: &[&str] = &["待", "正在", "正", "尚未", "仍未", "还未", "未", "仍在", "在"];
const STILL: &[&str] = &["尚有", "仍有", "还有", "另有"];

pub(super) fn find(index: &Index, claimed: FigureId) -> Option<Relation> {
    let figure = &index.figures[claimed];
    let Dimension::Measure(word) = index.dimension(claimed) else { return None };
    if measures_time(word) || figure.quantity.bound != Bound::Exact || !is_open(index, claimed) {
        return None;
    }
    let unit = figure.quantity.unit;
    let like: Vec<FigureId> =
        index.main(figure.sentence).filter(|id| index.figures[*id].quantity.unit == unit).collect();
    // Several that are open in several ways are told one by one.
    let [before @ .., last] = like.as_slice() else { return None };
    let (done, earlier) = before.split_last().filter(|_| *last == claimed)?;
    let base = |id: FigureId| index.figures[id].quantity.base();
    if !is_done(index, *done) || index.role(*done) != Role::Plain {
        return None;
    }
    let all_done = has_all(index, *done);
    let rest = match earlier {
        [] if all_done => Expr::Number(Decimal::ZERO),
        [] => return None,
        [total, parts @ ..] => {
            // What stands between is how the whole is divided.
            let divides = parts.is_empty()
                || parts.iter().map(|id| base(*id)).sum::<Decimal>() == base(*total);
            let is_whole = base(*total) >= base(*done)
                && index.role(*total) == Role::Plain
                && !is_done(index, *total);
            if !divides || !is_whole {
                return None;
            }
            Expr::minus(Expr::Figure(*total), Expr::Figure(*done))
        }
    };
    Some(Relation::new(RelationKind::Gap, claimed, "剩余数").reading(rest, true))
}

/// 3项待整改, 尚有3项
fn is_open(index: &Index, id: FigureId) -> bool {
    let figure = &index.figures[id];
    let tail = figure.tail.as_str();
    let is_older = words!["上年", "往年", "历年", "新"].any_in(tail);
    let state = OPEN.iter().find_map(|w| tail.strip_prefix(w));
    let waits = figure.lead.is_empty()
        && state.is_some_and(|rest| WORK.iter().any(|w| rest.starts_with(w)));
    (waits || STILL.iter().any(|w| figure.lead.ends_with(w))) && !is_older
}

/// 整改销号60项, 35项全部整改到位
fn is_done(index: &Index, id: FigureId) -> bool {
    let figure = &index.figures[id];
    let negated = |words: &str| words!["未", "待", "不", "正在", "应", "需"].any_in(words);
    let tells = |words: &str| WORK.any_in(words);
    tells(&figure.lead) && !negated(&figure.lead) || has_all(index, id) && tells(&figure.tail)
}

fn has_all(index: &Index, id: FigureId) -> bool {
    let tail = index.figures[id].tail.as_str();
    ["全部", "均", "已全部", "已均", "都已"].iter().any(|w| tail.starts_with(w))
        && !tail.contains('未')
}
