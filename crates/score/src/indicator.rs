//! The points of one indicator.

use jiheng_base::evaluation::{Actual, Indicator, Target};
use jiheng_base::exact::plain;
use jiheng_base::formula::{Formula, Operator, PartStep, Rung};
use jiheng_base::{Decimal, round_half_up};
use jiheng_law::Scheme;
use jiheng_law::scheme::{EqualPolicy, ReverseFormula};

/// Points that a formula gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The points, rounded as the scheme says.
    pub points: Decimal,
    /// The points before rounding.
    pub exact: Decimal,
    /// How they came about, with the numbers.
    pub how: String,
    /// The article.
    pub basis: String,
    /// The value lies over the target by more than the scheme lets pass without a reason.
    pub over_target: bool,
}

/// Why an indicator cannot be calculated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unable(pub String);

/// The points of an indicator by its own printed standard, by a formula that the scheme has for its
/// name, or by the rule of the scheme for numbers.
///
/// # Errors
/// [`Unable`] with what is missing.
pub fn points(indicator: &Indicator, scheme: &Scheme) -> Result<Given, Unable> {
    let weight = indicator.weight.as_ref().ok_or_else(|| unable("没有分值"))?.value;
    let actual = match indicator.actual.as_ref().map(|a| &a.value) {
        Some(Actual::Quantity(actual)) => Some(*actual),
        _ => None,
    };
    let own = scheme.indicators.iter().find(|i| i.name == indicator.title());
    let formula = indicator.formula.as_ref().map(|f| (f, String::new()));
    let formula = formula.or_else(|| own.map(|i| (&i.formula, i.basis.clone())));
    let given = match (formula, indicator.target.as_ref().map(|t| &t.value), actual) {
        (Some((formula, basis)), target, actual) if !matches!(formula, Formula::Ratio) => {
            let _ = target;
            let (points, how) = by_formula(formula, weight, actual)?;
            Given { points, exact: points, how, basis, over_target: false }
        }
        (_, Some(Target::Quantity { operator, value, unit }), Some(actual)) => {
            by_target(weight, *operator, *value, unit, actual, scheme)
        }
        // 按比例计分 without a target: in proportion to the rate itself.
        (Some(_), None, Some(rate)) => {
            let points = weight * rate / Decimal::ONE_HUNDRED;
            let how = format!("{}×{}%", plain(weight), plain(rate));
            Given { points, exact: points, how, basis: String::new(), over_target: false }
        }
        (_, Some(Target::Words(_)), _) => return Err(unable("定性指标，由人评定档次")),
        (_, None, _) => return Err(unable("没有年初目标值")),
        (_, Some(_), None) => return Err(unable("没有实际完成值")),
    };
    Ok(bounded(given, weight, scheme))
}

fn unable(what: &str) -> Unable {
    Unable(what.to_owned())
}

/// Between zero and, where the scheme caps, the weight; rounded as it says.
fn bounded(mut given: Given, weight: Decimal, scheme: &Scheme) -> Given {
    let mut points = given.points.max(Decimal::ZERO);
    if scheme.quantitative.cap && points > weight {
        points = weight;
        given.how.push_str("，以分值为上限");
    }
    given.exact = points;
    given.points = round_half_up(points, scheme.rounding.digits);
    given
}

fn by_target(
    weight: Decimal,
    operator: Operator,
    target: Decimal,
    unit: &str,
    actual: Decimal,
    scheme: &Scheme,
) -> Given {
    let rule = &scheme.quantitative;
    let told =
        format!("完成值{}{unit}，目标{}{}{unit}", plain(actual), operator.sign(), plain(target));
    let reached = operator.holds(actual, target)
        || operator == Operator::Equal && rule.equal == EqualPolicy::AtLeast && actual > target;
    let alert = target * (Decimal::ONE + rule.over_target_alert / Decimal::ONE_HUNDRED);
    let over_target = !operator.is_reverse() && target > Decimal::ZERO && actual > alert;
    let basis = rule.basis.clone();
    if reached {
        return Given {
            points: weight,
            exact: weight,
            how: format!("{told}，已达到，得全部分值"),
            basis,
            over_target,
        };
    }
    let short = !operator.is_reverse() && actual < target;
    let (points, ratio) = match (short, rule.reverse) {
        _ if target.is_zero() || actual.is_zero() && !short => {
            (Decimal::ZERO, "目标为零而未达到".to_owned())
        }
        (true, _) => (
            weight * actual / target,
            format!("{}×{}÷{}", plain(weight), plain(actual), plain(target)),
        ),
        (false, ReverseFormula::TargetOverActual) => (
            weight * target / actual,
            format!("{}×{}÷{}", plain(weight), plain(target), plain(actual)),
        ),
        (false, ReverseFormula::Linear) => {
            let over = (actual - target) / target;
            (weight * (Decimal::ONE - over), format!("{}×（1－超出目标的比例）", plain(weight)))
        }
    };
    Given {
        points, exact: points, how: format!("{told}，未达到：{ratio}"), basis, over_target
    }
}

