//! Rounding once, at the end.

use crate::score::printed_points;
use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Role};
use jiheng_score::{LineKind, Outcome};

pub(super) fn check(cx: &Context) -> Verdict {
    let line = cx
        .reported
        .lines
        .iter()
        .find(|l| l.kind == LineKind::Execution && l.outcome == Outcome::Computed);
    let dimension = cx.evaluation().dimensions.iter().find(|d| d.is_execution);
    let rate = cx.evaluation().budget.reported_rate.as_ref();
    let (Some(line), Some(dimension), Some(rate)) = (line, dimension, rate) else {
        return Verdict::NotApplicable;
    };
    let (Some(claimed), Some(exact), Some(weight)) =
        (dimension.scores.first(), line.computed, line.weight)
    else {
        return Verdict::NotApplicable;
    };
    let near = (claimed.value - exact).abs() <= Decimal::new(5, 1) && claimed.value != exact;
    let Some(place) = claimed.place.filter(|_| near && claimed.value <= weight) else {
        return Verdict::Pass;
    };
    let message =
        format!("执行得分{}分是取整后的结果，按原数计算为{}分", plain(claimed.value), plain(exact));
    let finding = Finding::new(
        "G022",
        Level::Note,
        printed_points(cx, place),
        message,
        "直接用执行数和预算数计算，保留两位小数",
    )
    .compare(format!("{}分", plain(exact)), format!("{}分", plain(claimed.value)))
    .by(line.trace.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join("；"))
    .using_all(rate.place, Role::Input);
    Verdict::of(vec![finding])
}
