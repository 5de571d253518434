//! The total that follows from the details.

use crate::score::printed_points;
use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Place, Role};
use jiheng_score::{Line, LineKind};

/// Half of one decimal: reports round to one or two.
const ALLOWED: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

pub(super) fn check(cx: &Context) -> Verdict {
    let sheet = cx.reported;
    let (Some(claimed), Some(total)) = (cx.evaluation().totals.first(), sheet.total) else {
        return Verdict::NotApplicable;
    };
    let dimensions = || sheet.lines.iter().filter(|l| l.kind != LineKind::Indicator);
    let weights: Option<Decimal> = dimensions().map(|l| l.weight).sum();
    if dimensions().count() < 2 || weights.is_none_or(|w| w != Decimal::ONE_HUNDRED) {
        return Verdict::Unable("一级指标的分值不全或合计不是100，不能复算总分".into());
    }
    if (claimed.value - total).abs() <= ALLOWED {
        return Verdict::Pass;
    }
    let Some(place) = claimed.place else { return Verdict::NotApplicable };
    let parts: Vec<String> = dimensions().filter_map(|l| l.computed.map(plain)).collect();
    let message = format!("自报总分{}分，按明细复算为{}分", plain(claimed.value), plain(total));
    let finding = Finding::new(
        "G020",
        Level::Doubt,
        printed_points(cx, place),
        message,
        "对照评分表逐项核对，改正得分",
    )
    .compare(format!("{}分", plain(total)), format!("{}分", plain(claimed.value)))
    .by(format!("{}＝{}", parts.join("＋"), plain(total)))
    .using_all(differing(cx), Role::Input);
    Verdict::of(vec![finding])
}

/// Indicators whose points were claimed otherwise.
fn differing(cx: &Context) -> Vec<Place> {
    let differs = |l: &&Line| l.kind == LineKind::Indicator && l.claimed != l.computed;
    let indicators = cx.reported.lines.iter().filter(differs).filter_map(|l| l.indicator);
    let scores = indicators.filter_map(|i| cx.evaluation().indicators[i].score.as_ref()?.place);
    scores.map(|p| printed_points(cx, p)).collect()
}
