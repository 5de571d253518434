//! Whether the printed amounts are exact or were rounded one by one.
//!
//! A printed sum of n rounded terms may be off by half a unit in the last place for each term and
//! for itself. But rounding leaves traces: if it were at work, some of the sums of a document would
//! be off. Where so many hold to the last digit that chance cannot explain it, the amounts are
//! exact, and a cent of difference is a fault.

use super::{Reading, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::{Figure, FigureId};
use jiheng_base::exact::last_place;
use jiheng_base::{Decimal, Dimension, Unit};
use std::collections::{HashMap, HashSet};

/// The reading that comes nearest to the claim, with what it makes.
fn likeliest<'a>(relation: &'a Relation, figures: &[Figure]) -> Option<(&'a Reading, Decimal)> {
    let claimed = figures.get(relation.claimed)?.quantity.base();
    let values = relation.readings.iter().filter_map(|r| Some((r, r.expr.value(figures)?)));
    values.min_by_key(|(_, value)| (value - claimed).abs())
}

/// The numbers of a sum, in no order.
fn numbers(claimed: FigureId, sum: &Expr, figures: &[Figure]) -> Vec<Decimal> {
    let all = sum.figures().into_iter().chain([claimed]);
    let mut all: Vec<Decimal> = all.map(|id| figures[id].quantity.base()).collect();
    all.sort_unstable();
    all
}

/// A sum that is off by no more than rounding explains.
struct Off {
    /// Each of its numbers with what would have to be added to it.
    mended_by: Vec<(FigureId, Decimal)>,
}

impl Off {
    fn of(claimed: FigureId, sum: &Expr, figures: &[Figure]) -> Self {
        let base = figures[claimed].quantity.base();
        let off = sum.value(figures).map_or(Decimal::ZERO, |value| value - base);
        let mut mended_by = vec![(claimed, off)];
        for (term, adds) in sum.terms() {
            mended_by.push((term, if adds { -off } else { off }));
        }
        Self { mended_by }
    }
}

/// One wrong number may be all that sums are off by; where no single one mends them all, it is
/// rounding.
fn rounds(off: &[Off], unit: Unit, figures: &[Figure]) -> bool {
    let is_of_unit = |off: &&Off| figures[off.mended_by[0].0].quantity.unit == unit;
    let mut of_unit = off.iter().filter(is_of_unit);
    let Some(first) = of_unit.next() else { return false };
    let others: Vec<&Off> = of_unit.collect();
    !first.mended_by.iter().any(|mend| others.iter().all(|o| o.mended_by.contains(mend)))
}

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
        let mut rounded: Vec<Off> = Vec::new();
        let sums = |r: &&Relation| {
            use RelationKind::{ChangeAmount, Column, Flow, Parts, Row};
            matches!(r.kind, Parts | Flow | Column | Row | ChangeAmount)
        };
        let mut told: HashSet<Vec<Decimal>> = HashSet::new();
        for relation in relations.iter().filter(sums) {
            let Some(claimed) = figures.get(relation.claimed) else { continue };
            let Some((reading, sum)) = likeliest(relation, figures) else { continue };
            // The same numbers told again show nothing new.
            if !told.insert(numbers(relation.claimed, &reading.expr, figures)) {
                continue;
            }
            let terms = reading.expr.figures().len();
            let unit = claimed.quantity.unit;
            let off = (sum - claimed.quantity.base()).abs();
            let tolerance = claimed.quantity.slack() * Decimal::from(terms + 1);
            if off.is_zero() {
                let by_chance = HOLDS_BY_CHANCE[terms.min(HOLDS_BY_CHANCE.len() - 1)];
                *chance.entry(unit).or_insert(Decimal::ONE) *= Decimal::new(by_chance, 3);
            } else if off <= tolerance {
                rounded.push(Off::of(relation.claimed, &reading.expr, figures));
            }
        }
        let exact = chance
            .into_iter()
            .filter(|(unit, chance)| {
                *chance < TOO_UNLIKELY && !rounds(&rounded, *unit, figures) && !is_rounded(*unit)
            })
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

#[cfg(test)]
mod tests {
    use crate::extract;
    use jiheng_base::{MoneyUnit, Unit};
    use jiheng_law::Law;

    /// Six sums that hold, so many that nothing was rounded.
    const EXACT: &str = "甲类支出66.66万元。其中：办公费11.11万元，水费12.22万元，电费13.33万元，邮电费14.44万元，差旅费15.56万元。
乙类支出71.15万元。其中：办公费12.11万元，水费13.22万元，电费14.33万元，邮电费15.43万元，差旅费16.06万元。
丙类支出76.25万元。其中：办公费13.11万元，水费14.22万元，电费15.33万元，邮电费16.53万元，差旅费17.06万元。
丁类支出81.35万元。其中：办公费14.11万元，水费15.22万元，电费16.33万元，邮电费17.63万元，差旅费18.06万元。
戊类支出86.45万元。其中：办公费15.11万元，水费16.22万元，电费17.33万元，邮电费18.73万元，差旅费19.06万元。
己类支出91.55万元。其中：办公费16.11万元，水费17.22万元，电费18.33万元，邮电费19.83万元，差旅费20.06万元。
";

    fn is_exact(text: &str) -> bool {
        let document = jiheng_document::read(format!("{EXACT}{text}").as_bytes()).unwrap();
        let facts = extract(&document, &Law::builtin().unwrap());
        facts.exactness.is_exact(Unit::Money(MoneyUnit::TenThousand))
    }

    #[test]
    fn one_wrong_number_that_two_sums_are_off_by_is_no_rounding() {
        assert!(is_exact(""));
        // 40.03 for 40.02 is a part of the one and the total of the other.
        let wrong = "本年支出100.05万元，其中：基本支出40.03万元（人员经费30.01万元、公用经费10.01万元），项目支出60.03万元。\n";
        assert!(is_exact(wrong));
        let rounded = wrong.replace("30.01", "30.03");
        assert!(!is_exact(&rounded));
    }
}
