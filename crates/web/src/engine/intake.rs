//! A file dropped onto the page: what it would fill in, before anything is taken.

use super::Engine;
use crate::form::{Fields, Subject, spread};
use jiheng_document::Document;
use jiheng_intake::{is_form, read_form, read_report};
use jiheng_law::Day;
use jiheng_report::Submission;
use serde::Serialize;

/// A field that the file speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewField {
    /// The field.
    pub path: String,
    /// What the file says.
    pub value: String,
    /// What stands in the form; empty for nothing.
    pub current: String,
}

/// What a file would fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// What the file was taken for.
    pub kind: &'static str,
    /// Fields in the order of the form.
    pub fields: Vec<PreviewField>,
    /// What is in doubt, in plain words.
    pub notes: Vec<String>,
}

impl Engine {
    /// What a document would fill in; ids of rows begin with `stamp`.
    ///
    /// # Errors
    /// In plain words, when there is nothing to take.
    pub fn preview(
        &self,
        document: &Document,
        subject: &Subject,
        fields: &Fields,
        stamp: &str,
    ) -> Result<Preview, String> {
        let mut notes: Vec<String> = document.notices.iter().map(|n| n.text.clone()).collect();
        let (kind, mut submission) = if is_form(document) {
            match read_form(document, self.law()) {
                Ok(submission) => ("自评表", submission),
                Err(refusal) => {
                    let faults = refusal.faults.iter().map(|f| format!("自评表{f}"));
                    notes.extend(faults.take(20));
                    ("自评表（没有填完）", read_report(document, self.law()))
                }
            }
        } else {
            ("自评报告", read_report(document, self.law()))
        };
        let evaluation = &submission.evaluation;
        let is_bare = evaluation.indicators.is_empty()
            && evaluation.budget == jiheng_base::evaluation::Budget::default()
            && submission.words.problems.is_empty();
        if is_bare {
            return Err("文件里没有读到金额、指标或存在的问题，没有可以带入的内容；请确认是自评报告或自评表".into());
        }
        self.fit(&mut submission, subject, &mut notes);
        let found = spread(&submission, stamp);
        let current = |path: &str| fields.get(path).cloned().unwrap_or_default();
        let mut fields: Vec<PreviewField> = found
            .into_iter()
            .map(|(path, value)| PreviewField { current: current(&path), path, value })
            .filter(|field| field.value != field.current)
            .collect();
        fields.sort_by_key(|field| rank(&field.path));
        Ok(Preview { kind, fields, notes })
    }

    /// Brings what was read to the subject of the form, and says where they differ.
    fn fit(&self, submission: &mut Submission, subject: &Subject, notes: &mut Vec<String>) {
        let evaluation = &mut submission.evaluation;
        if let Some(year) = evaluation.year.as_ref().map(|y| y.value).filter(|y| *y != subject.year)
        {
            notes.push(format!(
                "文件是{year}年度的，本表是{}年度；请逐项核对，不要带入旧数",
                subject.year
            ));
        }
        if let Some(unit) = evaluation.unit.as_ref().map(|u| &u.value)
            && !unit.contains(&subject.unit)
            && !subject.unit.contains(unit.as_str())
        {
            notes.push(format!(
                "文件的单位是“{unit}”，本表是“{}”，请确认没有拿错文件",
                subject.unit
            ));
        }
        let Some(pack) = self.law().scheme(&subject.scheme) else { return };
        let scheme = pack.at(Day::end_of(subject.year));
        for indicator in &mut evaluation.indicators {
            let Some(name) = indicator.dimension.as_deref() else {
                notes.push(format!("“{}”没有读到所属的一级指标，请补选", indicator.title()));
                continue;
            };
            match scheme.dimension(name) {
                Some(dimension) => indicator.dimension = Some(dimension.name.clone()),
                None => {
                    notes.push(format!(
                        "“{}”在文件里属于“{name}”，本方案没有这个一级指标，请改选",
                        indicator.title()
                    ));
                    indicator.dimension = None;
                }
            }
            if indicator.target.is_none() || indicator.actual.is_none() {
                notes.push(format!("“{}”没有读全指标值和完成值，请补填", indicator.title()));
            }
        }
    }
}

/// The order of the form.
fn rank(path: &str) -> (usize, String) {
    const ORDER: [&str; 7] =
        ["budget", "lines", "indicators", "words", "problems", "last_year", "group"];
    let head = path.split('.').next().unwrap_or_default();
    (ORDER.iter().position(|o| *o == head).unwrap_or(ORDER.len()), path.to_owned())
}
