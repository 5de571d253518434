//! What is missing or contradicts itself.

use super::Fault;
use crate::amount::ten_thousands;
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Budget, Evaluation, Indicator, Kind, Stated, Target};
use jiheng_base::exact::plain;
use jiheng_law::Scheme;
use jiheng_score::{bases, points};

pub(super) fn faults(evaluation: &Evaluation, scheme: &Scheme) -> Vec<Fault> {
    let mut faults = Vec::new();
    if evaluation.unit.is_none() {
        faults.push(Fault::new("evaluation.unit", "请写单位全称"));
    }
    if !evaluation.kind.is_self_evaluation() {
        let kinds = [Kind::DepartmentSelfEvaluation, Kind::ProjectSelfEvaluation];
        let names: Vec<String> =
            kinds.iter().map(|k| format!("{}（{}）", code(k), k.text())).collect();
        faults.push(Fault::new("evaluation.kind", format!("请写 {}", names.join(" 或 "))));
    }
    budget(&mut faults, &evaluation.budget, scheme);
    if evaluation.indicators.is_empty() {
        faults.push(Fault::new("evaluation.indicators", "请至少写一个指标"));
    }
    for (at, indicator) in evaluation.indicators.iter().enumerate() {
        self::indicator(&mut faults, at, indicator, evaluation, scheme);
    }
    weights(&mut faults, evaluation);
    faults
}

/// The kind as the data spells it.
fn code(kind: &Kind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The amounts that the base of the scheme divides, and those that must agree.
fn budget(faults: &mut Vec<Fault>, budget: &Budget, scheme: &Scheme) {
    let base = scheme.execution.base;
    let row = bases(budget).into_iter().find(|row| row.base == base);
    if let Some(Err(missing)) = row.map(|row| row.result) {
        let what = format!("执行率按“{}”计算，{missing}", base.text());
        faults.push(Fault::new("evaluation.budget", what));
    }
    let value = |stated: &Option<Stated<Decimal>>| stated.as_ref().map(|s| s.value);
    let mut agree = |path: &str, told: Option<Decimal>, sum: Option<Decimal>, of: &str| {
        if let (Some(told), Some(sum)) = (told, sum)
            && told != sum
        {
            let what = format!(
                "{}万元，与{of}{}万元不等，请核对",
                ten_thousands(told),
                ten_thousands(sum)
            );
            faults.push(Fault::new(format!("evaluation.budget.{path}"), what));
        }
    };
    let sum =
        |a: &Option<Stated<Decimal>>, b: &Option<Stated<Decimal>>| Some(value(a)? + value(b)?);
    agree(
        "expenditure",
        value(&budget.expenditure),
        sum(&budget.basic, &budget.project),
        "基本支出与项目支出之和",
    );
    let available = sum(&budget.income, &budget.carried_in);
    agree(
        "carried_out",
        value(&budget.carried_out),
        available.zip(value(&budget.expenditure)).map(|(all, spent)| all - spent),
        "本年收入加上年结转减本年支出",
    );
    agree("income_total", value(&budget.income_total), available, "本年收入加上年结转");
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
    let total: Option<Decimal> =
        evaluation.dimensions.iter().map(|d| d.weight.as_ref().map(|w| w.value)).sum();
    match total {
        Some(total) if total != Decimal::ONE_HUNDRED => faults.push(Fault::new(
            "evaluation.dimensions",
            format!("一级指标分值合计为{}，应为100", plain(total)),
        )),
        Some(_) => {}
        None => faults.push(Fault::new("evaluation.dimensions", "有一级指标既没有分值也没有指标")),
    }
}
