//! Figures and indicators beside those of the year before.

use crate::engine::{LastIndicator, LastYear, letters};
use crate::form::{Fields, label};
use jiheng_base::Decimal;
use jiheng_base::exact::{plain, round_half_up};
use jiheng_report::entry::layout::{FURTHER_AMOUNTS, MAIN_AMOUNTS};

pub(crate) struct CompareLine {
    pub(crate) name: String,
    pub(crate) now: String,
    pub(crate) last: String,
    /// What was added or taken away; empty where it cannot be said.
    pub(crate) change: String,
}

/// A line for each figure of either year, then one for each indicator.
pub(super) fn compare(now: &LastYear, last: &LastYear) -> Vec<CompareLine> {
    let mut lines: Vec<CompareLine> = Vec::new();
    for amount in MAIN_AMOUNTS.iter().chain(&FURTHER_AMOUNTS) {
        let path = format!("budget.{}", amount.field);
        let name = format!("{}（万元）", label(&path, &Fields::new()));
        lines.extend(line(name, now.amounts.get(&path), last.amounts.get(&path), share));
    }
    lines.extend(line("执行率".into(), now.rate.as_ref(), last.rate.as_ref(), points));
    lines.extend(line("总分".into(), now.total.as_ref(), last.total.as_ref(), |_, _| None));
    let beside = |name: &str, of: &LastYear| {
        let name = letters(name);
        of.indicators.iter().find(|i| letters(&i.name) == name).map(reached)
    };
    for indicator in &now.indicators {
        let old = beside(&indicator.name, last);
        lines.extend(line(named(indicator), Some(&reached(indicator)), old.as_ref(), share));
    }
    for indicator in last.indicators.iter().filter(|i| beside(&i.name, now).is_none()) {
        lines.extend(line(named(indicator), None, Some(&reached(indicator)), share));
    }
    lines
}

fn named(indicator: &LastIndicator) -> String {
    match indicator.unit.as_str() {
        "" => indicator.name.clone(),
        unit => format!("{}（{unit}）", indicator.name),
    }
}

fn reached(indicator: &LastIndicator) -> String {
    indicator.actual.clone()
}

/// What is said after a change, from the old value and by how much it changed.
type Told = fn(Decimal, Decimal) -> Option<String>;

fn line(
    name: String,
    now: Option<&String>,
    last: Option<&String>,
    told: Told,
) -> Option<CompareLine> {
    if now.is_none() && last.is_none() {
        return None;
    }
    let number = |text: Option<&String>| {
        let digits = text?.replace(',', "");
        digits.trim().trim_end_matches('%').parse::<Decimal>().ok()
    };
    let change = number(now).zip(number(last)).and_then(|(now, last)| {
        let by = now.checked_sub(last)?;
        let sign = if by > Decimal::ZERO { "+" } else { "" };
        Some(format!("{sign}{}{}", plain(by), told(last, by).unwrap_or_default()))
    });
    let shown = |text: Option<&String>| {
        text.filter(|text| !text.is_empty()).cloned().unwrap_or_else(|| "–".into())
    };
    Some(CompareLine {
        name,
        now: shown(now),
        last: shown(last),
        change: change.unwrap_or_default(),
    })
}

/// By how many percent.
fn share(last: Decimal, by: Decimal) -> Option<String> {
    let percent = by.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(last)?;
    let sign = if by > Decimal::ZERO { "+" } else { "" };
    Some(format!("（{sign}{}%）", plain(round_half_up(percent, 1))))
}

/// Percentages change by points, not by percent.
fn points(_: Decimal, _: Decimal) -> Option<String> {
    Some("个百分点".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(initial: &str, rate: &str, actual: &[(&str, &str)]) -> LastYear {
        let indicator = |(name, actual): &(&str, &str)| LastIndicator {
            name: (*name).into(),
            target: String::new(),
            actual: (*actual).into(),
            unit: "公里".into(),
        };
        LastYear {
            amounts: [("budget.initial".to_owned(), initial.to_owned())].into(),
            rate: Some(rate.into()),
            indicators: actual.iter().map(indicator).collect(),
            ..LastYear::default()
        }
    }

    #[test]
    fn each_figure_has_its_change_and_each_indicator_its_own_of_last_year() {
        let now = year("1,230", "95.5%", &[("维修渠道", "12"), ("巡查", "完成")]);
        let last = year("1200", "97%", &[("维修 渠道。", "16"), ("清淤", "3")]);
        let lines = compare(&now, &last);
        let told: Vec<_> = lines.iter().map(|l| format!("{} {}", l.name, l.change)).collect();
        assert_eq!(
            told,
            [
                "年初预算数（万元） +30（+2.5%）",
                "执行率 -1.5个百分点",
                "维修渠道（公里） -4（-25%）",
                "巡查（公里） ",
                "清淤（公里） ",
            ]
        );
        assert_eq!((lines[4].now.as_str(), lines[4].last.as_str()), ("–", "3"));
    }

    #[test]
    fn nothing_changes_from_nothing() {
        assert_eq!(share(Decimal::ZERO, Decimal::ONE), None);
    }
}
