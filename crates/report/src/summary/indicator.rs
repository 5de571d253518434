//! Indicators of several evaluations put together.

use super::group::funds;
use crate::Settled;
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Actual, Indicator, Stated, Target, Yuan};
use jiheng_base::exact::ratio;
use jiheng_base::formula::Operator;
use jiheng_law::Scheme;

/// An indicator over the evaluations that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// 一级指标
    pub dimension: String,
    /// 二级指标
    pub category: String,
    /// 三级指标
    pub title: String,
    /// How many evaluations have it.
    pub count: usize,
    /// How many of them lost points by it.
    pub short: usize,
    /// Target and actual value put together, where they are numbers, with the unit.
    pub values: Option<(Operator, Decimal, Decimal, String)>,
    /// 分值, weighted by funds over all evaluations of the group.
    pub weight: Decimal,
    /// 得分, of the values put together.
    pub points: Option<Decimal>,
}

/// An indicator of one evaluation and the funds of that.
struct Own<'a> {
    indicator: &'a Indicator,
    funds: Yuan,
}

/// What makes two indicators the same: what they measure, in which unit, and which way.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Key {
    dimension: String,
    category: String,
    title: String,
    measure: Option<(Operator, String)>,
}

impl Key {
    fn of(indicator: &Indicator) -> Self {
        let measure = match indicator.target.as_ref().map(|t| &t.value) {
            Some(Target::Quantity { operator, unit, .. }) => Some((*operator, unit.clone())),
            _ => None,
        };
        Self {
            dimension: indicator.dimension.clone().unwrap_or_default(),
            category: indicator.category.clone().unwrap_or_default(),
            title: indicator.title(),
            measure,
        }
    }
}

/// The indicators of the evaluations, those that are the same put together.
pub(super) fn together(evaluations: &[&Settled]) -> Vec<Together> {
    let all: Yuan = evaluations.iter().map(|s| funds(s)).sum();
    let mut groups: Vec<(Key, Vec<Own>)> = Vec::new();
    for settled in evaluations {
        for indicator in &settled.submission.evaluation.indicators {
            let own = Own { indicator, funds: funds(settled) };
            let key = Key::of(indicator);
            match groups.iter_mut().find(|(of, _)| *of == key) {
                Some((_, owns)) => owns.push(own),
                None => groups.push((key, vec![own])),
            }
        }
    }
    let scheme = &evaluations[0].scheme;
    groups.into_iter().map(|(key, owns)| one(key, &owns, all, scheme)).collect()
}

fn one(key: Key, owns: &[Own], all: Yuan, scheme: &Scheme) -> Together {
    let value =
        |points: &Option<Stated<Decimal>>| points.as_ref().map_or(Decimal::ZERO, |p| p.value);
    let weighted = |of: &dyn Fn(&Indicator) -> Decimal| -> Decimal {
        owns.iter().map(|o| of(o.indicator) * o.funds).sum()
    };
    let weight = ratio(weighted(&|i| value(&i.weight)), all).unwrap_or_default();
    let values = key.measure.clone().and_then(|(operator, unit)| {
        let (target, actual) = values(owns, unit == "%")?;
        Some((operator, target, actual, unit))
    });
    let points = match &values {
        Some((operator, target, actual, unit)) => {
            let indicator = Indicator {
                target: Some(Stated::typed(Target::Quantity {
                    operator: *operator,
                    value: *target,
                    unit: unit.clone(),
                })),
                actual: Some(Stated::typed(Actual::Quantity(*actual))),
                weight: Some(Stated::typed(weight)),
                score: None,
                ..owns[0].indicator.clone()
            };
            jiheng_score::points(&indicator, scheme).ok().map(|given| given.points)
        }
        None => ratio(weighted(&|i| value(&i.score)), all),
    };
    let lost = |o: &&Own| value(&o.indicator.score) < value(&o.indicator.weight);
    Together {
        short: owns.iter().filter(lost).count(),
        count: owns.len(),
        dimension: key.dimension,
        category: key.category,
        title: key.title,
        values,
        weight,
        points,
    }
}

/// Absolute values add up, rates are weighted by funds.
fn values(owns: &[Own], is_rate: bool) -> Option<(Decimal, Decimal)> {
    let pairs: Option<Vec<(Decimal, Decimal, Yuan)>> = owns
        .iter()
        .map(|own| {
            let target = own.indicator.target.as_ref().map(|t| &t.value);
            let actual = own.indicator.actual.as_ref().map(|a| &a.value);
            match (target, actual) {
                (Some(Target::Quantity { value, .. }), Some(Actual::Quantity(actual))) => {
                    Some((*value, *actual, own.funds))
                }
                _ => None,
            }
        })
        .collect();
    let pairs = pairs?;
    if !is_rate {
        return Some((pairs.iter().map(|p| p.0).sum(), pairs.iter().map(|p| p.1).sum()));
    }
    let funds: Yuan = pairs.iter().map(|p| p.2).sum();
    let mean = |of: &dyn Fn(&(Decimal, Decimal, Yuan)) -> Decimal| {
        ratio(pairs.iter().map(|p| of(p) * p.2).sum(), funds)
    };
    Some((mean(&|p| p.0)?, mean(&|p| p.1)?))
}
