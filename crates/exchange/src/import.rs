//! From tables to an evaluation.

use crate::field::{Field, Part};
use crate::package::{Package, Sheet};
use crate::remark::{Remark, Severity};
use crate::tables::{Content, Table, Tables};
use crate::validate;
use jiheng_base::evaluation::{Dimension, Indicator, Kind, Stated};
use jiheng_base::{Decimal, exact};
use jiheng_law::Law;
use jiheng_report::{Submission, scheme_of, settle};
use std::collections::BTreeMap;

/// Rows with this mark were deleted on the platform.
const DELETED: (&str, &str) = ("is_deleted", "1");
/// The table whose row stands for the self-evaluation of a project, and its key.
const EVALUATIONS: &str = "PM_PERF_SELF_EVAL";
const EVALUATION_KEY: &str = "eval_id";

/// What came of the tables.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The evaluation, unless an error stands against it.
    pub submission: Option<Submission>,
    /// Everything that is to be said.
    pub remarks: Vec<Remark>,
}

/// Reads one evaluation out of tables: the one with the key `only`, or the only one there is.
#[must_use]
pub fn import(package: &Package, only: Option<&str>, scheme: Option<&str>, law: &Law) -> Imported {
    let tables = Tables::builtin();
    let mut remarks = validate::remarks(package, &tables);
    let mut reader = Reader {
        only,
        submission: Submission { scheme: scheme.map(str::to_owned), ..Submission::default() },
        indicators: BTreeMap::new(),
        told: BTreeMap::new(),
        remarks: Vec::new(),
    };
    reader.read(package, &tables);
    let Reader { mut submission, told, remarks: own, .. } = reader;
    submission.evaluation.dimensions = own_dimensions(&submission, law);
    remarks.extend(own);
    remarks.extend(differing(&submission, &told, law));
    let is_broken = remarks.iter().any(|r| r.severity == Severity::Error);
    Imported { submission: (!is_broken).then_some(submission), remarks }
}

