//! The indicators of the form.

use super::Reader;
use crate::sheet::{Sheet, number};
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Actual, Dimension, Indicator, Stated, Target};
use jiheng_base::formula::Operator;
use jiheng_report::entry::layout::{Column, MAIN, OPERATORS, QUALITATIVE, QUANTITATIVE};
use jiheng_report::scheme_of;

/// A dimension as the form prints it: the name, and the weight below it in brackets.
#[derive(Debug, PartialEq)]
pub(super) struct Printed {
    name: String,
    weight: Option<Decimal>,
}

impl Printed {
    pub(super) fn new(name: &str, weight: Option<Decimal>) -> Option<Self> {
        let name = name.trim().to_owned();
        (!name.is_empty()).then_some(Self { name, weight })
    }

    fn read(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('\n').unwrap_or((text, ""));
        let bracket = rest.trim().strip_prefix('（').and_then(|r| r.strip_suffix("分）"));
        Self::new(name, bracket.and_then(number))
    }

    fn to_dimension(&self, is_execution: bool) -> Dimension {
        Dimension {
            name: self.name.clone(),
            is_execution,
            weight: self.weight.map(Stated::typed),
            scores: Vec::new(),
        }
    }
}

/// A row of the form.
struct Row<'s, 'd> {
    sheet: &'s Sheet<'d>,
    at: u32,
}

impl<'d> Row<'_, 'd> {
    fn text(&self, column: Column) -> &'d str {
        self.sheet.text(self.at, column.at())
    }

    /// Anything besides what the form itself has filled in.
    fn is_used(&self) -> bool {
        let own = [Column::Dimension, Column::Category];
        Column::ALL.into_iter().any(|c| !own.contains(&c) && !self.text(c).is_empty())
    }
}

