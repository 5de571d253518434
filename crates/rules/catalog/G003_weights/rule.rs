//! Weights below make the weight above, and those of the first level make 100.

use crate::score::{members, printed_points};
use crate::{Context, Verdict};
use jiheng_base::evaluation::Stated;
use jiheng_base::exact::plain;
use jiheng_base::slip::slip;
use jiheng_base::{Decimal, Finding, Level, Place, Role};

pub(super) fn check(cx: &Context) -> Verdict {
    let dimensions = &cx.evaluation().dimensions;
    let mut looked = false;
    let mut findings = Vec::new();
    for dimension in dimensions {
        let members = members(cx, dimension);
        let Some(weight) = dimension.weight.as_ref().filter(|_| members.len() > 1) else {
            continue;
        };
        looked = true;
        let sum: Decimal = members.iter().map(|m| m.weight).sum();
        if sum > weight.value {
            let places: Vec<Place> = members.iter().filter_map(|m| m.weight_place).collect();
            let part = members
                .iter()
                .find(|m| slip(m.weight, m.weight - (sum - weight.value), 1).is_some());
            let single = members
                .iter()
                .filter(|m| slip(m.weight, m.weight - (sum - weight.value), 1).is_some())
                .count()
                == 1;
            let at = part.filter(|_| single).and_then(|m| m.weight_place).or(weight.place);
            findings.extend(at.map(|at| over(cx, &dimension.name, weight, sum, at, &places)));
        }
    }
    let weights: Vec<&Stated<Decimal>> =
        dimensions.iter().filter_map(|d| d.weight.as_ref()).collect();
    if weights.len() > 1 && weights.len() == dimensions.len() {
        looked = true;
        findings.extend(not_hundred(cx, &weights));
    }
    Verdict::of_looked(findings, looked)
}

fn over(
    cx: &Context,
    name: &str,
    weight: &Stated<Decimal>,
    sum: Decimal,
    at: Place,
    parts: &[Place],
) -> Finding {
    let message =
        format!("“{name}”分值{}分，下面的指标分值共{}分", plain(weight.value), plain(sum));
    Finding::new(
        "G003",
        Level::Error,
        printed_points(cx, at),
        message,
        "调整分值，使下级之和等于上级",
    )
    .compare(format!("{}分", plain(weight.value)), format!("{}分", plain(sum)))
    .using_all(parts.iter().map(|p| printed_points(cx, *p)), Role::Input)
}

fn not_hundred(cx: &Context, weights: &[&Stated<Decimal>]) -> Option<Finding> {
    let sum: Decimal = weights.iter().map(|w| w.value).sum();
    let places: Vec<Place> =
        weights.iter().filter_map(|w| w.place).map(|p| printed_points(cx, p)).collect();
    let first = *places.first()?;
    let wrong = sum != Decimal::ONE_HUNDRED;
    wrong.then(|| {
        let terms: Vec<String> = weights.iter().map(|w| plain(w.value)).collect();
        let message = format!("一级指标分值合计{}分，应为100分", plain(sum));
        Finding::new("G003", Level::Error, first, message, "调整一级指标分值，使合计为100")
            .compare("100分", format!("{}分", plain(sum)))
            .by(format!("{}＝{}", terms.join("＋"), plain(sum)))
            .using_all(places[1..].iter().copied(), Role::Input)
    })
}
