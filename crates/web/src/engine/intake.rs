//! A file dropped onto the page: what it would fill in, before anything is taken.

use super::Engine;
use crate::form::{FieldPath, Fields, List, Subject, assemble, label, spread};
use jiheng_document::Document;
use jiheng_intake::{Carried, carry_over, is_form, read_form, read_report};
use jiheng_law::Day;
use jiheng_report::Submission;
use jiheng_report::entry::layout::QUALITATIVE;
use serde::Serialize;

/// Something that the file says: one field, or a row with all of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewItem {
    /// What it is.
    pub label: String,
    /// What the file says, in a line.
    pub value: String,
    /// What stands in the form; empty for nothing.
    pub current: String,
    /// The fields as they would be filled in: path and value.
    pub fields: Vec<(String, String)>,
}

/// What a file would fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// What the file was taken for.
    pub kind: &'static str,
    /// In the order of the form.
    pub items: Vec<PreviewItem>,
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
        let items = items(spread(&submission, stamp), fields);
        Ok(Preview { kind, items, notes })
    }

    /// What last year's report says beforehand about this one.
    ///
    /// # Errors
    /// In plain words, when there is nothing to take.
    pub fn carried(
        &self,
        (last, last_fields): (&Subject, &Fields),
        subject: &Subject,
        fields: &Fields,
        stamp: &str,
    ) -> Result<Preview, String> {
        let pack = self.law().scheme(&subject.scheme).ok_or("没有这个评分方案")?;
        let submission = assemble(last, last_fields).submission;
        let scheme = pack.at(Day::end_of(subject.year));
        let Carried { submission, notes } = carry_over(&submission, &scheme, subject.year);
        let items = items(spread(&submission, stamp), fields);
        if items.is_empty() {
            return Err("上年的报告里没有可以带入的内容".into());
        }
        Ok(Preview { kind: "上年的报告", items, notes })
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

/// What differs from the form, a row in one item, in the order of the form.
fn items(found: Fields, fields: &Fields) -> Vec<PreviewItem> {
    let mut items: Vec<(usize, PreviewItem)> = Vec::new();
    for (path, value) in &found {
        let current = fields.get(path).cloned().unwrap_or_default();
        if *value == current {
            continue;
        }
        let field = (path.clone(), value.clone());
        match FieldPath::parse(path) {
            Some(FieldPath::Row { list, id, .. }) => {
                let row = format!("{}.{id}", list.name());
                let last = items.last_mut().map(|(_, item)| item);
                let is_same =
                    |item: &&mut PreviewItem| item.fields[0].0.starts_with(&format!("{row}."));
                match last.filter(is_same) {
                    Some(item) => item.fields.push(field),
                    None => {
                        let value = told(list, &row, &found);
                        let label = label(&row, &found);
                        let item = PreviewItem { label, value, current, fields: vec![field] };
                        items.push((rank(path), item));
                    }
                }
            }
            _ => {
                let (label, value) = (label(path, &found), value.clone());
                items
                    .push((rank(path), PreviewItem { label, value, current, fields: vec![field] }));
            }
        }
    }
    items.sort_by_key(|(rank, _)| *rank);
    items.into_iter().map(|(_, item)| item).collect()
}

/// A row in a line.
fn told(list: List, row: &str, fields: &Fields) -> String {
    let get = |field: &str| fields.get(&format!("{row}.{field}")).map_or("", String::as_str);
    if list == List::Indicators {
        let sign = Some(get("operator")).filter(|sign| *sign != QUALITATIVE).unwrap_or_default();
        let unit = get("unit");
        let parts = [
            format!("{}　{}", get("dimension"), get("category")),
            format!("目标{sign}{}{unit}", get("target")),
            format!("完成{}{unit}", get("actual")),
            format!("{}分", get("weight")),
            get("reason").to_owned(),
        ];
        let told =
            parts.iter().filter(|part| !matches!(part.as_str(), "" | "目标" | "完成" | "分"));
        return told.cloned().collect::<Vec<_>>().join("，");
    }
    let values = list.fields().iter().map(|field| get(field)).filter(|value| !value.is_empty());
    values.collect::<Vec<_>>().join("　")
}

/// The order of the form.
fn rank(path: &str) -> usize {
    const ORDER: [&str; 7] =
        ["budget", "lines", "indicators", "words", "problems", "last_year", "group"];
    let head = path.split('.').next().unwrap_or_default();
    ORDER.iter().position(|o| *o == head).unwrap_or(ORDER.len())
}
