//! How amounts and scores are printed.

use crate::xlsx::entry::layout::{FURTHER_AMOUNTS, MAIN_AMOUNTS};
use jiheng_base::evaluation::{Budget, Yuan};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, MoneyUnit, round_half_up};

/// An amount in 万元 with two decimals, or as many as it takes to lose nothing.
pub(crate) fn ten_thousands(yuan: Yuan) -> String {
    with_decimals(yuan, decimals(yuan))
}

/// The amounts of one document, in 万元: all of them with as many decimals as the finest one needs.
pub(crate) struct Amounts {
    decimals: usize,
}

impl Amounts {
    pub(crate) fn of(budget: &Budget) -> Self {
        let mut budget = budget.clone();
        let fields = MAIN_AMOUNTS.into_iter().chain(FURTHER_AMOUNTS);
        let told: Vec<Yuan> = fields
            .filter_map(|amount| (amount.of)(&mut budget).as_ref().map(|a| a.value))
            .collect();
        let lines = budget.lines.iter().map(|line| line.executed.value);
        Self { decimals: told.into_iter().chain(lines).map(decimals).max().unwrap_or(0) }
    }

    pub(crate) fn print(&self, yuan: Yuan) -> String {
        with_decimals(yuan, self.decimals.max(decimals(yuan)))
    }
}

fn decimals(yuan: Yuan) -> usize {
    const USUAL: u32 = 2;
    (yuan / MoneyUnit::TenThousand.yuan()).normalize().scale().max(USUAL) as usize
}

fn with_decimals(yuan: Yuan, decimals: usize) -> String {
    let value = yuan / MoneyUnit::TenThousand.yuan();
    format!("{value:.decimals$}")
}

/// A rate as a percentage with two decimals, without the sign.
pub(crate) fn percent(rate: Decimal) -> String {
    plain(round_half_up(rate * Decimal::ONE_HUNDRED, 2))
}

/// A score without trailing zeros.
pub(crate) fn points(points: Decimal) -> String {
    plain(points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiheng_base::evaluation::Stated;

    #[test]
    fn all_amounts_of_a_document_have_the_same_decimals() {
        let stated = |text: &str| Some(Stated::typed(text.parse().unwrap()));
        let mut budget = Budget { initial: stated("1000000"), ..Budget::default() };
        assert_eq!(Amounts::of(&budget).print(Decimal::from(2_500_000)), "250.00");
        budget.basic = stated("1329120.67");
        assert_eq!(Amounts::of(&budget).print(Decimal::from(2_500_000)), "250.000000");
    }

    #[test]
    fn amounts_keep_every_fen() {
        let yuan = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(ten_thousands(yuan("42866700")), "4286.67");
        assert_eq!(ten_thousands(yuan("1000000")), "100.00");
        assert_eq!(ten_thousands(yuan("1329120.67")), "132.912067");
        assert_eq!(percent(yuan("0.817699")), "81.77");
    }
}
