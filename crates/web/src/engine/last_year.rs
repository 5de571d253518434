//! What the report of the year before says, beside which this year's is filled in and read.

use super::Engine;
use super::live::Live;
use crate::form::{FieldFault, Fields, List, Row, Subject, assemble, rows};
use jiheng_intake::questions;
use jiheng_report::entry::layout::QUALITATIVE;
use serde::Serialize;
use std::collections::BTreeMap;

/// Last year's figures, indicators and problems.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LastYear {
    /// Amounts in 万元 by path, those too that follow from others.
    pub amounts: BTreeMap<String, String>,
    /// The execution rate in percent.
    pub rate: Option<String>,
    /// The score.
    pub total: Option<String>,
    /// The indicators in their order.
    pub indicators: Vec<LastIndicator>,
    /// What this year's report has to answer.
    pub problems: Vec<String>,
}

/// An indicator as it was last year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LastIndicator {
    /// Its name.
    pub name: String,
    /// Its target with sign and unit.
    pub target: String,
    /// What was reached, without its unit.
    pub actual: String,
    /// Its unit.
    pub unit: String,
}

impl Engine {
    /// What last year's report says.
    #[must_use]
    pub fn last_year(&self, subject: &Subject, fields: &Fields) -> LastYear {
        let Live { rate, total, derived, .. } = self.figures(subject, fields);
        LastYear {
            amounts: amounts(fields, &derived),
            rate,
            total,
            indicators: indicators(fields),
            problems: questions(&assemble(subject, fields).submission)
                .into_iter()
                .map(|question| question.problem)
                .collect(),
        }
    }
}

/// The amounts by path as they were typed, beside those that follow from others.
#[must_use]
pub fn amounts(fields: &Fields, derived: &[(String, String)]) -> BTreeMap<String, String> {
    let typed = fields.iter().filter(|(path, v)| path.starts_with("budget.") && !v.is_empty());
    derived.iter().cloned().chain(typed.map(|(p, v)| (p.clone(), v.clone()))).collect()
}

/// The indicators of a report.
#[must_use]
pub fn indicators(fields: &Fields) -> Vec<LastIndicator> {
    rows(fields, List::Indicators).values().map(indicator).collect()
}

fn indicator(row: &Row) -> LastIndicator {
    let get = |field: &str| row.get(field).copied().unwrap_or_default();
    let sign = Some(get("operator")).filter(|sign| *sign != QUALITATIVE).unwrap_or_default();
    LastIndicator {
        name: get("name").to_owned(),
        target: format!("{sign}{}{}", get("target"), get("unit")),
        actual: get("actual").to_owned(),
        unit: get("unit").to_owned(),
    }
}

impl LastYear {
    /// The problems that this year's report does not answer yet.
    #[must_use]
    pub fn questions(&self, fields: &Fields) -> Vec<String> {
        let answers = rows(fields, List::LastYear);
        let is_answered = |problem: &str| {
            let problem = letters(problem);
            answers.values().any(|row| {
                let get = |field: &str| row.get(field).copied().unwrap_or_default();
                let told = letters(get("problem"));
                let is_same = told.contains(&problem) || problem.contains(&told);
                !told.is_empty() && is_same && !get("remedy").is_empty()
            })
        };
        self.problems.iter().filter(|problem| !is_answered(problem)).cloned().collect()
    }

    /// The same as faults of the report.
    #[must_use]
    pub fn unanswered(&self, fields: &Fields) -> Vec<FieldFault> {
        let fault = |problem: String| FieldFault {
            path: List::LastYear.name().to_owned(),
            what: format!("上年的问题“{problem}”还没有写整改情况"),
        };
        self.questions(fields).into_iter().map(fault).collect()
    }
}

/// What two ways of writing the same words have in common: no numbers before, no marks.
pub fn letters(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiheng_base::evaluation::Kind;

    fn fields(all: &[(&str, &str)]) -> Fields {
        all.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect()
    }

    fn last() -> LastYear {
        let subject = Subject {
            unit: "清河县水利局".into(),
            year: 2024,
            kind: Kind::DepartmentSelfEvaluation,
            scheme: "hubei".into(),
            project: None,
            supervisor: None,
        };
        let own = fields(&[
            ("budget.initial", "100"),
            ("budget.adjustment", "20"),
            ("indicators.a.name", "维修渠道"),
            ("indicators.a.operator", "≥"),
            ("indicators.a.target", "12.5"),
            ("indicators.a.unit", "公里"),
            ("indicators.a.actual", "12"),
            ("problems.a.what", "1.前期工作不细。"),
            ("last_year.a.problem", "资料不全。"),
        ]);
        Engine::new().unwrap().last_year(&subject, &own)
    }

    #[test]
    fn last_year_is_told_with_what_follows_from_its_amounts() {
        let last = last();
        assert_eq!(last.amounts["budget.adjusted"], "120.00");
        assert_eq!(last.amounts["budget.initial"], "100");
        let [indicator] = last.indicators.as_slice() else { panic!("one") };
        assert_eq!((indicator.target.as_str(), indicator.actual.as_str()), ("≥12.5公里", "12"));
    }

    #[test]
    fn a_problem_is_answered_once_its_remedy_is_written() {
        let last = last();
        assert_eq!(last.questions(&Fields::new()), ["资料不全。", "1.前期工作不细。"]);
        let begun = fields(&[("last_year.x.problem", "前期工作不细")]);
        assert_eq!(last.unanswered(&begun).len(), 2);
        let done = fields(&[
            ("last_year.x.problem", "前期工作不细"),
            ("last_year.x.remedy", "已提前勘测。"),
        ]);
        let [left] = last.unanswered(&done).try_into().unwrap();
        assert_eq!((left.path.as_str(), left.what.contains("资料不全")), ("last_year", true));
    }
}
