//! No indicator outweighs all others.

use crate::score::{members, printed_points};
use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Role, round_half_up};

const MIN_INDICATORS: usize = 4;
/// Share of the dimension in hundredths.
const HEAVY: i64 = 40;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for dimension in &cx.evaluation().dimensions {
        let members = members(cx, cx.evaluation(), dimension);
        let sum: Decimal = members.iter().map(|m| m.weight).sum();
        if members.len() < MIN_INDICATORS || sum.is_zero() {
            continue;
        }
        looked = true;
        for member in &members {
            let share = member.weight * Decimal::ONE_HUNDRED / sum;
            let Some(place) = member.weight_place.filter(|_| share >= Decimal::from(HEAVY)) else {
                continue;
            };
            let percent = round_half_up(share, 2);
            let message = format!(
                "该指标分值{}分，占“{}”{}分的{}%，权重失衡",
                plain(member.weight),
                dimension.name,
                plain(sum),
                plain(percent)
            );
            findings.push(
                Finding::new(
                    "G015",
                    Level::Doubt,
                    printed_points(cx, place),
                    message,
                    "按重要程度重新分配分值，或说明理由",
                )
                .by(format!("{}÷{}＝{}%", plain(member.weight), plain(sum), plain(percent)))
                .using_all(member.score.place.map(|p| printed_points(cx, p)), Role::Input),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}
