//! Which scheme a document is scored by, and why.

use jiheng_base::Decimal;
use jiheng_base::evaluation::{Evaluation, Kind};
use jiheng_law::{Day, Law, SchemeKind, SchemePack};

/// A chosen scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Why, for the user.
    pub reason: String,
    /// Nothing in the document points to it; it is the national one.
    pub is_default: bool,
}

/// Chooses by the names and weights of the dimensions first, then by the words that name a region.
#[must_use]
pub fn choose(evaluation: &Evaluation, text: &str, law: &Law, day: Day) -> Choice {
    let kind = match evaluation.kind {
        Kind::ProjectSelfEvaluation => SchemeKind::Project,
        _ => SchemeKind::Department,
    };
    let mut best: Option<(u32, &SchemePack, String)> = None;
    for pack in &law.schemes {
        let (by_shape, shape) = shape_points(evaluation, pack, day);
        let region = pack.regions.iter().find(|r| text.contains(r.as_str()));
        let by_region = if region.is_some() { 2 } else { 0 };
        let by_kind = u32::from(pack.kinds.contains(&kind));
        if by_shape + by_region == 0 {
            continue;
        }
        let points = by_shape * 4 + by_region + by_kind;
        if best.as_ref().is_none_or(|(most, ..)| points > *most) {
            let region = region.map(|r| format!("文中有“{r}”"));
            let reason = [shape, region].into_iter().flatten().collect::<Vec<_>>().join("；");
            best = Some((points, pack, reason));
        }
    }
    match best {
        Some((_, pack, reason)) => Choice { id: pack.id.clone(), reason, is_default: false },
        None => {
            let id = law.schemes.first().map_or_else(String::new, |s| s.id.clone());
            Choice {
                id, reason: "文中没有可以判断的线索，按全国方案".into(), is_default: true
            }
        }
    }
}

/// How well the dimensions of the document answer to those of a scheme.
fn shape_points(evaluation: &Evaluation, pack: &SchemePack, day: Day) -> (u32, Option<String>) {
    let scheme = pack.at(day);
    let dimensions = &evaluation.dimensions;
    if dimensions.is_empty() {
        return (0, None);
    }
    let weight = |at: usize| {
        dimensions[at].weight.as_ref().map(|w| w.value).or_else(|| rest(evaluation, at))
    };
    let (mut named, mut weighed, mut contradicts) = (0_u32, 0_u32, false);
    for (at, dimension) in dimensions.iter().enumerate() {
        let known = scheme.dimension(&dimension.name);
        let known = known
            .or_else(|| scheme.dimensions.iter().find(|d| d.execution && dimension.is_execution));
        let Some(known) = known else { continue };
        named += 1;
        match (known.weight, weight(at)) {
            (Some(law), Some(printed)) if law == printed => weighed += 1,
            (Some(_), Some(_)) => contradicts = true,
            _ => {}
        }
    }
    let all = usize::try_from(named).is_ok_and(|n| n == dimensions.len());
    if !all || contradicts || weighed == 0 {
        return (0, None);
    }
    let told: Vec<String> = dimensions
        .iter()
        .enumerate()
        .map(|(at, d)| {
            format!(
                "{}{}",
                d.name,
                weight(at).map_or_else(String::new, |w| w.normalize().to_string())
            )
        })
        .collect();
    (1 + weighed, Some(format!("一级指标为{}", told.join("、"))))
}

/// What the other dimensions leave of 100, by their weights or, where they claim full points, by
/// those.
fn rest(evaluation: &Evaluation, at: usize) -> Option<Decimal> {
    let others = evaluation.dimensions.iter().enumerate().filter(|(i, _)| *i != at);
    let sum: Option<Decimal> =
        others.map(|(_, d)| d.weight.as_ref().or(d.scores.first()).map(|w| w.value)).sum();
    let rest = Decimal::ONE_HUNDRED - sum?;
    (rest > Decimal::ZERO && rest.is_integer()).then_some(rest)
}
