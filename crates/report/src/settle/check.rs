//! What is missing or contradicts itself.

use super::{Fault, money};
use crate::Submission;
use crate::xlsx::entry::layout::OPERATORS;
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Actual, Evaluation, Indicator, Kind, Target};
use jiheng_base::exact::plain;
use jiheng_base::formula::Operator;
use jiheng_law::{Scheme, SchemeKind, SchemePack};
use jiheng_score::points;
use std::ops::RangeInclusive;

/// Years of which somebody may evaluate the budget.
const YEARS: RangeInclusive<u16> = 2000..=2100;

pub(super) fn faults(submission: &Submission, scheme: &Scheme, pack: &SchemePack) -> Vec<Fault> {
    let evaluation = &submission.evaluation;
    let mut faults = Vec::new();
    subject(&mut faults, submission, pack);
    faults.extend(money::faults(&evaluation.budget, scheme));
    if evaluation.indicators.is_empty() {
        faults.push(Fault::new("evaluation.indicators", "请至少写一个指标"));
    }
    for (at, indicator) in evaluation.indicators.iter().enumerate() {
        self::indicator(&mut faults, at, indicator, evaluation, scheme);
    }
    if !evaluation.indicators.is_empty() {
        weights(&mut faults, evaluation);
    }
    faults
}

/// Who evaluates what.
fn subject(faults: &mut Vec<Fault>, submission: &Submission, pack: &SchemePack) {
    let evaluation = &submission.evaluation;
    if evaluation.unit.as_ref().is_none_or(|u| u.value.trim().is_empty()) {
        faults.push(Fault::new("evaluation.unit", "请写单位全称"));
    }
    if let Some(year) = evaluation.year.as_ref().map(|y| y.value).filter(|y| !YEARS.contains(y)) {
        let what = format!("评价年度写的是{year}，应为四位数，如 2025");
        faults.push(Fault::new("evaluation.year", what));
    }
    let kind = match evaluation.kind {
        Kind::DepartmentSelfEvaluation => Some(SchemeKind::Department),
        Kind::ProjectSelfEvaluation => Some(SchemeKind::Project),
        _ => None,
    };
    match kind {
        None => {
            let kinds = [Kind::DepartmentSelfEvaluation, Kind::ProjectSelfEvaluation];
            let names: Vec<String> =
                kinds.iter().map(|k| format!("{}（{}）", code(k), k.text())).collect();
            faults.push(Fault::new("evaluation.kind", format!("请写 {}", names.join(" 或 "))));
        }
        Some(kind) if !pack.kinds.contains(&kind) => {
            let what = format!("方案“{}”不用于{}，请换方案", pack.title, evaluation.kind.text());
            faults.push(Fault::new("scheme", what));
        }
        Some(_) => {}
    }
    let told = evaluation.project.as_ref().map(|p| &p.value);
    if let (Some(told), Some(named)) = (told, &submission.words.project)
        && told != named
    {
        let what = format!("写的是“{named}”，evaluation.project 是“{told}”，请改成一致");
        faults.push(Fault::new("words.project", what));
    }
}