fn by_formula(
    formula: &Formula,
    weight: Decimal,
    actual: Option<Decimal>,
) -> Result<(Decimal, String), Unable> {
    let value = || actual.ok_or_else(|| unable("没有实际值"));
    match formula {
        Formula::Share { share } => {
            let percent = plain(*share * Decimal::ONE_HUNDRED);
            Ok((weight * share, format!("{}×{percent}%", plain(weight))))
        }
        Formula::Ladder { rungs } => Ok(ladder(rungs, value()?)),
        Formula::DeductPerPoint { limit, step, points, part, below } => {
            let beyond = if *below { *limit - value()? } else { value()? - *limit };
            let (points, how) = deduct(weight, beyond, *step, *points, *part);
            Ok((points, format!("{}{how}", if *below { "低出" } else { "超出" })))
        }
        Formula::Checklist { points } => {
            let met = value()?;
            Ok((*points * met, format!("{}项×{}分", plain(met), plain(*points))))
        }
        Formula::Ratio => Err(unable("没有年初目标值")),
        Formula::Manual => Err(unable("由人评定")),
    }
}

fn ladder(rungs: &[Rung], value: Decimal) -> (Decimal, String) {
    let rung = rungs.iter().find(|r| r.operator.holds(value, r.bound));
    match rung {
        Some(r) => {
            let step = format!("{}{}%", r.operator.sign(), plain(r.bound));
            (r.points, format!("{}%落在{step}一档，得{}分", plain(value), plain(r.points)))
        }
        None => (Decimal::ZERO, format!("{}%不在任何得分档内，得0分", plain(value))),
    }
}

fn deduct(
    weight: Decimal,
    beyond: Decimal,
    step: Decimal,
    points: Decimal,
    part: PartStep,
) -> (Decimal, String) {
    let beyond = beyond.max(Decimal::ZERO);
    let steps = beyond.checked_div(step).unwrap_or(Decimal::ZERO);
    let counted = match part {
        PartStep::Ignored => steps.floor(),
        PartStep::Full => steps.ceil(),
        PartStep::Proportional => steps,
    };
    let off = counted * points;
    let how = format!(
        "{}，计{}个扣分单位，每个扣{}分，{}－{}",
        plain(beyond),
        plain(round_half_up(counted, 4)),
        plain(points),
        plain(weight),
        plain(off)
    );
    (weight - off, how)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiheng_base::evaluation::Stated;
    use jiheng_law::{Day, Law};

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn scheme(id: &str) -> Scheme {
        Law::builtin().unwrap().scheme(id).unwrap().at(Day::end_of(2023))
    }

    fn indicator(weight: &str, operator: Operator, target: &str, actual: &str) -> Indicator {
        Indicator {
            dimension: None,
            category: None,
            names: Vec::new(),
            target: Some(Stated::typed(Target::Quantity {
                operator,
                value: d(target),
                unit: String::new(),
            })),
            actual: Some(Stated::typed(Actual::Quantity(d(actual)))),
            actual_year: None,
            weight: Some(Stated::typed(d(weight))),
            score: None,
            formula: None,
            reason: None,
        }
    }

    fn given(id: &str, weight: &str, operator: Operator, target: &str, actual: &str) -> String {
        plain(points(&indicator(weight, operator, target, actual), &scheme(id)).unwrap().points)
    }

    #[test]
    fn numbers_are_scored_by_the_rule() {
        use Operator::{Above, AtLeast, AtMost, Below, Equal};
        assert_eq!(given("mof2020", "6", AtLeast, "98", "97.2"), "5.95");
        assert_eq!(given("mof2020", "5", AtLeast, "10", "11"), "5");
        assert_eq!(given("hubei", "18", AtMost, "10", "10"), "18");
        assert_eq!(given("hubei", "18", AtMost, "10", "12"), "15");
        assert_eq!(given("pmkpi", "18", AtMost, "10", "12"), "14.4");
        assert_eq!(given("pmkpi", "18", AtMost, "10", "20"), "0");
        assert_eq!(given("mof2020", "5", AtMost, "0", "0"), "5");
        assert_eq!(given("mof2020", "5", AtMost, "0", "1"), "0");
        assert_eq!(given("mof2020", "5", AtLeast, "0", "0"), "5");
        assert_eq!(given("mof2020", "4", Equal, "8", "10"), "3.2");
        assert_eq!(given("mof2020", "4", Above, "10", "10"), "4");
        assert_eq!(given("mof2020", "4", Below, "10", "10"), "4");
    }

    #[test]
    fn over_the_target_is_told() {
        let over =
            points(&indicator("5", Operator::AtLeast, "10", "14"), &scheme("mof2020")).unwrap();
        assert!(over.over_target);
        let near =
            points(&indicator("5", Operator::AtLeast, "10", "13"), &scheme("mof2020")).unwrap();
        assert!(!near.over_target);
    }

    #[test]
    fn standards_are_applied() {
        let mut staff = indicator("5", Operator::AtMost, "100", "102.14");
        staff.names = vec![Stated::typed("在职人员控制率".into())];
        let yueyang = scheme("hunan_yueyang");
        assert_eq!(plain(points(&staff, &yueyang).unwrap().points), "4");
        let mut adjusted = indicator("3", Operator::AtMost, "0", "2.38");
        adjusted.names = vec![Stated::typed("预算调整率".into())];
        assert_eq!(plain(points(&adjusted, &yueyang).unwrap().points), "2");
        adjusted.formula = Some(Formula::Share { share: d("0.9") });
        assert_eq!(plain(points(&adjusted, &yueyang).unwrap().points), "2.7");
    }
}
