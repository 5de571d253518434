//! The sheet of the score table above its indicators.

use super::indicators::Printed;
use super::{Reader, head_row};
use crate::sheet::{Sheet, number, paragraphs};
use jiheng_base::evaluation::{Kind, Stated};
use jiheng_report::entry::layout::{self, MAIN_AMOUNTS, needed_for};
use jiheng_report::scheme_of;

impl Reader<'_> {
    pub(super) fn main(&mut self, sheet: &Sheet) {
        self.subject(sheet);
        self.amounts(sheet);
        self.goals(sheet);
        match head_row(sheet) {
            Some(row) => self.indicators(sheet, row, execution(sheet)),
            None => self.changed(layout::MAIN, layout::Column::Dimension.head()),
        }
        self.point_at_missing_amounts();
    }

    fn subject(&mut self, sheet: &Sheet) {
        let is_project = sheet.find(layout::PROJECT).is_some();
        let evaluation = &mut self.submission.evaluation;
        evaluation.kind =
            if is_project { Kind::ProjectSelfEvaluation } else { Kind::DepartmentSelfEvaluation };
        let unit = if is_project { layout::DOING_UNIT } else { layout::UNIT };
        let unit = self.field(sheet, unit, "evaluation.unit");
        self.submission.evaluation.unit = unit.map(Stated::typed);
        if is_project {
            let project = self.field(sheet, layout::PROJECT, "words.project");
            self.submission.evaluation.project = project.clone().map(Stated::typed);
            self.submission.words.project = project;
            self.submission.words.supervisor =
                self.field(sheet, layout::SUPERVISOR, "words.supervisor");
        }
        self.year(sheet);
        let title = self.field(sheet, layout::SCHEME, "scheme").unwrap_or_default();
        let pack = self.law.schemes.iter().find(|s| s.title == title || s.id == title);
        self.submission.scheme = pack.map(|s| s.id.clone());
        if let (None, false, Some((row, column))) =
            (pack, title.is_empty(), sheet.find(layout::SCHEME))
        {
            let place = sheet.place(row, value_column(column));
            self.faults
                .add(place, format!("没有“{title}”这一方案；用 jiheng schemes 查看全部方案"));
        }
    }

    fn year(&mut self, sheet: &Sheet) {
        let path = "evaluation.year";
        let Some(text) = self.field(sheet, layout::YEAR, path) else { return };
        let year = text.trim_end_matches(['年', '度']).trim().parse().ok();
        if let (None, Some(place)) = (year, self.cells.get(path)) {
            let what = format!("“{text}”不是年度，请写四位数，如 2025");
            self.faults.add(place.clone(), what);
        }
        self.submission.evaluation.year = year.map(Stated::typed);
    }

    /// The value beside a label, which must be there.
    fn field(&mut self, sheet: &Sheet, label: &str, path: &str) -> Option<String> {
        let Some((row, column)) = sheet.find(label) else {
            self.changed(layout::MAIN, label);
            return None;
        };
        let column = value_column(column);
        self.cells.insert(path.to_owned(), sheet.place(row, column));
        Some(self.needed(sheet, (row, column), label)).filter(|text| !text.is_empty())
    }

    /// The amounts below their heads.
    fn amounts(&mut self, sheet: &Sheet) {
        for amount in MAIN_AMOUNTS {
            let Some((row, column)) = sheet.find(amount.label) else {
                self.changed(layout::MAIN, amount.label);
                continue;
            };
            let below = (row + 1, column);
            let path = format!("evaluation.budget.{}", amount.field);
            self.cells.insert(path, sheet.place(below.0, below.1));
            let value = self.amount(sheet, below, amount.label, amount.signed);
            *(amount.of)(&mut self.submission.evaluation.budget) = value;
        }
    }

    /// A fault of the money as a whole is told at each amount that the scheme needs and that is not
    /// there.
    fn point_at_missing_amounts(&mut self) {
        let Ok(scheme) = scheme_of(&self.submission, self.law) else { return };
        let needed = needed_for(scheme.execution.base);
        let budget = &mut self.submission.evaluation.budget;
        let empty = MAIN_AMOUNTS
            .iter()
            .filter(|a| needed.contains(&a.field) && (a.of)(budget).is_none())
            .filter_map(|a| {
                let cell = self.cells.get(&format!("evaluation.budget.{}", a.field))?;
                Some((cell.clone(), a.label))
            });
        self.missing_amounts = empty.collect();
    }

    fn goals(&mut self, sheet: &Sheet) {
        for (label, what) in [
            (layout::GOALS, "年度总体目标，一条一行"),
            (layout::WORK, "目标的实际完成情况，一条一行"),
        ] {
            let Some((row, column)) = sheet.find(label) else {
                self.changed(layout::MAIN, label);
                continue;
            };
            let text = paragraphs(&self.needed(sheet, (row + 1, column), what));
            let words = &mut self.submission.words;
            if label == layout::GOALS { words.goals = text } else { words.work = text }
        }
    }
}

/// The dimension of the execution of the budget: its weight stands before its name.
fn execution(sheet: &Sheet) -> Option<Printed> {
    let (row, column) = sheet.find(layout::EXECUTION)?;
    let weight = number(sheet.text(row + 1, column.checked_sub(1)?));
    Printed::new(sheet.text(row + 1, column), weight)
}

/// The column of the value that belongs to a label.
fn value_column(label: u16) -> u16 {
    if label == layout::SECOND_LABEL { layout::SECOND_VALUE } else { layout::VALUE }
}
