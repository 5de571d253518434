//! Self-evaluation forms: which tables make one form, and what the fields above them name.

use crate::lex::date_at;
use crate::table::{Band, RowCell};
use jiheng_base::evaluation::Stated;
use jiheng_base::{NodeId, Place};
use jiheng_document::Document;
use std::ops::Range;

/// A form that a unit fills in: one evaluation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// The title above the fields.
    pub title: Option<Stated<String>>,
    /// The project.
    pub project: Option<Stated<String>>,
    /// The body that evaluates itself.
    pub unit: Option<Stated<String>>,
    /// The year.
    pub year: Option<Stated<u16>>,
    /// Its tables among those of the document.
    pub tables: Range<usize>,
}

/// Fields that name a project.
const PROJECT: &[&str] = &["项目名称", "项目支出名称", "专项名称", "专项资金名称", "政策名称"];
/// Fields that name the body, the nearer one to the money first.
#[rustfmt::skip]
const UNIT: &[&str] = &[
    "实施单位", "项目实施单位", "项目单位", "填报单位", "填报部门", "自评单位", "单位名称", "部门名称", "部门单位名称",
    "预算单位", "预算部门", "主管部门", "项目主管部门", "主管部门及代码",
];
const YEAR: &[&str] = &["年度", "预算年度", "评价年度", "自评年度", "填报年度", "项目年度"];
/// Fields that open a form, where several stand below each other.
#[rustfmt::skip]
const OPENS: &[&str] = &[
    "项目名称", "项目支出名称", "专项名称", "专项资金名称", "政策名称", "单位名称", "部门名称", "部门单位名称", "填报单位", "预算部门",
];

/// Whether the text of a cell is, or starts with, a field that opens a form.
pub(crate) fn names_subject(text: &str) -> bool {
    let (label, _) = split_field(text);
    OPENS.contains(&label.as_str())
}

/// A field: 单位名称：甲 gives both, 项目名称 only the label. Brackets in the label mean nothing.
fn split_field(text: &str) -> (String, Option<usize>) {
    let colon = text.char_indices().find(|(_, c)| "：:".contains(*c));
    let label = &text[..colon.map_or(text.len(), |(at, _)| at)];
    let label: String = label.chars().filter(|c| !"（）() 　".contains(*c)).collect();
    (label, colon.map(|(at, c)| at + c.len_utf8()))
}

/// The forms of one grid; their tables are counted from `first`.
pub(crate) fn forms_of(
    document: &Document,
    rows: &[Vec<RowCell>],
    bands: &[Band],
    first: usize,
) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut tables = first;
    let mut scored = true;
    for band in bands {
        let Band::Fields(range) = band else {
            if forms.is_empty() {
                forms.push(Form { tables: tables..tables, ..Form::default() });
            }
            tables += 1;
            scored |= matches!(band, Band::Indicators { .. });
            if let Some(form) = forms.last_mut() {
                form.tables.end = tables;
            }
            continue;
        };
        let own = &rows[range.start as usize..range.end as usize];
        let opens = own.iter().any(|row| crate::table::opens_form(row));
        if forms.is_empty() || opens && scored {
            forms.push(Form { tables: tables..tables, ..Form::default() });
            scored = false;
        }
        if let Some(form) = forms.last_mut() {
            own.iter().for_each(|row| form.read_row(document, row));
        }
    }
    forms
}

/// Adds the forms of a grid; the first one `joins` the form before it where that was cut in two.
pub(crate) fn add(forms: &mut Vec<Form>, mut own: Vec<Form>, joins: bool) {
    if joins && let (Some(before), false) = (forms.last_mut(), own.is_empty()) {
        before.tables.end = own.remove(0).tables.end;
    }
    forms.append(&mut own);
}

impl Form {
    fn read_row(&mut self, document: &Document, row: &[RowCell]) {
        if let [only] = row
            && self.title.is_none()
            && only.text.contains("自评")
            && only.text.chars().count() <= 60
        {
            let whole = whole(document, only.node);
            self.year = self.year.take().or_else(|| year_in(document, only.node));
            self.title = Some(Stated::at(only.text.clone(), whole));
            return;
        }
        if let [only] = row {
            self.year = self.year.take().or_else(|| year_in(document, only.node));
        }
        for (at, cell) in row.iter().enumerate() {
            let (label, inline) = split_field(&cell.text);
            let value = match inline.filter(|at| *at < cell.text.len()) {
                Some(_) => inline_value(document, cell.node),
                None => row
                    .get(at + 1)
                    .filter(|next| !is_field(&split_field(&next.text).0))
                    .map(|next| Stated::at(next.text.clone(), whole(document, next.node))),
            };
            if let Some(value) = value {
                self.set(document, &label, value);
            }
        }
    }

    fn set(&mut self, document: &Document, label: &str, value: Stated<String>) {
        if PROJECT.contains(&label) {
            self.project.get_or_insert(value);
        } else if UNIT.contains(&label) {
            // 实施单位 says more than 主管部门.
            if self.unit.is_none() || !label.contains("主管") {
                self.unit = Some(value);
            }
        } else if YEAR.contains(&label)
            && let Some(place) = value.place
        {
            self.year = year_in(document, place.node).or(self.year.take());
        }
    }
}

fn is_field(label: &str) -> bool {
    PROJECT.contains(&label) || UNIT.contains(&label) || YEAR.contains(&label)
}

fn whole(document: &Document, node: NodeId) -> Place {
    Place::new(node, 0, document.text(node).len())
}

/// What stands behind the colon, up to a wide gap (单位名称：甲　　填报日期：…).
fn inline_value(document: &Document, node: NodeId) -> Option<Stated<String>> {
    let text = document.text(node);
    let colon = text.find(['：', ':'])?;
    let start = colon + text[colon..].chars().next()?.len_utf8();
    let rest = &text[start..];
    let lead = rest.len() - rest.trim_start().len();
    let value = rest.trim_start();
    let end = value.find([' ', '　', '\t', '\n']).unwrap_or(value.len());
    let value = &value[..end];
    let start = start + lead;
    (!value.is_empty())
        .then(|| Stated::at(value.to_owned(), Place::new(node, start, start + value.len())))
}

/// The last year that a cell names.
fn year_in(document: &Document, node: NodeId) -> Option<Stated<u16>> {
    let text = document.text(node);
    let starts = text.char_indices().rev().filter(|(at, c)| {
        c.is_ascii_digit() && !text[..*at].ends_with(|c: char| c.is_ascii_digit())
    });
    let mut years = starts.filter_map(|(at, _)| {
        let dated = date_at(&text[at..]).and_then(|(d, bytes)| Some((d.year?, bytes)));
        // A field of the year may hold the bare number.
        let bare = || text[at..].parse::<u16>().ok().filter(|y| (1990..=2099).contains(y));
        let (year, bytes) = dated.or_else(|| Some((bare()?, 4)))?;
        Some(Stated::at(year, Place::new(node, at, at + bytes)))
    });
    years.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_split_from_their_values() {
        assert_eq!(split_field("单位名称：清河县"), ("单位名称".into(), Some(15)));
        assert_eq!(split_field("部门（单位）名称"), ("部门单位名称".into(), None));
        assert!(names_subject("项目名称"));
        assert!(!names_subject("年度总体目标"));
    }
}
