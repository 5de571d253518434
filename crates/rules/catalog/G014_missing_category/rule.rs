//! Output is measured by quantity, quality, time and cost.

use crate::{Context, Verdict};
use jiheng_base::evaluation::Indicator;
use jiheng_base::{Finding, Level, Place, Role};
use jiheng_facts::score::same_name;
use jiheng_law::scheme::CategoryRule;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for rule in cx.scheme.categories.iter().filter(|r| !r.required.is_empty()) {
        let members: Vec<&Indicator> = cx
            .evaluation()
            .indicators
            .iter()
            .filter(|i| i.dimension.as_deref().is_some_and(|d| same_name(d, &rule.dimension)))
            .collect();
        let named: Vec<&Indicator> =
            members.iter().copied().filter(|i| i.category.is_some()).collect();
        // One category alone may only be the name of a paragraph.
        if named.len() < 2 {
            continue;
        }
        looked = true;
        findings.extend(missing(cx, rule, &named));
    }
    Verdict::of_looked(findings, looked)
}

fn missing(cx: &Context, rule: &CategoryRule, named: &[&Indicator]) -> Option<Finding> {
    let has = |wanted: &str| {
        named.iter().any(|i| i.category.as_deref().is_some_and(|c| c.contains(wanted)))
    };
    let missing: Vec<&str> = rule.required.iter().map(String::as_str).filter(|r| !has(r)).collect();
    if missing.is_empty() {
        return None;
    }
    let places: Vec<Place> = named.iter().filter_map(|i| place(cx, i)).collect();
    let message = format!("“{}”没有{}指标", rule.dimension, missing.join("、"));
    let action = format!("补设{}指标，确不适用的说明原因", missing.join("、"));
    let (first, others) = places.split_first()?;
    Some(
        Finding::new("G014", Level::Doubt, *first, message, action)
            .using_all(others.iter().copied(), Role::Input),
    )
}

/// The category with the name behind it.
fn place(cx: &Context, indicator: &Indicator) -> Option<Place> {
    let name = indicator.names.first()?.place?;
    let category = indicator.category.as_deref()?;
    let before = cx.document.text(name.node).get(..name.start as usize)?;
    let start = before.rfind(category).filter(|at| before.len() - at <= category.len() + 8);
    Some(start.map_or(name, |start| Place::new(name.node, start, name.end as usize)))
}
