//! The total is the sum of the dimensions.

use crate::score::{printed_points, tolerance};
use crate::{Context, Verdict};
use jiheng_base::evaluation::Stated;
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Place, Role};

pub(super) fn check(cx: &Context) -> Verdict {
    let evaluation = cx.evaluation();
    let scored = evaluation.dimensions.iter().all(|d| !d.scores.is_empty());
    if evaluation.totals.is_empty() || evaluation.dimensions.len() < 2 || !scored {
        return Verdict::NotApplicable;
    }
    let sums = sums(cx);
    let allowed = tolerance(cx, evaluation.dimensions.len());
    let wrong =
        evaluation.totals.iter().filter(|t| !sums.iter().any(|s| (t.value - s).abs() <= allowed));
    Verdict::of(wrong.filter_map(|total| finding(cx, total, *sums.first()?)).collect())
}

/// The sums that the stated points of the dimensions can make: the first ones, the last ones.
fn sums(cx: &Context) -> Vec<Decimal> {
    let dimensions = &cx.evaluation().dimensions;
    let pick = |choose: fn(&[Stated<Decimal>]) -> Option<&Stated<Decimal>>| -> Option<Decimal> {
        dimensions.iter().map(|d| choose(&d.scores).map(|s| s.value)).sum()
    };
    [pick(|s| s.last()), pick(|s| s.first())].into_iter().flatten().collect()
}

fn finding(cx: &Context, total: &Stated<Decimal>, sum: Decimal) -> Option<Finding> {
    let dimensions = &cx.evaluation().dimensions;
    let last: Vec<&Stated<Decimal>> = dimensions.iter().filter_map(|d| d.scores.last()).collect();
    let terms: Vec<String> = last.iter().map(|s| plain(s.value)).collect();
    let places: Vec<Place> =
        last.iter().filter_map(|s| s.place).map(|p| printed_points(cx, p)).collect();
    let message = format!("总分{}分，与各一级指标得分之和{}分不符", plain(total.value), plain(sum));
    Some(
        Finding::new(
            "G004",
            Level::Error,
            printed_points(cx, total.place?),
            message,
            "核对各部分得分和总分，改正有误的一个",
        )
        .compare(format!("{}分", plain(sum)), format!("{}分", plain(total.value)))
        .by(format!("{}＝{}", terms.join("＋"), plain(sum)))
        .using_all(places, Role::Input),
    )
}
