//! The rows of the indicators: those that are known, the categories that the scheme asks for, and
//! empty ones.

use jiheng_base::Decimal;
use jiheng_base::evaluation::{Evaluation, Indicator};
use jiheng_base::exact::plain;
use jiheng_law::Scheme;
use jiheng_law::scheme::CategoryRule;

/// A row of the form.
#[derive(Debug, Clone)]
pub(super) enum Row<'a> {
    Known(&'a Indicator),
    /// No indicator yet, perhaps its category.
    Open(Option<String>),
}

/// A dimension with its rows.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    /// Its name and, below it, its weight: （50分）.
    pub(super) label: String,
    /// Second-level categories to choose from.
    pub(super) categories: Vec<String>,
    pub(super) rows: Vec<Row<'a>>,
}

/// The dimensions of the evaluation, or else those of the scheme, without the execution of the
/// budget. Each has room for one more indicator than are known.
pub(super) fn groups<'a>(
    evaluation: &'a Evaluation,
    scheme: &Scheme,
    least: usize,
) -> Vec<Group<'a>> {
    let own = evaluation.dimensions.iter().filter(|d| !d.is_execution);
    let mut names: Vec<(String, Option<Decimal>)> =
        own.map(|d| (d.name.clone(), d.weight.as_ref().map(|w| w.value))).collect();
    if names.is_empty() {
        let of_scheme = scheme.dimensions.iter().filter(|d| !d.execution);
        names = of_scheme.map(|d| (d.name.clone(), d.weight)).collect();
    }
    names
        .into_iter()
        .map(|(name, weight)| group(evaluation, scheme, &name, weight, least))
        .collect()
}

fn group<'a>(
    evaluation: &'a Evaluation,
    scheme: &Scheme,
    name: &str,
    weight: Option<Decimal>,
    least: usize,
) -> Group<'a> {
    let is_own = |i: &&Indicator| i.dimension.as_deref() == Some(name);
    let known: Vec<&Indicator> = evaluation.indicators.iter().filter(is_own).collect();
    let has = |wanted: &str| {
        known.iter().any(|i| i.category.as_deref().is_some_and(|c| c.contains(wanted)))
    };
    let asked = rules(scheme, name).flat_map(|r| &r.required).filter(|c| !has(c));
    let mut rows: Vec<Row> = known.iter().map(|i| Row::Known(i)).collect();
    rows.extend(asked.map(|c| Row::Open(Some(category(c)))));
    let room = least.max(rows.len() + 1);
    rows.resize(room, Row::Open(None));
    Group { label: label(name, weight), categories: categories(scheme, name), rows }
}

/// A dimension with its weight on a line of its own.
pub(super) fn label(name: &str, weight: Option<Decimal>) -> String {
    weight.map_or_else(|| name.to_owned(), |w| format!("{name}\n（{}分）", plain(w)))
}

/// 数量指标, 质量指标 …: what the scheme asks for, then what is usual.
pub(super) fn categories(scheme: &Scheme, dimension: &str) -> Vec<String> {
    let all = rules(scheme, dimension).flat_map(|r| r.required.iter().chain(&r.usual));
    all.map(|c| category(c)).collect()
}

fn rules<'s>(scheme: &'s Scheme, dimension: &str) -> impl Iterator<Item = &'s CategoryRule> {
    let known = scheme.dimension(dimension);
    scheme.categories.iter().filter(move |rule| {
        rule.dimension == dimension || known.is_some_and(|d| d.answers_to(&rule.dimension))
    })
}

fn category(beginning: &str) -> String {
    format!("{beginning}指标")
}
