//! What is carried out of a year, told in one sentence with what it is reckoned from.

use super::{Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::{Dimension, Words, words};

/// Income, what was carried in, spending and what is carried out of one kind of money, told in one
/// sentence.
pub(super) fn carried_within(index: &Index, sentence: usize) -> Option<Relation> {
    let mut at: [Option<FigureId>; 4] = [None; 4];
    // 使用非财政拨款结余 adds to what can be spent, 结余分配 takes away from what is left.
    let (mut used, mut distributed) = (Vec::new(), Vec::new());
    for id in index
        .main(sentence)
        .filter(|id| index.is_plain(*id) && index.dimension(*id) == Dimension::Money)
    {
        let label = &index.figures[id].label;
        let carried = label.contains("结转") || label.contains("结余");
        let begin = label.contains("年初") || label.contains("上年");
        if at[3].is_none() && carried {
            if words!["使用", "动用", "弥补"].any_in(label) {
                used.push(id);
                continue;
            }
            if label.contains("分配") {
                distributed.push(id);
                continue;
            }
        }
        let slot = match (carried, begin) {
            (true, true) => 1,
            (true, false) if label.contains("年末") || label.contains("下年") => 3,
            (false, _) if label.ends_with("收入") => 0,
            (false, _) if label.ends_with("支出") => 2,
            _ => continue,
        };
        at[slot] = at[slot].or(Some(id));
    }
    let [Some(income), Some(carried_in), Some(spent), Some(carried_out)] = at else {
        return None;
    };
    let plus = Expr::sum([income, carried_in].into_iter().chain(used));
    let minus = Expr::sum(std::iter::once(spent).chain(distributed));
    let expr = Expr::minus(plus, minus);
    Some(Relation::new(RelationKind::Flow, carried_out, "年末结转").reading(expr, true))
}

/// 年初结转412.80万元，本年收支相抵后结余10.21万元，结余分配315.60万元，年末结转107.41万元.
pub(super) fn carried_after_distribution(index: &Index, sentence: usize) -> Option<Relation> {
    let (mut begin, mut surplus, mut taken, mut end) = (None, None, Vec::new(), None);
    for id in index.main(sentence).filter(|id| index.dimension(*id) == Dimension::Money) {
        let label = &index.figures[id].label;
        let has = |words: &Words| words.any_in(label);
        let is_left = has(words!["结转", "结余"]);
        if is_left && has(words!["年末", "期末"]) {
            end = end.or(Some(id));
        } else if end.is_some() {
            break;
        } else if is_left && has(words!["年初", "上年", "期初"]) {
            begin = begin.or(Some(id));
        } else if has(words!["收支"]) && has(words!["结余", "差额", "盈余"]) {
            surplus = surplus.or(Some(id));
        } else if has(words!["分配", "提取", "收回", "上缴", "缴回"]) {
            taken.push(id);
        } else {
            return None;
        }
    }
    let (begin, surplus, end) = (begin?, surplus?, end?);
    let plus = Expr::sum([begin, surplus]);
    let expr = if taken.is_empty() { plus } else { Expr::minus(plus, Expr::sum(taken)) };
    Some(Relation::new(RelationKind::Flow, end, "年末结转").reading(expr, true))
}

/// 支出大于收入61.11万元…年初结转128.43万元，年末结转67.32万元: what was spent beyond the income came out of what was
/// there.
pub(super) fn carried_after_deficit(index: &Index, sentence: usize) -> Option<Relation> {
    let money: Vec<FigureId> =
        index.main(sentence).filter(|id| index.dimension(*id) == Dimension::Money).collect();
    let lead = |id: &FigureId| index.figures[*id].lead.as_str();
    let only = |is: &dyn Fn(&str) -> bool| {
        let mut told = money.iter().copied().filter(|id| is(lead(id)));
        told.next().filter(|_| told.next().is_none())
    };
    let is_left = |lead: &str| lead.contains("结转") || lead.contains("结余");
    let gap = only(&|lead| lead.contains("大于"))?;
    let begin = only(&|lead| is_left(lead) && (lead.contains("年初") || lead.contains("上年")))?;
    let end = only(&|lead| is_left(lead) && lead.contains("年末"))?;
    let (more, less) = lead(&gap).split_once("大于")?;
    let begin = Expr::Figure(begin);
    let expr = match (more.contains("支出"), less.contains("支出")) {
        (true, false) => Expr::minus(begin, Expr::Figure(gap)),
        (false, true) => Expr::Sum(vec![begin, Expr::Figure(gap)]),
        _ => return None,
    };
    (money.len() == 3)
        .then(|| Relation::new(RelationKind::Flow, end, "年末结转").reading(expr, true))
}
