//! The money of the year: 年初预算 + 追加 − 收回 = 调整后预算, 本年收入 + 年初结转 = 收入总计,
//! 收入总计 − 本年支出 = 年末结转.

mod carried;
mod year;

use self::carried::{carried_after_deficit, carried_after_distribution, carried_within};
use self::year::{Year, of_the_year};
use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::Dimension;
use jiheng_law::Concept;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        found.extend(net_adjustment(index, sentence));
        found.extend(adjusted_within(context, sentence));
        found.extend(carried_within(index, sentence));
        found.extend(carried_after_distribution(index, sentence));
        found.extend(net_assets(index, sentence));
        if context.texts[sentence].contains("大于") {
            found.extend(carried_after_deficit(index, sentence));
        }
    }
    let net = net_elsewhere(context);
    // Then the adjusted budget is held against what was added and taken off.
    let is_held = net.is_some();
    found.extend(net);
    // What one sentence tells whole is not put together again from all of them.
    let told: Vec<FigureId> =
        found.iter().filter(|r| r.kind == RelationKind::Flow).map(|r| r.claimed).collect();
    let is_told = |r: &Relation| told.contains(&r.claimed);
    found.extend(of_the_year(context, is_held).into_iter().filter(|r| !is_told(r)));
}

/// 全年净调增291.40万元 apart from the one sentence that tells what was added and taken off.
fn net_elsewhere(context: &Context) -> Option<Relation> {
    let index = &context.index;
    let net = Year { index }.first(Concept::NetAdjustment)?;
    let mut told = (0..index.sentences.len()).filter_map(|s| Some((s, within(context, s)?)));
    let (sentence, adjusted) = told.next()?;
    let is_elsewhere = index.figures[net].sentence != sentence && told.next().is_none();
    if !is_elsewhere || adjusted.less.is_empty() {
        return None;
    }
    let expr = Expr::minus(Expr::sum(adjusted.more), Expr::sum(adjusted.less));
    Some(Relation::new(RelationKind::Flow, net, "预算调整净额").reading(expr, true))
}

/// 年中追加368.75万元、收回26.40万元，净增342.35万元.
fn net_adjustment(index: &Index, sentence: usize) -> Option<Relation> {
    let money: Vec<FigureId> =
        index.main(sentence).filter(|id| index.dimension(*id) == Dimension::Money).collect();
    let net = *money.iter().find(|id| {
        index.topics[**id].concept == Some(Concept::NetAdjustment)
            || net_words(&index.figures[**id].lead)
    })?;
    let (mut more, mut less) = adjustments(index, &money, net);
    // 年中追加甲，调减乙。增减相抵净增丙: the sentence before tells both.
    if more.is_empty() && less.is_empty() && index.paragraph(sentence).start < sentence {
        let before: Vec<FigureId> = index
            .main(sentence - 1)
            .filter(|id| index.dimension(*id) == Dimension::Money)
            .collect();
        (more, less) = adjustments(index, &before, net);
        let is_initial = |id: &&FigureId| index.figures[**id].label.contains("年初");
        let others = before.len() - before.iter().filter(is_initial).count();
        if others != more.len() + less.len() {
            return None;
        }
    }
    if more.is_empty() || less.is_empty() {
        return None;
    }
    let expr = Expr::minus(Expr::sum(more), Expr::sum(less));
    Some(Relation::new(RelationKind::Flow, net, "预算调整净额").reading(expr, true))
}

/// What was added to the budget and what was taken off it before a figure.
fn adjustments(
    index: &Index,
    money: &[FigureId],
    until: FigureId,
) -> (Vec<FigureId>, Vec<FigureId>) {
    let of = |words: &[&str]| {
        let has = |id: &FigureId| words.iter().any(|w| index.figures[*id].lead.ends_with(w));
        money.iter().copied().filter(|id| *id < until && has(id)).collect()
    };
    let more = of(&["追加", "调增", "增加", "追加预算", "调增预算", "追加安排"]);
    let less = of(&["收回", "调减", "追减", "减少", "核减", "压减", "收回资金"]);
    (more, less)
}

/// A budget as the year began, what was added and taken off, and what came of it.
struct Adjusted {
    first: FigureId,
    more: Vec<FigureId>,
    less: Vec<FigureId>,
    adjusted: FigureId,
}

/// 年初部门预算2980.00万元，追加386.40万元，调减95.00万元，调整后的预算3271.40万元.
fn within(context: &Context, sentence: usize) -> Option<Adjusted> {
    let index = &context.index;
    let label = |id: FigureId| index.figures[id].label.as_str();
    if !index.main(sentence).any(|id| label(id).contains("调整后")) {
        return None;
    }
    // 年中追加100万元，其中甲60万元、乙40万元: the parts of one of them are none of their own.
    let divides = |id: &FigureId| {
        let lists = context.lists.iter().filter(|l| l.opened && l.parts.len() > 1);
        lists
            .filter(|l| {
                index.figures[l.parts[0]].opens_parts && !index.figures[l.parts[0]].opens_by_colon
            })
            .any(|l| l.parts.contains(id))
    };
    let adjusted = index
        .main(sentence)
        .find(|id| label(*id).contains("调整后") && index.dimension(*id) == Dimension::Money)?;
    let money: Vec<FigureId> = index
        .main(sentence)
        .filter(|id| index.dimension(*id) == Dimension::Money && *id <= adjusted)
        .filter(|id| *id == adjusted || !divides(id))
        .collect();
    let first = *money.first()?;
    let is_initial = label(first).contains("年初") && label(first).contains("预算");
    let (more, less) = adjustments(index, &money, adjusted);
    // Nothing else stands between them: no net amount, no part of an adjustment.
    let all = more.len() + less.len() > 0 && more.len() + less.len() + 2 == money.len();
    // 年初预算2.18亿元（21836.40万元）: the finer of the two.
    let aside = first + 1;
    let is_finer = index.figures.get(aside).is_some_and(|f| {
        f.depth == 1
            && f.after.is_none()
            && f.lead.is_empty()
            && f.sentence == sentence
            && f.quantity.last_place() < index.figures[first].quantity.last_place()
    });
    let first = if is_finer && index.dimension(aside) == Dimension::Money { aside } else { first };
    (is_initial && all).then_some(Adjusted { first, more, less, adjusted })
}

fn adjusted_within(context: &Context, sentence: usize) -> Option<Relation> {
    let Adjusted { first, more, less, adjusted } = within(context, sentence)?;
    let plus = Expr::sum(std::iter::once(first).chain(more));
    let expr = if less.is_empty() { plus } else { Expr::minus(plus, Expr::sum(less)) };
    Some(Relation::new(RelationKind::Flow, adjusted, "调整后预算").reading(expr, true))
}

fn net_words(lead: &str) -> bool {
    ["净增", "净增加", "净调增", "净调整", "净追加"].iter().any(|w| lead.ends_with(w))
}

/// 资产总额3.86亿元，负债1.24亿元，净资产2.62亿元.
fn net_assets(index: &Index, sentence: usize) -> Option<Relation> {
    let named = |names: &[&str]| {
        index.main(sentence).find(|id| {
            index.dimension(*id) == Dimension::Money
                && index.is_plain(*id)
                && names.contains(&index.topics[*id].name.as_str())
        })
    };
    let assets = named(&["资产总", "资产", "总资产"])?;
    let debts = named(&["负债", "负债总", "总负债"])?;
    let net = named(&["净资产", "净资产总"])?;
    let expr = Expr::minus(Expr::Figure(assets), Expr::Figure(debts));
    Some(Relation::new(RelationKind::Flow, net, "净资产").reading(expr, true))
}