/// The kind as the data spells it.
fn code(kind: &Kind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn indicator(
    faults: &mut Vec<Fault>,
    at: usize,
    indicator: &Indicator,
    evaluation: &Evaluation,
    scheme: &Scheme,
) {
    let path = |field: &str| format!("evaluation.indicators[{at}].{field}");
    let title = indicator.title();
    if title.is_empty() {
        faults.push(Fault::new(path("names"), "请写三级指标名称"));
    }
    let earlier = evaluation.indicators.iter().take(at);
    let mut same = earlier.filter(|i| i.title() == title && i.dimension == indicator.dimension);
    if !title.is_empty() && same.next().is_some() {
        faults.push(Fault::new(path("names"), format!("“{title}”写了两次，请合并或改名")));
    }
    if let Some((field, what)) = mismatch(indicator) {
        faults.push(Fault::new(path(field), format!("“{title}”{what}")));
    }
    let known = |name: &str| evaluation.dimensions.iter().any(|d| d.name == name);
    match indicator.dimension.as_deref() {
        Some(name) if known(name) => {}
        Some(name) => {
            let names: Vec<&str> = evaluation.dimensions.iter().map(|d| d.name.as_str()).collect();
            let what = format!("没有一级指标“{name}”，可用：{}", names.join("、"));
            faults.push(Fault::new(path("dimension"), what));
        }
        None => faults.push(Fault::new(path("dimension"), "请写所属的一级指标")),
    }
    let Some(weight) = indicator.weight.as_ref().map(|w| w.value) else {
        faults.push(Fault::new(path("weight"), format!("“{title}”没有分值")));
        return;
    };
    if weight <= Decimal::ZERO {
        faults.push(Fault::new(path("weight"), format!("“{title}”的分值应大于零")));
    }
    let claimed = indicator.score.as_ref().map(|s| s.value);
    if let Some(score) = claimed.filter(|s| *s > weight || s.is_sign_negative()) {
        let what = format!("“{title}”得{}分，应在0到分值{}之间", plain(score), plain(weight));
        faults.push(Fault::new(path("score"), what));
    }
    let scored = match points(indicator, scheme) {
        Ok(given) => Some(given.points),
        Err(unable) => {
            let is_words =
                matches!(indicator.target.as_ref().map(|t| &t.value), Some(Target::Words(_)));
            let (field, what) = match (indicator.target.is_some(), indicator.actual.is_some()) {
                (false, _) => ("target", "请写年度指标值"),
                (_, false) => ("actual", "请写实际完成值"),
                _ if is_words => ("score", "定性指标，请写评定的得分"),
                _ => ("score", unable.0.as_str()),
            };
            if claimed.is_none() || field != "score" {
                faults.push(Fault::new(path(field), format!("“{title}”{what}")));
            }
            claimed
        }
    };
    if scored.is_some_and(|s| s < weight) && indicator.reason.is_none() {
        let what = format!("“{title}”没有得满分，请写偏差原因和改进措施");
        faults.push(Fault::new(path("reason"), what));
    }
}

/// Words where a number belongs.
fn mismatch(indicator: &Indicator) -> Option<(&'static str, String)> {
    let target = indicator.target.as_ref().map(|t| &t.value)?;
    match (target, indicator.actual.as_ref().map(|a| &a.value)) {
        (Target::Quantity { unit, .. }, Some(Actual::Words(words))) => {
            let what = format!("的指标值是数字，完成值“{words}”也应写数字，单位同为“{unit}”");
            Some(("actual", what))
        }
        (Target::Words(words), _) if is_measure(words) => {
            let what = format!("的指标值“{words}”是数字，请分开写计算符号、数和单位");
            Some(("target", what))
        }
        _ => None,
    }
}

/// ≥98%, ＝12公里
fn is_measure(words: &str) -> bool {
    let rest = words.trim().strip_prefix(|first: char| {
        let is_sign = |(operator, sign): &(Operator, &str)| {
            sign.starts_with(first) || operator.sign().starts_with(first)
        };
        OPERATORS.iter().any(is_sign)
    });
    rest.is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// The weights of the indicators make those of their dimensions, and these make 100.
fn weights(faults: &mut Vec<Fault>, evaluation: &Evaluation) {
    for (at, dimension) in evaluation.dimensions.iter().enumerate() {
        let Some(weight) = dimension.weight.as_ref().map(|w| w.value) else { continue };
        let own = || {
            evaluation.indicators.iter().filter(|i| i.dimension.as_ref() == Some(&dimension.name))
        };
        let sum: Option<Decimal> = own().map(|i| i.weight.as_ref().map(|w| w.value)).sum();
        let Some(sum) = sum.filter(|_| own().next().is_some()) else { continue };
        if sum != weight {
            let what = format!(
                "“{}”分值{}，下属指标分值之和为{}，请调整",
                dimension.name,
                plain(weight),
                plain(sum)
            );
            faults.push(Fault::new(format!("evaluation.dimensions[{at}].weight"), what));
        }
    }
    let mut total = Decimal::ZERO;
    for (at, dimension) in evaluation.dimensions.iter().enumerate() {
        let Some(weight) = dimension.weight.as_ref().map(|w| w.value) else {
            let what = format!("“{}”没有分值，请写分值或它的指标", dimension.name);
            faults.push(Fault::new(format!("evaluation.dimensions[{at}].weight"), what));
            return;
        };
        total += weight;
    }
    if total != Decimal::ONE_HUNDRED {
        let what = format!("一级指标分值合计为{}，应为100", plain(total));
        faults.push(Fault::new("evaluation.dimensions", what));
    }
}
