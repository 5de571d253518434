//! Weights below make the weight above, and those of the first level make 100.

use crate::credible::is_near;
use crate::score::{Member, is_of_form, members, points, printed, printed_points, span};
use crate::{Context, Verdict};
use jiheng_base::evaluation::{Evaluation, Stated};
use jiheng_base::exact::plain;
use jiheng_base::slip::slip;
use jiheng_base::{Decimal, Finding, Level, Place, Role};
use jiheng_facts::FigureId;
use jiheng_facts::score::ScoreItem;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for evaluation in cx.evaluations() {
        for dimension in &evaluation.dimensions {
            let members = members(cx, evaluation, dimension);
            let Some(weight) = dimension.weight.as_ref().filter(|_| members.len() > 1) else {
                continue;
            };
            looked = true;
            findings.extend(uneven(cx, &dimension.name, weight, &members));
        }
        let all = all_weights(cx, evaluation);
        if all.len() > 1 {
            looked = true;
            findings.extend(not_hundred(cx, &all));
        }
    }
    findings.extend(wrong_totals(cx));
    Verdict::of_looked(findings, looked)
}

/// 预算执行10分、成本20分、产出40分、效益20分、满意度10分，合计110分: the weights of a scheme told in one sentence and
/// what it says that they make.
fn wrong_totals<'a>(cx: &'a Context) -> impl Iterator<Item = Finding> + 'a {
    const MIN_PARTS: usize = 3;
    const TOTALS: &[&str] = &["合计", "共计", "总计", "共"];
    let items = &cx.facts.scores.items;
    let told: Vec<&ScoreItem> =
        items.iter().filter(|i| !i.in_table && i.weight.is_some() && i.score.is_none()).collect();
    let sentence = |i: &ScoreItem| i.weight.map(|w| cx.figure(w).sentence);
    let is_total = |i: &&ScoreItem| TOTALS.contains(&i.title().as_str());
    told.chunk_by(|a, b| sentence(a) == sentence(b))
        .filter_map(|beside| {
            let [parts @ .., total] = beside else { return None };
            let total = is_total(&total).then_some(total.weight)??;
            let ids: Vec<FigureId> = parts.iter().filter_map(|i| i.weight).collect();
            let sum: Decimal = ids.iter().map(|id| points(cx, *id)).sum();
            let is_told = ids.len() >= MIN_PARTS && !parts.iter().any(|i| is_total(i));
            (is_told && sum != points(cx, total)).then(|| {
                let message =
                    format!("各部分分值之和为{}分，写为合计{}", plain(sum), printed(cx, total));
                Finding::new(
                    "G003",
                    Level::Error,
                    span(cx, &[total]),
                    message,
                    "核对各部分分值和合计",
                )
                .compare(format!("{}分", plain(sum)), printed(cx, total))
                .using_all(ids.iter().map(|id| span(cx, &[*id])), Role::Input)
            })
        })
        .collect::<Vec<_>>()
        .into_iter()
}

/// Weights that are far from what they should make are likelier read amiss than set so.
fn level_of_weights(sum: Decimal, expected: Decimal) -> Level {
    if is_near(sum, expected) { Level::Error } else { Level::Doubt }
}

/// The weights of all dimensions; of one without a weight of its own, those of its indicators in a
/// form. None when one is not known.
fn all_weights(cx: &Context, evaluation: &Evaluation) -> Vec<Stated<Decimal>> {
    let mut all = Vec::new();
    for dimension in &evaluation.dimensions {
        if let Some(weight) = &dimension.weight {
            all.push(weight.clone());
            continue;
        }
        let members = members(cx, evaluation, dimension);
        if !is_of_form(cx, &members) {
            return Vec::new();
        }
        all.extend(members.iter().map(|m| Stated { value: m.weight, place: m.weight_place }));
    }
    all
}

/// The weights below exceed the one above, or in a form do not make it.
fn uneven(
    cx: &Context,
    name: &str,
    weight: &Stated<Decimal>,
    members: &[Member],
) -> Option<Finding> {
    let sum: Decimal = members.iter().map(|m| m.weight).sum();
    let wrong = sum > weight.value || sum < weight.value && is_of_form(cx, members);
    if !wrong {
        return None;
    }
    let places: Vec<Place> = members.iter().filter_map(|m| m.weight_place).collect();
    let slips: Vec<&Member> = members
        .iter()
        .filter(|m| slip(m.weight, m.weight - (sum - weight.value), 1).is_some())
        .collect();
    let single = match slips.as_slice() {
        [only] => only.weight_place,
        _ => None,
    };
    Some(over(cx, name, weight, sum, single.or(weight.place)?, &places))
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
        level_of_weights(sum, weight.value),
        printed_points(cx, at),
        message,
        "调整分值，使下级之和等于上级",
    )
    .compare(format!("{}分", plain(weight.value)), format!("{}分", plain(sum)))
    .using_all(parts.iter().map(|p| printed_points(cx, *p)), Role::Input)
}

fn not_hundred(cx: &Context, weights: &[Stated<Decimal>]) -> Option<Finding> {
    let sum: Decimal = weights.iter().map(|w| w.value).sum();
    let places: Vec<Place> =
        weights.iter().filter_map(|w| w.place).map(|p| printed_points(cx, p)).collect();
    let first = *places.first()?;
    let wrong = sum != Decimal::ONE_HUNDRED;
    wrong.then(|| {
        let terms: Vec<String> = weights.iter().map(|w| plain(w.value)).collect();
        let message = format!("分值合计{}分，应为100分", plain(sum));
        Finding::new(
            "G003",
            level_of_weights(sum, Decimal::ONE_HUNDRED),
            first,
            message,
            "调整分值，使合计为100",
        )
        .compare("100分", format!("{}分", plain(sum)))
        .by(format!("{}＝{}", terms.join("＋"), plain(sum)))
        .using_all(places[1..].iter().copied(), Role::Input)
    })
}
