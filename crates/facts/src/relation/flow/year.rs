//! The quantities of the year, wherever they stand, held against one another.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::{Dimension, Words};
use jiheng_law::Concept;

/// The quantities of the year wherever they stand.
pub(super) struct Year<'a> {
    pub(super) index: &'a Index<'a>,
}

impl Year<'_> {
    /// The first of the most finely printed figures of a concept that speak of this year.
    pub(super) fn first(&self, concept: Concept) -> Option<FigureId> {
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
                && self.index.dimension(*id) == Dimension::Money
                && self.index.is_current(*id)
                && (concept != Concept::NetAdjustment || self.adjusts_budget(*id))
        })
    }

    /// 年末资产比年初净增 adjusts no budget: the sentence or the one before it tells what was added or taken off.
    fn adjusts_budget(&self, id: FigureId) -> bool {
        static WORDS: Words = Words::new(&["预算", "调", "追", "收回", "增减相抵"]);
        let sentence = self.index.figures[id].sentence;
        let first = self.index.paragraph(sentence).start.max(sentence.saturating_sub(1));
        let mut near = (first..=sentence).flat_map(|s| self.index.main(s));
        near.any(|other| WORDS.any_in(&self.index.figures[other].lead))
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

pub(super) fn of_the_year(context: &Context, is_adjustment_held: bool) -> Vec<Relation> {
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