/// A value of a field, of an indicator or of the whole, where it was read.
type Told = BTreeMap<(&'static str, Option<usize>), (Remark, String)>;

struct Reader<'a> {
    only: Option<&'a str>,
    submission: Submission,
    /// Places of the indicators by the keys that the tables know them by.
    indicators: BTreeMap<(&'static str, String), usize>,
    told: Told,
    remarks: Vec<Remark>,
}

impl Reader<'_> {
    fn read(&mut self, package: &Package, tables: &Tables) {
        let has = |project| {
            let rows = |t: &Table| package.sheet(t.name).is_some_and(|s| !s.rows.is_empty());
            tables.of(project).any(rows)
        };
        let is_project = match (has(true), has(false)) {
            (false, false) => {
                self.error("没有可以导入的表，或表里没有数据");
                return;
            }
            (true, true) => {
                self.error("项目的表和部门的表不能一起导入，请分开");
                return;
            }
            (is_project, _) => is_project,
        };
        self.submission.evaluation.kind =
            if is_project { Kind::ProjectSelfEvaluation } else { Kind::DepartmentSelfEvaluation };
        for table in tables.of(is_project) {
            if let Some(sheet) = package.sheet(table.name) {
                self.table(table, sheet);
            }
        }
        let project = self.submission.evaluation.project.as_ref().map(|p| p.value.clone());
        self.submission.words.project = project;
    }

    fn error(&mut self, what: impl Into<String>) {
        self.remarks.push(Remark::on(Severity::Error, "", what));
    }

    fn table(&mut self, table: &Table, sheet: &Sheet) {
        let rows: Vec<usize> =
            (0..sheet.rows.len()).filter(|at| self.is_own(table, sheet, *at)).collect();
        if !table.is_each_indicator() && rows.len() > 1 {
            let keys: Vec<&str> = rows
                .iter()
                .map(|at| table.key().map_or("", |key| sheet.cell(&sheet.rows[*at], key.name)))
                .collect();
            let what = format!(
                "有{}行（{}），一次导入一份，请用 --only 指明",
                rows.len(),
                keys.join("、")
            );
            self.remarks.push(Remark::on(Severity::Error, table.name, what));
            return;
        }
        for at in rows {
            self.row(table, sheet, at);
        }
    }

    /// Neither deleted nor of another evaluation.
    fn is_own(&mut self, table: &Table, sheet: &Sheet, at: usize) -> bool {
        let row = &sheet.rows[at];
        if sheet.cell(row, DELETED.0) == DELETED.1 {
            self.remarks.push(Remark::on(Severity::Note, table.name, "已删除，没有导入").row(at));
            return false;
        }
        let of = sheet.cell(row, EVALUATION_KEY);
        self.only.is_none_or(|only| of.is_empty() || of == only)
    }

    fn row(&mut self, table: &Table, sheet: &Sheet, at: usize) {
        let row = &sheet.rows[at];
        let indicator = table.is_each_indicator().then(|| self.indicator(table, sheet, row));
        for column in &table.columns {
            let value = sheet.cell(row, column.name);
            let Content::Field(field) = column.content else { continue };
            if value.is_empty() {
                continue;
            }
            let place = Remark::on(Severity::Error, table.name, "").row(at).column(column.name);
            self.value(field, indicator, place, value);
        }
    }

    /// The place of the indicator of a row: the one that the row refers to, or is told of by another
    /// row, or a new one.
    fn indicator(&mut self, table: &Table, sheet: &Sheet, row: &[String]) -> usize {
        let keys: Vec<(&'static str, String)> = table
            .columns
            .iter()
            .filter_map(|column| {
                let of = match column.content {
                    Content::Key => table.name,
                    Content::Reference(other) if other != EVALUATIONS => other,
                    _ => return None,
                };
                let key = sheet.cell(row, column.name);
                (!key.is_empty()).then(|| (of, key.to_owned()))
            })
            .collect();
        let known = keys.iter().find_map(|key| self.indicators.get(key)).copied();
        let indicators = &mut self.submission.evaluation.indicators;
        let at = known.unwrap_or_else(|| {
            indicators.push(blank());
            indicators.len() - 1
        });
        self.indicators.extend(keys.into_iter().map(|key| (key, at)));
        at
    }

    fn value(
        &mut self,
        field: &'static Field,
        indicator: Option<usize>,
        place: Remark,
        value: &str,
    ) {
        let of = match field.of {
            Part::Whole { .. } => None,
            Part::Indicator { .. } => indicator,
        };
        if let Some((other, earlier)) = self.told.get(&(field.name, of)) {
            if earlier != value {
                let what =
                    format!("“{value}”与 {} {} 的“{earlier}”不一致", other.table, other.column);
                self.remarks.push(Remark { what, ..place });
            }
            return;
        }
        let set = match (&field.of, of) {
            (Part::Whole { set, .. }, _) => set(&mut self.submission, value),
            (Part::Indicator { set, .. }, Some(at)) => {
                set(&mut self.submission.evaluation.indicators[at], value)
            }
            (Part::Indicator { .. }, None) => Ok(()),
        };
        match set {
            Ok(()) => {
                self.told.insert((field.name, of), (place, value.to_owned()));
            }
            Err(what) => self.remarks.push(Remark { what, ..place }),
        }
    }
}

/// The dimensions that the indicators name, where they are not those of the scheme: what weighs in
/// them besides the execution of the budget.
fn own_dimensions(submission: &Submission, law: &Law) -> Vec<Dimension> {
    let Ok(scheme) = scheme_of(submission, law) else { return Vec::new() };
    let indicators = &submission.evaluation.indicators;
    let mut names: Vec<&str> = Vec::new();
    for name in indicators.iter().filter_map(|i| i.dimension.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.iter().all(|name| scheme.dimensions.iter().any(|d| d.name == *name)) {
        return Vec::new();
    }
    let execution = scheme.dimensions.iter().filter(|d| d.execution);
    let execution = execution.map(|d| (d.name.as_str(), true, d.weight));
    let named = names.into_iter().map(|name| {
        let own = indicators.iter().filter(|i| i.dimension.as_deref() == Some(name));
        (name, false, exact::sum(own.map(|i| i.weight.as_ref().map(|w| w.value))))
    });
    let dimension = |(name, is_execution, weight): (&str, bool, Option<Decimal>)| Dimension {
        name: name.to_owned(),
        is_execution,
        weight: weight.map(Stated::typed),
        scores: Vec::new(),
    };
    execution.chain(named).map(dimension).collect()
}

fn blank() -> Indicator {
    Indicator {
        dimension: None,
        category: None,
        names: Vec::new(),
        target: None,
        actual: None,
        actual_year: None,
        weight: None,
        score: None,
        formula: None,
        reason: None,
    }
}

/// What the scheme makes of the data: what is still missing, and where a value of the tables is
/// another one than follows from the others.
fn differing(submission: &Submission, told: &Told, law: &Law) -> Vec<Remark> {
    if submission.scheme.is_none() || submission.evaluation.year.is_none() {
        return Vec::new();
    }
    let settled = match settle(submission, law) {
        Ok(settled) => settled,
        Err(faults) => {
            let doubt = |fault: jiheng_report::Fault| {
                Remark::on(Severity::Doubt, "", format!("导入后还要补正：{fault}"))
            };
            return faults.into_iter().map(doubt).collect();
        }
    };
    let mut remarks = Vec::new();
    for ((name, at), (place, value)) in told {
        let found = match (Field::named(name).map(|f| &f.of), at) {
            (Some(Part::Whole { get, .. }), _) => get(&settled),
            (Some(Part::Indicator { get, .. }), Some(at)) => {
                settled.submission.evaluation.indicators.get(*at).and_then(get)
            }
            _ => None,
        };
        let (Some(found), Ok(told)) = (found, Decimal::from_str_exact(value)) else { continue };
        if Decimal::from_str_exact(&found).is_ok_and(|found| found != told) {
            let what = format!("表中是{value}，按方案算得{found}");
            remarks.push(Remark { severity: Severity::Doubt, what, ..place.clone() });
        }
    }
    remarks
}
