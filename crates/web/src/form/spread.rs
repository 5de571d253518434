//! From data to fields: what was dropped onto the page, or last year left.

use super::Fields;
use super::number::ten_thousands;
use super::path::{List, PASSAGES};
use jiheng_base::evaluation::{Actual, Indicator, Target};
use jiheng_base::exact::plain;
use jiheng_report::Submission;
use jiheng_report::entry::layout::{FURTHER_AMOUNTS, GROUPS, MAIN_AMOUNTS, OPERATORS, QUALITATIVE};

/// The fields that say what the data says; ids of rows begin with `stamp`.
#[must_use]
pub fn spread(submission: &Submission, stamp: &str) -> Fields {
    let mut out = Spread { stamp, fields: Fields::new() };
    let mut budget = submission.evaluation.budget.clone();
    for amount in MAIN_AMOUNTS.into_iter().chain(FURTHER_AMOUNTS) {
        if let Some(stated) = (amount.of)(&mut budget) {
            out.set(format!("budget.{}", amount.field), ten_thousands(stated.value));
        }
    }
    for (at, line) in budget.lines.iter().enumerate() {
        let group = GROUPS.iter().find(|(group, _)| *group == line.group);
        out.row(List::Lines, at, "group", group.map_or("", |(_, name)| name));
        out.row(List::Lines, at, "code", line.code.as_deref().unwrap_or_default());
        out.row(List::Lines, at, "name", &line.name);
        out.row(List::Lines, at, "executed", &ten_thousands(line.executed.value));
    }
    for (at, indicator) in submission.evaluation.indicators.iter().enumerate() {
        out.indicator(at, indicator);
    }
    out.words(submission);
    out.fields
}

struct Spread<'a> {
    stamp: &'a str,
    fields: Fields,
}

impl Spread<'_> {
    fn set(&mut self, path: String, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.fields.insert(path, value);
        }
    }

    fn row(&mut self, list: List, at: usize, field: &str, value: &str) {
        self.set(format!("{}.{}-{at:04}.{field}", list.name(), self.stamp), value);
    }

    fn indicator(&mut self, at: usize, indicator: &Indicator) {
        let mut set = |field: &str, value: &str| self.row(List::Indicators, at, field, value);
        set("dimension", indicator.dimension.as_deref().unwrap_or_default());
        set("category", indicator.category.as_deref().unwrap_or_default());
        set("name", &indicator.title());
        match indicator.target.as_ref().map(|t| &t.value) {
            Some(Target::Quantity { operator, value, unit }) => {
                let sign = OPERATORS.iter().find(|(known, _)| known == operator);
                set("operator", sign.map_or("", |(_, sign)| sign));
                set("target", &plain(*value));
                set("unit", unit);
            }
            Some(Target::Words(words)) => {
                set("operator", QUALITATIVE);
                set("target", words);
                let score = indicator.score.as_ref().map(|s| plain(s.value));
                set("score", score.as_deref().unwrap_or_default());
            }
            None => {}
        }
        match indicator.actual.as_ref().map(|a| &a.value) {
            Some(Actual::Quantity(value)) => set("actual", &plain(*value)),
            Some(Actual::Words(words)) => set("actual", words),
            None => {}
        }
        let year = indicator.actual_year.as_ref().map(|y| y.value.to_string());
        set("actual_year", year.as_deref().unwrap_or_default());
        let weight = indicator.weight.as_ref().map(|w| plain(w.value));
        set("weight", weight.as_deref().unwrap_or_default());
        set("reason", indicator.reason.as_ref().map_or("", |r| &r.value));
    }

    fn words(&mut self, submission: &Submission) {
        let mut words = submission.words.clone();
        for passage in &PASSAGES {
            let text = (passage.of)(&mut words).join("\n");
            self.set(format!("words.{}", passage.field), text);
        }
        self.set("words.supervisor".into(), words.supervisor.unwrap_or_default());
        self.set("words.signed_on".into(), words.signed_on.unwrap_or_default());
        for (at, member) in words.group.iter().enumerate() {
            self.row(List::Group, at, "name", &member.name);
            self.row(List::Group, at, "post", &member.post);
            self.row(List::Group, at, "role", &member.role);
        }
        for (at, problem) in words.problems.iter().enumerate() {
            self.row(List::Problems, at, "what", &problem.what);
            self.row(List::Problems, at, "measure", &problem.measure);
        }
        for (at, last) in words.last_year.iter().enumerate() {
            self.row(List::LastYear, at, "problem", &last.problem);
            self.row(List::LastYear, at, "remedy", &last.remedy);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Subject, assemble};
    use super::*;

    /// What the samples say comes back from the fields, but for what the system works out itself.
    #[test]
    fn what_is_spread_assembles_to_the_same_data() {
        for text in [
            include_str!("../../../../samples/evaluations/township.toml"),
            include_str!("../../../../samples/evaluations/irrigation.toml"),
        ] {
            let submission: Submission = toml::from_str(text).unwrap();
            let evaluation = &submission.evaluation;
            let subject = Subject {
                unit: evaluation.unit.clone().unwrap().value,
                year: evaluation.year.clone().unwrap().value,
                kind: evaluation.kind,
                scheme: submission.scheme.clone().unwrap(),
                project: evaluation.project.clone().map(|p| p.value),
                supervisor: None,
            };
            let assembled = assemble(&subject, &spread(&submission, "a"));
            assert_eq!(assembled.faults, []);
            let mut own = assembled.submission;
            let law = jiheng_law::Law::builtin().unwrap();
            let of = |s: &Submission| jiheng_report::settle(s, &law).unwrap();
            let (told, own) = (of(&submission), of(&mut own));
            let points = |s: &jiheng_report::Settled| {
                let lines = s.sheet.lines.iter();
                lines.map(|l| (l.name.clone(), l.weight, l.computed)).collect::<Vec<_>>()
            };
            assert_eq!(points(&told), points(&own));
            assert_eq!((told.sheet.total, told.sheet.grade), (own.sheet.total, own.sheet.grade));
            assert_eq!(told.submission.words, own.submission.words);
            assert_eq!(told.submission.evaluation.indicators, own.submission.evaluation.indicators);
            assert_eq!(
                told.submission.evaluation.budget.lines,
                own.submission.evaluation.budget.lines
            );
        }
    }
}
