//! What there was, what came, what went, and what there is: 年初在册58户，当年新识别11户，消除风险27户，年末42户.

use super::net::{COMES, GOES};
use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use jiheng_base::{Bound, Dimension, Words, words};

static BEGIN: Words = Words::new(&["年初", "期初", "上年末", "上年底", "去年底", "上年年末"]);
static END: Words = Words::new(&["年末", "期末", "年底"]);
/// Words of a stock alone, besides those of people and posts.
static ALSO_COMES: Words =
    Words::new(&["识别", "纳入", "购置", "购入", "新建", "调拨入", "收到", "新收", "受理", "登记"]);
#[rustfmt::skip]
static ALSO_GOES: Words = Words::new(&[
    "消除", "销号", "处置", "出售", "拆除", "撤并", "注销", "办结", "脱贫", "销毁", "调拨出",
]);
/// They are born and die, which nobody tells.
const LIVESTOCK: &[&str] = &["头", "只", "羽", "匹", "尾"];

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for (sentence, text) in context.texts.iter().enumerate() {
        if BEGIN.any_in(text) && END.any_in(text) {
            found.extend(relation(index, sentence));
        }
    }
}

fn relation(index: &Index, sentence: usize) -> Option<Relation> {
    let lead = |id: FigureId| index.figures[id].lead.as_str();
    let has = |id: FigureId, words: &Words| words.any_in(lead(id));
    let main: Vec<FigureId> = index.main(sentence).collect();
    let first = *main.iter().find(|id| has(**id, &BEGIN))?;
    let unit = index.figures[first].quantity.unit;
    let is_stock = match index.dimension(first) {
        // The money of the year has identities of its own.
        Dimension::Money => !has(first, words!["结转", "结余", "预算", "余额", "资金"]),
        Dimension::Measure(word) => !LIVESTOCK.contains(&word),
        _ => false,
    };
    let like = |id: &FigureId| *id > first && index.figures[*id].quantity.unit == unit;
    let behind: Vec<FigureId> = main.iter().copied().filter(like).collect();
    let end = behind.iter().position(|id| has(*id, &END))?;
    let (mut comes, mut goes) = (vec![first], Vec::new());
    for id in behind[..end].iter().copied() {
        let more = has(id, &COMES) || has(id, &ALSO_COMES);
        let less = has(id, &GOES) || has(id, &ALSO_GOES);
        match (more, less) {
            (true, false) => comes.push(id),
            (false, true) => goes.push(id),
            _ => return None,
        }
    }
    let all = comes.iter().chain(&goes).chain([&behind[end]]);
    let is_told = all.into_iter().all(|id| {
        index.figures[*id].quantity.bound == Bound::Exact
            && !index.figures[*id].opens_parts
            && (*id == first || index.figures[*id].after <= Some(Separator::Segment))
    });
    let moves = comes.len() > 1 && !goes.is_empty();
    (is_stock && is_told && moves).then(|| {
        let left = Expr::minus(Expr::sum(comes), Expr::sum(goes));
        Relation::new(RelationKind::Flow, behind[end], "年末数").reading(left, true)
    })
}
