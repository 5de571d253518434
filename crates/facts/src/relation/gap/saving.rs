//! What was saved against a price, and what remains of a number: 控制价3986.00万元，中标价3841.52万元，下浮
//! 144.48万元; 监测对象1126户，已消除风险864户，尚有262户.

use super::super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use jiheng_base::{Dimension, Words, words};

pub(in super::super) const SAVED: &[&str] = &[
    "下浮",
    "节约",
    "节省",
    "节支",
    "审减",
    "核减",
    "节约资金",
    "节约财政资金",
    "审减金额",
    "核减金额",
    "节约金额",
    "节约采购资金",
    "让利",
];
pub(in super::super) const ASKED: &[&str] = &[
    "控制价",
    "最高限价",
    "预算价",
    "采购预算",
    "送审",
    "报审",
    "概算",
    "招标价",
    "预算金额",
    "拦标价",
];
pub(in super::super) const AGREED: &[&str] =
    &["中标", "成交", "审定", "合同价", "合同金额", "结算价", "采购价"];

/// The price that was asked less the one agreed on.
pub(super) fn saved(index: &Index, claimed: FigureId) -> Option<Relation> {
    let lead = index.figures[claimed].lead.trim_end_matches(['了', '约']);
    if index.dimension(claimed) != Dimension::Money || !SAVED.contains(&lead) {
        return None;
    }
    let before: Vec<FigureId> = index
        .main(index.figures[claimed].sentence)
        .filter(|id| *id < claimed && index.dimension(*id) == Dimension::Money)
        .collect();
    let [.., asked, agreed] = before.as_slice() else { return None };
    let has =
        |id: &FigureId, words: &[&str]| words.iter().any(|w| index.figures[*id].label.contains(w));
    if !has(asked, ASKED) || !has(agreed, AGREED) || has(agreed, ASKED) {
        return None;
    }
    let gap = Expr::minus(Expr::Figure(*asked), Expr::Figure(*agreed));
    Some(Relation::new(RelationKind::Gap, claimed, "节约额").reading(gap, true))
}

const REMAIN: &[&str] = &["尚有", "仍有", "剩余", "还剩", "剩下", "尚余", "其余", "余下"];
/// What did not come through, behind what did.
const FAILED: &[&str] = &[
    "不合格",
    "未化解",
    "未办结",
    "未完成",
    "未整改",
    "未达标",
    "未通过",
    "未销号",
    "退换",
    "退回",
    "未兑付",
];
static DONE: Words = Words::new(&[
    "已", "完成", "消除", "整改", "办结", "兑付", "发放", "建成", "销号", "脱贫", "合格", "化解",
    "达标", "通过", "签",
]);

/// A number, what was done of it, and what remains. Two numbers said in one breath (1126户4283人) are
/// held each against its like.
pub(super) fn remaining(context: &Context, claimed: FigureId) -> Option<Relation> {
    let index = &context.index;
    let sentence = index.figures[claimed].sentence;
    let main: Vec<FigureId> = index.main(sentence).filter(|id| *id <= claimed).collect();
    let words = words_of(index, &main, claimed)?;
    let failed = FAILED.iter().any(|w| words.starts_with(w));
    if !failed && !REMAIN.iter().any(|w| words.starts_with(w)) {
        return None;
    }
    let dimension = index.dimension(claimed);
    if !matches!(dimension, Dimension::Measure(_)) {
        return None;
    }
    let like: Vec<FigureId> = main
        .iter()
        .copied()
        .filter(|id| *id != claimed && index.dimension(*id) == dimension)
        .collect();
    let [total, done] = like.as_slice() else { return None };
    let is_done = words_of(index, &main, *done)?;
    let whole = words_of(index, &main, *total)?;
    let has_failed = |words: &str| FAILED.iter().chain(&["不", "未"]).any(|w| words.contains(w));
    if !DONE.any_in(is_done) || has_failed(is_done) || has_failed(whole) {
        return None;
    }
    let gap = Expr::minus(Expr::Figure(*total), Expr::Figure(*done));
    Some(Relation::new(RelationKind::Gap, claimed, "剩余数").reading(gap, true))
}

/// 全年预算279.20万元，执行265.02万元，执行率94.92%，未执行14.18万元.
pub(super) fn unspent(index: &Index, claimed: FigureId) -> Option<Relation> {
    let lead = index.figures[claimed].lead.as_str();
    let verb = ["尚未", "未"].iter().find_map(|no| lead.strip_prefix(no))?;
    let verbs = ["执行", "支出", "支付", "使用", "拨付"];
    if index.dimension(claimed) != Dimension::Money || !verbs.contains(&verb) {
        return None;
    }
    let money: Vec<FigureId> = index
        .main(index.figures[claimed].sentence)
        .filter(|id| {
            *id < claimed && index.dimension(*id) == Dimension::Money && index.is_plain(*id)
        })
        .collect();
    let [.., whole, done] = money.as_slice() else { return None };
    let label = |id: &FigureId| index.figures[*id].label.as_str();
    let is_whole = words!["预算", "安排", "下达", "到位", "计划"].any_in(label(whole));
    (is_whole && label(done).ends_with(verb)).then(|| {
        let gap = Expr::minus(Expr::Figure(*whole), Expr::Figure(*done));
        Relation::new(RelationKind::Gap, claimed, lead.to_owned()).reading(gap, true)
    })
}

/// The words before a number, or before the one that it is said in one breath with.
fn words_of<'a>(index: &'a Index, main: &[FigureId], id: FigureId) -> Option<&'a str> {
    let mut at = main.iter().position(|other| *other == id)?;
    while index.figures[main[at]].lead.is_empty() {
        let joined: Option<Separator> = index.figures[main[at]].after;
        at = at.checked_sub(1).filter(|_| joined.is_none())?;
    }
    Some(&index.figures[main[at]].lead)
}
