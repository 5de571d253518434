//! The money of the year: 年初预算 + 追加 − 收回 = 调整后预算, 本年收入 + 年初结转 = 收入总计,
//! 收入总计 − 本年支出 = 年末结转.

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
    found.extend(of_the_year(context, is_held));
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

/// Income, what was carried in, spending and what is carried out of one kind of money, told in one
/// sentence.
fn carried_within(index: &Index, sentence: usize) -> Option<Relation> {
    let mut at: [Option<FigureId>; 4] = [None; 4];
    for id in index
        .main(sentence)
        .filter(|id| index.is_plain(*id) && index.dimension(*id) == Dimension::Money)
    {
        let label = &index.figures[id].label;
        let carried = label.contains("结转") || label.contains("结余");
        let begin = label.contains("年初") || label.contains("上年");
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
    let expr = Expr::minus(Expr::sum([income, carried_in]), Expr::Figure(spent));
    Some(Relation::new(RelationKind::Flow, carried_out, "年末结转").reading(expr, true))
}

/// 年初结转412.80万元，本年收支相抵后结余10.21万元，结余分配315.60万元，年末结转107.41万元.
fn carried_after_distribution(index: &Index, sentence: usize) -> Option<Relation> {
    let (mut begin, mut surplus, mut taken, mut end) = (None, None, Vec::new(), None);
    for id in index.main(sentence).filter(|id| index.dimension(*id) == Dimension::Money) {
        let label = &index.figures[id].label;
        let has = |words: &[&str]| words.iter().any(|w| label.contains(w));
        let is_left = has(&["结转", "结余"]);
        if is_left && has(&["年末", "期末"]) {
            end = end.or(Some(id));
        } else if end.is_some() {
            break;
        } else if is_left && has(&["年初", "上年", "期初"]) {
            begin = begin.or(Some(id));
        } else if has(&["收支"]) && has(&["结余", "差额", "盈余"]) {
            surplus = surplus.or(Some(id));
        } else if has(&["分配", "提取", "收回", "上缴", "缴回"]) {
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
fn carried_after_deficit(index: &Index, sentence: usize) -> Option<Relation> {
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

/// The quantities of the year wherever they stand.
struct Year<'a> {
    index: &'a Index<'a>,
}

impl Year<'_> {
    /// The first of the most finely printed figures of a concept that speak of this year.
    fn first(&self, concept: Concept) -> Option<FigureId> {
        self.all(concept).min_by_key(|id| self.index.figures[*id].quantity.last_place())
    }

    fn all(&self, concept: Concept) -> impl Iterator<Item = FigureId> + '_ {
        (0..self.index.figures.len()).filter(move |id| {
            let topic = &self.index.topics[*id];
            topic.concept == Some(concept)
                && (topic.subject.is_empty()
                    // 预算调整率：全年净调增… is of nothing else.
                    || concept == Concept::NetAdjustment && topic.subject.starts_with("预算调整"))
                && (self.index.is_plain(*id) || concept == Concept::NetAdjustment)
                // 年末资产总额甲，年初为乙，净增丙
                && !(concept == Concept::NetAdjustment && self.is_beside_assets(*id))
                && self.index.dimension(*id) == Dimension::Money
                && self.index.is_current(*id)
        })
    }

    fn is_beside_assets(&self, id: FigureId) -> bool {
        let mut beside = self.index.main(self.index.figures[id].sentence);
        beside.any(|other| self.index.figures[other].label.contains("资产"))
    }

    /// Whether all mentions of a concept give one value, each as finely as it is printed, so that
    /// there is no doubt which is meant.
    fn is_single(&self, concept: Concept) -> bool {
        let Some(first) = self.first(concept) else { return false };
        let value = self.index.figures[first].quantity.base();
        self.all(concept).all(|id| {
            let quantity = self.index.figures[id].quantity;
            let coarser = id != first && quantity.base() != value;
            !coarser || (quantity.base() - value).abs() <= quantity.slack()
        })
    }

    /// `total` = the sum of `plus` less the sum of `minus`.
    fn identity(
        &self,
        total: Concept,
        plus: &[Concept],
        minus: &[Concept],
        what: &str,
    ) -> Option<Relation> {
        let claimed = self.first(total)?;
        let ids = |concepts: &[Concept]| {
            concepts.iter().map(|c| self.first(*c)).collect::<Option<Vec<_>>>()
        };
        let (plus_ids, minus_ids) = (ids(plus)?, ids(minus)?);
        let sure = [&[total][..], plus, minus].concat().into_iter().all(|c| self.is_single(c));
        let expr = if minus_ids.is_empty() {
            Expr::sum(plus_ids)
        } else {
            Expr::minus(Expr::sum(plus_ids), Expr::sum(minus_ids))
        };
        Some(Relation::new(RelationKind::Flow, claimed, what).reading(expr, sure))
    }
}

fn of_the_year(context: &Context, is_adjustment_held: bool) -> Vec<Relation> {
    use Concept::{
        AdjustedBudget, AnnualBudget, Basic, CarriedIn, CarriedOut, Expenditure, ExpenditureTotal,
        Income, IncomeTotal, InitialBudget, NetAdjustment, Personnel, PublicFunds,
    };
    let year = Year { index: &context.index };
    let mut found: Vec<Relation> = [
        year.identity(AdjustedBudget, &[InitialBudget, NetAdjustment], &[], "调整后预算")
            .filter(|_| !is_adjustment_held),
        year.identity(AnnualBudget, &[AdjustedBudget, CarriedIn], &[], "全年预算数"),
        year.identity(IncomeTotal, &[Income, CarriedIn], &[], "收入总计"),
        year.identity(Basic, &[Personnel, PublicFunds], &[], "基本支出").map(|mut told| {
            let is_another = divides_another(context, &told);
            told.readings.iter_mut().for_each(|r| r.sure &= !is_another);
            told
        }),
        year.identity(ExpenditureTotal, &[Expenditure, CarriedOut], &[], "支出总计"),
    ]
    .into_iter()
    .flatten()
    .collect();
    found.extend(carried_out(&year));
    found
}

/// 一般公共预算财政拨款基本支出甲，其中：人员经费…、公用经费…: parts that a list ties to another total than the one
/// claimed.
fn divides_another(context: &Context, told: &Relation) -> bool {
    let base = |id: FigureId| context.index.figures[id].quantity.base();
    let parts: Vec<FigureId> = told.readings.iter().flat_map(|r| r.expr.figures()).collect();
    let lists = context.lists.iter().filter(|l| l.opened && parts.contains(&l.parts[0]));
    lists
        .filter_map(|l| l.totals.first())
        .any(|(head, sure)| *sure && *head != told.claimed && base(*head) != base(told.claimed))
}

/// What is carried out, by whichever of the totals the report gives.
fn carried_out(year: &Year) -> Option<Relation> {
    use Concept::{AnnualBudget, CarriedIn, CarriedOut, Expenditure, Income, IncomeTotal};
    let ways = [
        year.identity(CarriedOut, &[Income, CarriedIn], &[Expenditure], "年末结转"),
        year.identity(CarriedOut, &[IncomeTotal], &[Expenditure], "年末结转"),
        year.identity(CarriedOut, &[AnnualBudget], &[Expenditure], "年末结转"),
    ];
    let mut ways = ways.into_iter().flatten();
    let mut relation = ways.next()?;
    relation.readings.extend(ways.flat_map(|r| r.readings));
    Some(relation)
}
