//! How amounts and scores are printed.

use jiheng_base::evaluation::Yuan;
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, MoneyUnit, round_half_up};

/// An amount in 万元 with two decimals, or as many as it takes to lose nothing.
pub(crate) fn ten_thousands(yuan: Yuan) -> String {
    const USUAL_DECIMALS: u32 = 2;
    let value = (yuan / MoneyUnit::TenThousand.yuan()).normalize();
    let digits = value.scale().max(USUAL_DECIMALS) as usize;
    format!("{value:.digits$}")
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

    #[test]
    fn amounts_keep_every_fen() {
        let yuan = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(ten_thousands(yuan("42866700")), "4286.67");
        assert_eq!(ten_thousands(yuan("1000000")), "100.00");
        assert_eq!(ten_thousands(yuan("1329120.67")), "132.912067");
        assert_eq!(percent(yuan("0.817699")), "81.77");
    }
}
