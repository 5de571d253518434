//! Weights below make the weight above, and those of the first level make 100.

use crate::credible::is_near;
use crate::score::{Member, is_of_form, members, points, printed, printed_points, span};
use crate::{Context, Verdict};
use jiheng_base::evaluation::{Evaluation, Stated};
use jiheng_base::exact::plain;
use jiheng_base::slip::slip;
use jiheng_base::{Decimal, Finding, Level, Place, Role, Unit};
use jiheng_facts::lex::Separator;
use jiheng_facts::score::ScoreItem;
use jiheng_facts::{FigureId, Sentence};

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
    let (told, wrong) = scheme_totals(cx);
    looked |= told;
    findings.extend(wrong);
    for sentence in &cx.facts.sentences {
        if let Some(held) = scheme_of_sentence(cx, sentence) {
            looked = true;
            findings.extend(held);
        }
    }
    Verdict::of_looked(findings, looked)
}

/// 预算执行10分、成本20分、产出40分、效益20分、满意度10分，合计110分: the weights of a scheme told in one sentence and
/// what it says that they make; whether there is one, and what is wrong with it.
fn scheme_totals(cx: &Context) -> (bool, Vec<Finding>) {
    const MIN_PARTS: usize = 3;
    const TOTALS: &[&str] = &["合计", "共计", "总计", "共"];
    let items = &cx.facts.scores.items;
    let told: Vec<&ScoreItem> =
        items.iter().filter(|i| !i.in_table && i.weight.is_some() && i.score.is_none()).collect();
    let sentence = |i: &ScoreItem| i.weight.map(|w| cx.figure(w).sentence);
    let is_total = |i: &ScoreItem| TOTALS.contains(&i.title().as_str());
    let mut looked = false;
    let mut findings = Vec::new();
    for beside in told.chunk_by(|a, b| sentence(a) == sentence(b)) {
        let Some((total, parts)) = beside.split_last().filter(|(t, _)| is_total(t)) else {
            continue;
        };
        let ids: Vec<FigureId> = parts.iter().filter_map(|i| i.weight).collect();
        let Some(total) = total.weight.filter(|_| ids.len() >= MIN_PARTS) else { continue };
        looked = true;
        let sum: Decimal = ids.iter().map(|id| points(cx, *id)).sum();
        if sum == points(cx, total) {
            continue;
        }
        let message = format!("各部分分值之和为{}分，写为合计{}", plain(sum), printed(cx, total));
        let place = span(cx, &[total]);
        findings.push(
            Finding::new("G003", Level::Error, place, message, "核对各部分分值和合计")
                .compare(format!("{}分", plain(sum)), printed(cx, total))
                .using_all(ids.iter().map(|id| span(cx, &[*id])), Role::Input),
        );
    }
    (looked, findings)
}

/// 4个一级指标，分值分别为20分、25分、30分和25分; 预算执行率10分、产出50分、效益30分、满意度10分: the weights of a whole scheme, by what the
/// sentence says or by the four names of a project's.
fn scheme_of_sentence(cx: &Context, sentence: &Sentence) -> Option<Option<Finding>> {
    const MIN_PARTS: usize = 3;
    const NAMES: &[&str] = &["执行", "产出", "效益", "满意"];
    let text = cx.quote(sentence.place);
    if !["权重", "分值"].iter().any(|w| text.contains(w)) {
        return None;
    }
    let main = cx.main_figures_of_text(sentence);
    let runs = main.chunk_by(|_, b| cx.figure(*b).after <= Some(Separator::Item));
    // Scores have decimals, weights that are set have none.
    let is_points = |id: &FigureId| {
        let quantity = cx.figure(*id).quantity;
        quantity.unit == Unit::Points && quantity.decimals == 0
    };
    let run = runs.filter(|r| r.len() >= MIN_PARTS).find(|r| r.iter().all(is_points))?;
    let lead = &cx.figure(run[0]).lead;
    let by_order = text.contains("一级指标")
        && ["权重分别", "分值分别"].iter().any(|w| lead.contains(w))
        && run[1..].iter().all(|id| ["", "和"].contains(&cx.figure(*id).lead.as_str()));
    let named = run.len() == NAMES.len()
        && NAMES.iter().all(|n| run.iter().any(|id| cx.figure(*id).label.contains(n)))
        && !run.iter().any(|id| cx.figure(*id).lead.contains(['得', '扣']));
    let sum: Decimal = run.iter().map(|id| points(cx, *id)).sum();
    let full = Decimal::ONE_HUNDRED;
    if !by_order && !named || !is_near(sum, full) {
        return None;
    }
    let last = run.last().copied()?;
    Some((sum != full).then(|| {
        let place = cx.figure(run[0]).span.join(cx.figure(last).place);
        let message = format!("各一级指标的分值之和为{}分，应为100分", plain(sum));
        Finding::new("G003", Level::Error, place, message, "核对各一级指标的分值")
            .compare("100分", format!("{}分", plain(sum)))
    }))
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