impl Reader<'_> {
    pub(super) fn indicators(&mut self, sheet: &Sheet, head: u32, execution: Option<Printed>) {
        let row = Row { sheet, at: head };
        if let Some(changed) = Column::ALL.into_iter().find(|c| row.text(*c) != c.head()) {
            self.changed(MAIN, changed.head());
            return;
        }
        let first = sheet.place(head + 1, Column::Name.at());
        self.cells.insert("evaluation.indicators".into(), first);
        let mut printed: Vec<(Printed, u32)> = Vec::new();
        for at in head + 1..sheet.end() {
            let row = Row { sheet, at };
            printed.extend(Printed::read(row.text(Column::Dimension)).map(|d| (d, at)));
            if row.is_used() {
                let name = printed.last().map(|(d, _)| d.name.clone());
                let indicator = self.indicator(&row, name);
                self.submission.evaluation.indicators.push(indicator);
            }
        }
        self.dimensions(sheet, &printed, execution);
    }

    fn indicator(&mut self, row: &Row, dimension: Option<String>) -> Indicator {
        let number = self.submission.evaluation.indicators.len();
        for (column, field) in FIELDS {
            let path = format!("evaluation.indicators[{number}].{field}");
            self.cells.insert(path, row.sheet.place(row.at, column.at()));
        }
        let name = row.text(Column::Name);
        let category = row.text(Column::Category);
        let mut measure = row.text(Column::Measure).to_owned();
        let target = self.target(row, &mut measure);
        let actual = self.actual(row, target.as_ref(), &measure);
        let reason = row.text(Column::Reason);
        Indicator {
            dimension,
            category: (!category.is_empty()).then(|| category.to_owned()),
            names: (!name.is_empty()).then(|| Stated::typed(name.to_owned())).into_iter().collect(),
            target: target.map(Stated::typed),
            actual: actual.map(Stated::typed),
            actual_year: None,
            weight: self.points(row, Column::Weight),
            score: self.points(row, Column::Score),
            formula: None,
            reason: (!reason.is_empty()).then(|| Stated::typed(reason.to_owned())),
        }
    }

    fn wrong(&mut self, row: &Row, column: Column, what: impl Into<String>) {
        self.faults.add(row.sheet.place(row.at, column.at()), what);
    }

    fn points(&mut self, row: &Row, column: Column) -> Option<Stated<Decimal>> {
        let text = row.text(column);
        let read = number(text);
        if read.is_none() && !text.is_empty() {
            self.wrong(row, column, format!("“{text}”不是数字，{}只写数字", column.head()));
        }
        read.map(Stated::typed)
    }

    /// A number with its sign and unit, or words, as the nature of the indicator asks.
    fn target(&mut self, row: &Row, measure: &mut String) -> Option<Target> {
        let nature = row.text(Column::Nature);
        let sign = row.text(Column::Operator);
        let text = row.text(Column::Target);
        if !["", QUANTITATIVE, QUALITATIVE].contains(&nature) {
            let what = format!("“{nature}”不在列表中，请选“{QUANTITATIVE}”或“{QUALITATIVE}”");
            self.wrong(row, Column::Nature, what);
            return None;
        }
        if nature == QUALITATIVE {
            if !sign.is_empty() {
                let what =
                    format!("{QUALITATIVE}指标没有计算符号；用数字考核的请选“{QUANTITATIVE}”");
                self.wrong(row, Column::Operator, what);
            }
            return (!text.is_empty()).then(|| Target::Words(text.to_owned()));
        }
        let operator = self.operator(row, sign);
        if text.is_empty() {
            return None;
        }
        let Some(value) = number_with_unit(text, measure) else {
            if nature.is_empty() && sign.is_empty() {
                return Some(Target::Words(text.to_owned()));
            }
            self.wrong(row, Column::Target, only_number(text, Column::Target));
            return None;
        };
        if sign.is_empty() {
            self.wrong(row, Column::Operator, "请选计算符号");
        }
        Some(Target::Quantity { operator: operator?, value, unit: measure.clone() })
    }

    fn operator(&mut self, row: &Row, sign: &str) -> Option<Operator> {
        let narrow = match sign {
            "＝" => "=",
            "＞" => ">",
            "＜" => "<",
            other => other,
        };
        let known = OPERATORS.iter().find(|(_, known)| *known == narrow).map(|(o, _)| *o);
        if known.is_none() && !sign.is_empty() {
            let list = OPERATORS.map(|(_, sign)| sign).join(" ");
            self.wrong(row, Column::Operator, format!("“{sign}”不在列表中，请从 {list} 中选"));
        }
        known
    }

    /// What was reached: a number where the target is one.
    fn actual(&mut self, row: &Row, target: Option<&Target>, measure: &str) -> Option<Actual> {
        let text = row.text(Column::Actual);
        if text.is_empty() {
            return None;
        }
        let counted = matches!(target, Some(Target::Quantity { .. }))
            || target.is_none() && row.text(Column::Nature) == QUANTITATIVE;
        if !counted {
            return Some(Actual::Words(text.to_owned()));
        }
        let value = number_with_unit(text, &mut measure.to_owned());
        if value.is_none() {
            self.wrong(row, Column::Actual, only_number(text, Column::Actual));
        }
        value.map(Actual::Quantity)
    }

    /// Dimensions are data of their own only where they differ from those of the scheme.
    fn dimensions(
        &mut self,
        sheet: &Sheet,
        printed: &[(Printed, u32)],
        execution: Option<Printed>,
    ) {
        let Ok(scheme) = scheme_of(&self.submission, self.law) else { return };
        let column = Column::Dimension.at();
        if let Some((_, row)) = printed.first() {
            self.cells.insert("evaluation.dimensions".into(), sheet.place(*row, column));
        }
        let own: Vec<Dimension> = (execution.iter().map(|d| d.to_dimension(true)))
            .chain(printed.iter().map(|(d, _)| d.to_dimension(false)))
            .collect();
        let told = |d: &Dimension| (d.name.clone(), d.weight.as_ref().map(|w| w.value));
        let of_scheme = scheme.dimensions.iter().map(|d| (d.name.clone(), d.weight));
        let names: Vec<String> = of_scheme.clone().map(|(name, _)| name).collect();
        let names = if own.iter().map(told).eq(of_scheme) {
            names
        } else {
            let names = own.iter().map(|d| d.name.clone()).collect();
            self.submission.evaluation.dimensions = own;
            names
        };
        for (at, name) in names.iter().enumerate() {
            if let Some((_, row)) = printed.iter().find(|(d, _)| d.name == *name) {
                let path = format!("evaluation.dimensions[{at}].weight");
                self.cells.insert(path, sheet.place(*row, column));
            }
        }
    }
}

/// Where each part of an indicator stands.
const FIELDS: [(Column, &str); 8] = [
    (Column::Dimension, "dimension"),
    (Column::Category, "category"),
    (Column::Name, "names"),
    (Column::Target, "target"),
    (Column::Actual, "actual"),
    (Column::Weight, "weight"),
    (Column::Score, "score"),
    (Column::Reason, "reason"),
];

/// 98 or, in percent, 98%; the sign is the unit where none is given.
fn number_with_unit(text: &str, measure: &mut String) -> Option<Decimal> {
    let percent = text.strip_suffix(['%', '％']);
    match percent {
        Some(_) if !matches!(measure.as_str(), "" | "%") => None,
        Some(digits) => {
            let value = number(digits)?;
            *measure = "%".to_owned();
            Some(value)
        }
        None => number(text),
    }
}

fn only_number(text: &str, column: Column) -> String {
    format!("“{text}”不是数字，{}只写数字，单位写在“{}”栏", column.head(), Column::Measure.head())
}
