//! Of two indicators of equal weight that both miss their target, the better one earns no less.

use crate::score::item_of_weight;
use crate::{Context, Verdict};
use jiheng_base::evaluation::{Actual, Evaluation, Indicator, Target};
use jiheng_base::exact::{plain, ratio};
use jiheng_base::{Decimal, Finding, Level, Place, Role, round_half_up};
use jiheng_facts::table::ColumnKind;

/// Completion rates closer than this may be rounded to the same points.
const NEAR: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for evaluation in cx.evaluations() {
        let missed = missed(cx, evaluation);
        looked |= missed.len() > 1;
        findings.extend(worst(&missed).map(|(better, worse)| finding(better, worse)));
    }
    Verdict::of_looked(findings, looked)
}

/// An indicator that misses its target.
struct Missed<'a> {
    indicator: &'a Indicator,
    weight: Decimal,
    rate: Decimal,
    score: Decimal,
    place: Place,
}

fn missed<'a>(cx: &Context, evaluation: &'a Evaluation) -> Vec<Missed<'a>> {
    evaluation.indicators.iter().filter_map(|i| one(cx, i)).collect()
}

fn one<'a>(cx: &Context, indicator: &'a Indicator) -> Option<Missed<'a>> {
    let item = item_of_weight(cx, indicator).filter(|i| i.form.is_some())?;
    let (side, _) = cx.facts.row_of(item.weight?)?;
    let Target::Quantity { operator, value, .. } = &indicator.target.as_ref()?.value else {
        return None;
    };
    let Actual::Quantity(actual) = indicator.actual.as_ref()?.value else { return None };
    let has_standard = side.columns_of(ColumnKind::Standard).next().is_some();
    if has_standard || operator.is_reverse() || operator.holds(actual, *value) {
        return None;
    }
    let score = indicator.score.as_ref()?;
    Some(Missed {
        indicator,
        weight: indicator.weight.as_ref()?.value,
        rate: ratio(actual, *value)?,
        score: score.value,
        place: score.place?,
    })
}

/// The pair that lies furthest apart, the better one first.
fn worst<'a>(missed: &'a [Missed<'a>]) -> Option<(&'a Missed<'a>, &'a Missed<'a>)> {
    let pairs = missed.iter().flat_map(|a| missed.iter().map(move |b| (a, b)));
    pairs
        .filter(|(a, b)| a.weight == b.weight && a.rate > b.rate + NEAR && a.score < b.score)
        .max_by_key(|(a, b)| a.rate - b.rate)
}

fn finding(better: &Missed, worse: &Missed) -> Finding {
    let percent =
        |rate: Decimal| format!("{}%", plain(round_half_up(rate * Decimal::ONE_HUNDRED, 1)));
    let message = format!(
        "分值同为{}分，“{}”完成{}得{}分，“{}”完成{}却得{}分",
        plain(better.weight),
        better.indicator.title(),
        percent(better.rate),
        plain(better.score),
        worse.indicator.title(),
        percent(worse.rate),
        plain(worse.score)
    );
    let action = "按同一条规则重算各指标得分，另有标准的在表中写明";
    Finding::new("G033", Level::Doubt, better.place, message, action).using(
        worse.place,
        Role::Against,
        "完成得少",
    )
}
