//! What last year's data says beforehand about this year's.

use jiheng_base::evaluation::{Budget, Dimension, Evaluation, Indicator, Stated};
use jiheng_base::{Decimal, exact};
use jiheng_law::Scheme;
use jiheng_report::{LastYear, Submission};

/// Data for this year, and what of last year's found no place in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carried {
    /// Who, what is measured, and which problems are to be answered.
    pub submission: Submission,
    /// Told to the user.
    pub notes: Vec<String>,
}

/// Targets, units and weights of last year's indicators, its problems as questions to be answered,
/// and what was left over as what is carried in. What was reached, scored or written is not taken.
#[must_use]
pub fn carry_over(last: &Submission, scheme: &Scheme, year: u16) -> Carried {
    let from = &last.evaluation;
    let mut carried = Carried::default();
    let to = &mut carried.submission;
    to.scheme = Some(scheme.id.clone());
    to.evaluation.year = Some(Stated::typed(year));
    to.evaluation.kind = from.kind;
    to.evaluation.unit = from.unit.as_ref().map(typed);
    to.evaluation.project = from.project.as_ref().map(typed);
    to.words.project = last.words.project.clone();
    to.words.supervisor = last.words.supervisor.clone();
    to.words.last_year = questions(last);
    let last_year = from.year.as_ref().map(|y| y.value);
    if last_year.is_some_and(|last| last.checked_add(1) == Some(year)) {
        to.evaluation.budget =
            Budget { carried_in: from.budget.carried_out.as_ref().map(typed), ..Budget::default() };
    }
    to.evaluation.dimensions = dimensions(from, scheme);
    let known = |name: &str| match to.evaluation.dimensions.as_slice() {
        [] => scheme.dimension(name).map(|d| d.name.clone()),
        own => own.iter().find(|d| d.name == name).map(|d| d.name.clone()),
    };
    let mut indicators = Vec::new();
    for indicator in &from.indicators {
        match indicator.dimension.as_deref().map(|name| (name, known(name))) {
            Some((_, Some(dimension))) => indicators.push(renewed(indicator, dimension)),
            named => {
                let name = named.map_or("", |(name, _)| name);
                let title = indicator.title();
                carried.notes.push(format!(
                    "上年的指标“{title}”属于“{name}”，方案“{}”没有这个一级指标，没有带入",
                    scheme.title
                ));
            }
        }
        if indicator.formula.is_some() {
            carried.notes.push(format!(
                "上年的指标“{}”有自己的计分办法，自评表写不下，没有带入",
                indicator.title()
            ));
        }
    }
    to.evaluation.indicators = indicators;
    carried
}

/// The dimensions of last year where the scheme has not all of them.
fn dimensions(from: &Evaluation, scheme: &Scheme) -> Vec<Dimension> {
    let is_known = |d: &Dimension| {
        scheme.dimension(&d.name).is_some() || d.is_execution && scheme.execution_weight().is_some()
    };
    let weights = from.dimensions.iter().map(|d| d.weight.as_ref().map(|w| w.value));
    let is_whole = exact::sum(weights) == Some(Decimal::ONE_HUNDRED);
    if from.dimensions.iter().all(is_known) || !is_whole {
        return Vec::new();
    }
    let bare = |d: &Dimension| Dimension {
        name: d.name.clone(),
        is_execution: d.is_execution,
        weight: d.weight.as_ref().map(typed),
        scores: Vec::new(),
    };
    from.dimensions.iter().map(bare).collect()
}

/// What is measured, without what was reached.
fn renewed(indicator: &Indicator, dimension: String) -> Indicator {
    Indicator {
        dimension: Some(dimension),
        category: indicator.category.clone(),
        names: indicator.names.iter().map(typed).collect(),
        target: indicator.target.as_ref().map(typed),
        actual: None,
        actual_year: None,
        weight: indicator.weight.as_ref().map(typed),
        score: None,
        formula: None,
        reason: None,
    }
}

/// Problems that last year told, and those of the year before that it left without an answer.
#[must_use]
pub fn questions(last: &Submission) -> Vec<LastYear> {
    let left = last.words.last_year.iter().filter(|l| l.remedy.trim().is_empty());
    let left = left.map(|l| &l.problem);
    let told = last.words.problems.iter().map(|p| &p.what);
    left.chain(told)
        .map(|problem| LastYear { problem: problem.clone(), remedy: String::new() })
        .collect()
}

/// The value without its place in last year's document.
fn typed<T: Clone>(stated: &Stated<T>) -> Stated<T> {
    Stated::typed(stated.value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiheng_law::{Day, Law};

    const LAST: &str = r#"
scheme = "hubei"
[evaluation]
unit = "清河县水利局"
year = 2024
kind = "department-self-evaluation"
totals = [96]
[evaluation.budget]
initial = 100
carried_out = 20
[[evaluation.indicators]]
dimension = "产出指标"
names = ["维修渠道"]
target = { operator = "at_least", value = 12.5, unit = "公里" }
actual = 12
weight = 20
score = 19.2
reason = "汛期停工。"
[[evaluation.indicators]]
dimension = "履职成效"
names = ["巡查"]
weight = 20
[words]
goals = ["改善灌溉条件。"]
problems = [{ what = "前期工作不细。", measure = "提前勘测。" }]
last_year = [
    { problem = "预算偏粗。", remedy = "已细化。" },
    { problem = "资料不全。", remedy = " " },
]
"#;

    fn carried(year: u16) -> Carried {
        let law = Law::builtin().unwrap();
        let scheme = law.scheme("hubei").unwrap().at(Day::end_of(year));
        carry_over(&toml::from_str(LAST).unwrap(), &scheme, year)
    }

    #[test]
    fn targets_units_and_weights_come_along_but_nothing_that_was_reached() {
        let Carried { submission, notes } = carried(2025);
        let [indicator] = submission.evaluation.indicators.as_slice() else { panic!("one") };
        assert_eq!(indicator.title(), "维修渠道");
        assert!(indicator.target.is_some() && indicator.weight.is_some());
        let reached = (&indicator.actual, &indicator.score, &indicator.reason);
        assert_eq!(reached, (&None, &None, &None));
        assert!(submission.evaluation.totals.is_empty() && submission.words.goals.is_empty());
        assert!(submission.evaluation.budget.initial.is_none());
        assert!(notes.len() == 1 && notes[0].contains("巡查") && notes[0].contains("履职成效"));
    }

    #[test]
    fn problems_without_an_answer_are_asked_again() {
        let asked = carried(2025).submission.words.last_year;
        let problems: Vec<_> = asked.iter().map(|l| l.problem.as_str()).collect();
        assert_eq!(problems, ["资料不全。", "前期工作不细。"]);
        assert!(asked.iter().all(|l| l.remedy.is_empty()));
    }

    #[test]
    fn what_was_left_over_is_carried_in_only_from_the_year_before() {
        let carried_in = |year| carried(year).submission.evaluation.budget.carried_in;
        assert_eq!(carried_in(2025).map(|c| c.value), Some(20.into()));
        assert_eq!(carried_in(2026), None);
    }
}
