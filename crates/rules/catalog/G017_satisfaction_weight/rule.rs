//! The weight of satisfaction, where the scheme leaves it open.

use crate::score::printed_points;
use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level};
use jiheng_law::Day;

pub(super) fn check(cx: &Context) -> Verdict {
    let dimension = cx.evaluation().dimensions.iter().find(|d| d.name.contains("满意"));
    let national = cx.law.schemes.first().map(|s| s.at(Day::end_of(cx.year().unwrap_or(2099))));
    let usual = national.as_ref().and_then(|s| s.dimension("满意度指标")).and_then(|d| d.weight);
    let (Some(dimension), Some(usual)) = (dimension, usual) else { return Verdict::NotApplicable };
    let fixed = cx.scheme.dimension(&dimension.name).is_some_and(|d| d.weight.is_some());
    // Without a printed weight, full points stand for it.
    let stated = dimension.weight.as_ref().or(dimension.scores.first());
    let Some(stated) = stated.filter(|_| !fixed) else { return Verdict::NotApplicable };
    let Some(place) = dimension.scores.first().or(Some(stated)).and_then(|s| s.place) else {
        return Verdict::NotApplicable;
    };
    if stated.value < usual * Decimal::TWO {
        return Verdict::Pass;
    }
    let message =
        format!("满意度{}分，高于全国项目自评常用的{}分", plain(stated.value), plain(usual));
    let action = "按所用方案核对满意度分值；方案允许自定的说明理由";
    Verdict::of(vec![Finding::new(
        "G017",
        Level::Doubt,
        printed_points(cx, place),
        message,
        action,
    )])
}
