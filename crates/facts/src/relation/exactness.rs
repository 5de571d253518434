//! Whether the printed amounts are exact or were rounded one by one.
//!
//! A printed sum of n rounded terms may be off by half a unit in the last place for each term and
//! for itself. But rounding leaves traces: if it were at work, some of the sums of a document would
//! be off. Where so many hold to the last digit that chance cannot explain it, the amounts are
//! exact, and a cent of difference is a fault.

use super::{Relation, RelationKind};
use crate::figure::Figure;
use jiheng_base::exact::last_place;
use jiheng_base::{Decimal, Dimension, Unit};
use std::collections::HashMap;

/// Accounts are kept in yuan: two decimals of a 亿元 were rounded, whatever their sums do.
fn is_rounded(unit: Unit) -> bool {
    const YI: i64 = 100_000_000;
    unit.dimension() == Dimension::Money && unit.scale() >= Decimal::from(YI)
}

/// Which units are printed exactly in this document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Exactness {
    exact: Vec<Unit>,
}

/// Chance, in thousandths, that a sum of that many rounded terms holds to the last digit.
const HOLDS_BY_CHANCE: [i64; 12] = [1000, 1000, 750, 670, 600, 550, 510, 480, 450, 430, 410, 390];
/// Below this chance the amounts count as exact.
const TOO_UNLIKELY: Decimal = Decimal::from_parts(4, 0, 0, false, 2);

impl Exactness {
    /// What the sums among `relations` show.
    pub(crate) fn of(relations: &[Relation], figures: &[Figure]) -> Self {
        let mut chance: HashMap<Unit, Decimal> = HashMap::new();
        let mut rounded: Vec<Unit> = Vec::new();
        let sums = |r: &&Relation| {
            use RelationKind::{Column, Flow, Parts, Row};
            matches!(r.kind, Parts | Flow | Column | Row)
        };
        for relation in relations.iter().filter(sums) {
            let Some(claimed) = figures.get(relation.claimed) else { continue };
            let Some(reading) = relation.readings.first() else { continue };
            let Some(sum) = reading.expr.value(figures) else { continue };
            let terms = reading.expr.figures().len();
            let unit = claimed.quantity.unit;
            let off = (sum - claimed.quantity.base()).abs();
            let tolerance = claimed.quantity.slack() * Decimal::from(terms + 1);
            if off.is_zero() {
                let by_chance = HOLDS_BY_CHANCE[terms.min(HOLDS_BY_CHANCE.len() - 1)];
                *chance.entry(unit).or_insert(Decimal::ONE) *= Decimal::new(by_chance, 3);
            } else if off <= tolerance {
                rounded.push(unit);
            }
        }
        // One sum that is off may be the fault; two are rounding.
        let rounds = |unit: &Unit| rounded.iter().filter(|u| *u == unit).count() > 1;
        let exact = chance
            .into_iter()
            .filter(|(unit, chance)| *chance < TOO_UNLIKELY && !rounds(unit) && !is_rounded(*unit))
            .map(|(unit, _)| unit)
            .collect();
        Self { exact }
    }

    /// Whether amounts in this unit are exact.
    #[must_use]
    pub fn is_exact(&self, unit: Unit) -> bool {
        self.exact.contains(&unit)
    }

    /// How far the true value of a figure may lie from the printed one, when the finest number of
    /// its sum is printed with `finest` (trailing zeros are often left out: 166 beside 20.25).
    pub(crate) fn slack(&self, figure: &Figure, finest: Option<Decimal>) -> Decimal {
        if self.is_exact(figure.quantity.unit) {
            return Decimal::ZERO;
        }
        let own = figure.quantity.slack();
        finest.map_or(own, |finest| own.min(finest))
    }

    /// How far a claim may lie from what is calculated from exact inputs: a sum or difference of
    /// exact amounts not at all, anything else as far as its own rounding.
    #[must_use]
    pub(crate) fn slack_of_claim(
        &self,
        claimed: &Figure,
        kind: RelationKind,
        finest: Option<Decimal>,
    ) -> Decimal {
        match kind {
            RelationKind::Share
            | RelationKind::Rate
            | RelationKind::ChangeRate
            | RelationKind::Average
            | RelationKind::Cell
            | RelationKind::Gap
            | RelationKind::Plan => {
                last_place(claimed.quantity.decimals) * claimed.quantity.unit.scale() / Decimal::TWO
            }
            RelationKind::Across => claimed.quantity.slack(),
            _ => self.slack(claimed, finest),
        }
    }
}
