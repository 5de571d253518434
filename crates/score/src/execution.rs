//! The execution rate by each base of the law, and the points that it earns.

use jiheng_base::evaluation::{Budget, Yuan};
use jiheng_base::exact::{plain, ratio};
use jiheng_base::{Decimal, round_half_up};
use jiheng_law::Base;
use serde::Serialize;

/// An execution rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Execution {
    /// What was spent, in yuan.
    pub executed: Yuan,
    /// What it is divided by, in yuan.
    pub budget: Yuan,
    /// 1 for 100 %.
    pub rate: Decimal,
    /// How the amounts were found.
    pub how: String,
    /// An amount that the base asks for is missing and another one stands in for it.
    pub stand_in: bool,
}

/// The rate by one base, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BaseRow {
    /// The base.
    pub base: Base,
    /// The rate, or what is missing for it.
    pub result: Result<Execution, String>,
}

/// The rate by every base, the reported one first.
#[must_use]
pub fn bases(budget: &Budget) -> Vec<BaseRow> {
    std::iter::once(Base::Reported)
        .chain(Base::ALL)
        .map(|base| BaseRow { base, result: execution(budget, base) })
        .collect()
}

/// The rate by one base.
///
/// # Errors
/// What is missing, in Chinese.
pub(crate) fn execution(budget: &Budget, base: Base) -> Result<Execution, String> {
    let amount =
        |stated: &Option<jiheng_base::evaluation::Stated<Yuan>>| stated.as_ref().map(|s| s.value);
    let (executed, divisor, how, stand_in) = if base == Base::Reported {
        let divided = amount(&budget.reported_executed).zip(amount(&budget.reported_base));
        let (executed, whole) = divided.ok_or("报告没有写明执行率由哪两个数相除")?;
        (executed, whole, "报告自列的执行数÷预算数".to_owned(), false)
    } else {
        let executed = amount(&budget.expenditure).ok_or("没有本年支出合计")?;
        let carried_in = amount(&budget.carried_in);
        let adjusted = amount(&budget.adjusted)
            .or_else(|| Some(amount(&budget.initial)? + amount(&budget.adjustment)?));
        match base {
            Base::AdjustedWithCarriedIn => {
                let (total, how, stand_in) = with_carried_in(budget, adjusted, carried_in)?;
                (executed, total, how, stand_in)
            }
            Base::Annual => {
                let annual = amount(&budget.annual).ok_or("没有全年预算数")?;
                (executed, annual, "本年支出÷全年预算数".to_owned(), false)
            }
            Base::Adjusted => {
                let adjusted = adjusted.ok_or("没有调整后预算数")?;
                (executed, adjusted, "本年支出÷调整后预算数".to_owned(), false)
            }
            Base::CurrentYear => {
                let carried_in = carried_in.ok_or("没有上年结转数")?;
                let (current, stand_in) = match (adjusted, amount(&budget.income)) {
                    (Some(adjusted), _) => (adjusted, false),
                    (None, Some(income)) => (income, true),
                    (None, None) => return Err("没有调整后预算数".into()),
                };
                let by = if stand_in {
                    "本年收入（代替缺少的调整后预算数）"
                } else {
                    "调整后预算数"
                };
                let how = format!("（本年支出－上年结转，假定结转先用）÷{by}");
                (executed - carried_in, current, how, stand_in)
            }
            Base::Initial => {
                let initial = amount(&budget.initial).ok_or("没有年初预算数")?;
                (executed, initial, "本年支出÷年初预算数".to_owned(), false)
            }
            Base::Reported => return Err("口径重复".into()),
        }
    };
    let rate = ratio(executed, divisor).ok_or("预算数为零")?;
    Ok(Execution { executed, budget: divisor, rate, how, stand_in })
}

fn with_carried_in(
    budget: &Budget,
    adjusted: Option<Yuan>,
    carried_in: Option<Yuan>,
) -> Result<(Yuan, String, bool), String> {
    let amount =
        |stated: &Option<jiheng_base::evaluation::Stated<Yuan>>| stated.as_ref().map(|s| s.value);
    if let Some(annual) = amount(&budget.annual) {
        return Ok((annual, "本年支出÷全年预算数（含上年结转）".into(), false));
    }
    if let (Some(adjusted), Some(carried_in)) = (adjusted, carried_in) {
        return Ok((adjusted + carried_in, "本年支出÷（调整后预算数＋上年结转）".into(), false));
    }
    if let Some(total) = amount(&budget.income_total) {
        return Ok((total, "本年支出÷收入总计（代替缺少的调整后预算数）".into(), true));
    }
    match (amount(&budget.income), carried_in) {
        (Some(income), Some(carried_in)) => {
            let how = "本年支出÷（本年收入＋上年结转，代替缺少的调整后预算数）";
            Ok((income + carried_in, how.into(), true))
        }
        _ => Err("没有调整后预算数或上年结转数".into()),
    }
}

impl Execution {
    /// The rate as a percentage with two decimals.
    #[must_use]
    pub fn percent(&self) -> String {
        format!("{}%", round_half_up(self.rate * Decimal::ONE_HUNDRED, 2))
    }

    /// The division with its amounts in 万元.
    #[must_use]
    pub fn calculation(&self) -> String {
        let wan = |yuan: Yuan| plain(yuan / Decimal::from(10_000));
        format!("{}÷{}＝{}", wan(self.executed), wan(self.budget), self.percent())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiheng_base::evaluation::Stated;

    fn wan(text: &str) -> Option<Stated<Yuan>> {
        Some(Stated::typed(text.parse::<Decimal>().unwrap() * Decimal::from(10_000)))
    }

    #[test]
    fn the_bases_of_a_township() {
        let budget = Budget {
            initial: wan("1333.74"),
            income: wan("4286.67"),
            carried_in: wan("865.18"),
            expenditure: wan("4212.62"),
            reported_base: wan("4286.67"),
            reported_executed: wan("4212.62"),
            ..Budget::default()
        };
        let shown: Vec<String> = bases(&budget)
            .iter()
            .map(|row| row.result.as_ref().map_or_else(|_| "–".into(), Execution::percent))
            .collect();
        assert_eq!(shown, ["98.27%", "81.77%", "–", "–", "78.09%", "315.85%"]);
        assert!(bases(&budget)[1].result.as_ref().is_ok_and(|e| e.stand_in));
    }
}
