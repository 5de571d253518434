//! The sheets of the further amounts and of the words.

use super::Reader;
use crate::sheet::{Sheet, paragraphs};
use jiheng_base::evaluation::{BudgetLine, SpendingGroup};
use jiheng_report::entry::layout::{
    self, FURTHER_AMOUNTS, GROUPS, LAST_YEAR, LINES, List, MEMBERS, PASSAGES, PROBLEMS,
};
use jiheng_report::{LastYear, Member, Problem};

/// The column of the values that stand beside a label.
const BESIDE: u16 = 1;

impl Reader<'_> {
    pub(super) fn money(&mut self, sheet: &Sheet) {
        for amount in FURTHER_AMOUNTS {
            let Some((row, _)) = sheet.find(amount.label) else {
                self.changed(layout::MONEY, amount.label);
                continue;
            };
            let path = format!("evaluation.budget.{}", amount.field);
            self.cells.insert(path, sheet.place(row, BESIDE));
            let value = self.amount(sheet, (row, BESIDE), amount.label, amount.signed);
            *(amount.of)(&mut self.submission.evaluation.budget) = value;
        }
        for row in self.rows(sheet, layout::MONEY, LINES) {
            let line = self.line(sheet, row);
            self.submission.evaluation.budget.lines.extend(line);
        }
    }

    fn line(&mut self, sheet: &Sheet, row: u32) -> Option<BudgetLine> {
        let [group, _, name, amount] = LINES.heads;
        let chosen = sheet.text(row, 0);
        let known = GROUPS.iter().find(|(_, name)| *name == chosen).map(|(group, _)| *group);
        if known.is_none() && !chosen.is_empty() {
            let list = GROUPS.map(|(_, name)| name).join("、");
            self.faults.add(sheet.place(row, 0), format!("“{chosen}”不是{group}，可选：{list}"));
        }
        let printed = self.needed(sheet, (row, 2), name);
        self.needed(sheet, (row, 3), amount);
        let executed = self.amount(sheet, (row, 3), amount, false)?;
        let code = sheet.text(row, 1);
        Some(BudgetLine {
            group: known.unwrap_or(SpendingGroup::Whole),
            code: (!code.is_empty()).then(|| code.to_owned()),
            name: printed,
            executed,
        })
    }

    pub(super) fn words(&mut self, sheet: &Sheet) {
        for passage in PASSAGES {
            let Some((row, _)) = sheet.find(passage.label) else {
                self.changed(layout::WORDS, passage.label);
                continue;
            };
            *(passage.of)(&mut self.submission.words) = paragraphs(sheet.text(row, BESIDE));
        }
        if let Some((row, _)) = sheet.find(layout::SIGNED_ON) {
            let text = sheet.text(row, BESIDE);
            self.submission.words.signed_on = (!text.is_empty()).then(|| text.to_owned());
        }
        for row in self.rows(sheet, layout::WORDS, MEMBERS) {
            let [name, post, role] = self.all(sheet, row, MEMBERS);
            self.submission.words.group.push(Member { name, post, role });
        }
        for row in self.rows(sheet, layout::WORDS, PROBLEMS) {
            let [what, measure] = self.all(sheet, row, PROBLEMS);
            self.submission.words.problems.push(Problem { what, measure });
        }
        for row in self.rows(sheet, layout::WORDS, LAST_YEAR) {
            let [problem, remedy] = self.all(sheet, row, LAST_YEAR);
            self.submission.words.last_year.push(LastYear { problem, remedy });
        }
    }

    /// The rows of a list that hold anything, up to the heads of the next list.
    fn rows<const N: usize>(&mut self, sheet: &Sheet, name: &str, list: List<N>) -> Vec<u32> {
        let Some(head) = find(sheet, list) else {
            self.changed(name, list.heads[0]);
            return Vec::new();
        };
        let others = [find(sheet, MEMBERS), find(sheet, PROBLEMS), find(sheet, LAST_YEAR)];
        let next = others.into_iter().flatten().filter(|row| *row > head).min();
        (head + 1..next.unwrap_or(sheet.end()))
            .filter(|row| list.columns.iter().any(|column| !sheet.text(*row, *column).is_empty()))
            .collect()
    }

    /// All cells of a row of a list, each of which must be there.
    fn all<const N: usize>(&mut self, sheet: &Sheet, row: u32, list: List<N>) -> [String; N] {
        let mut column = list.columns.into_iter();
        list.heads.map(|head| {
            let column = column.next().unwrap_or_default();
            self.needed(sheet, (row, column), head)
        })
    }
}

fn find<const N: usize>(sheet: &Sheet, list: List<N>) -> Option<u32> {
    let heads: Vec<(u16, &str)> = list.columns.into_iter().zip(list.heads).collect();
    sheet.find_row(&heads)
}
