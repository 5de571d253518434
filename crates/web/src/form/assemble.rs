//! From fields to the data that the engine reads.

use super::number::{number, yuan};
use super::path::{List, PASSAGES};
use super::rows::{Row, rows};
use super::{FieldFault, Fields, Subject};
use jiheng_base::Decimal;
use jiheng_base::evaluation::{
    Actual, Budget, BudgetLine, Indicator, SpendingGroup, Stated, Target, Yuan,
};
use jiheng_report::entry::layout::{
    Amount, FURTHER_AMOUNTS, GROUPS, MAIN_AMOUNTS, OPERATORS, QUALITATIVE,
};
use jiheng_report::{LastYear, Member, Problem, Submission};

/// What the fields say, and what of them cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assembled {
    /// The data.
    pub submission: Submission,
    /// Fields that are not what they should be.
    pub faults: Vec<FieldFault>,
    /// Row ids of the indicators, in their order.
    pub indicators: Vec<String>,
    /// Row ids of the spending lines, in their order.
    pub lines: Vec<String>,
    /// Amounts that follow from others and were left empty, as paths and yuan.
    pub derived: Vec<(String, Yuan)>,
}

/// The data that fields say.
#[must_use]
pub fn assemble(subject: &Subject, fields: &Fields) -> Assembled {
    let mut all = Assembly { fields, out: Assembled::default() };
    let submission = &mut all.out.submission;
    submission.scheme = Some(subject.scheme.clone());
    submission.evaluation.unit = Some(Stated::typed(subject.unit.clone()));
    submission.evaluation.year = Some(Stated::typed(subject.year));
    submission.evaluation.kind = subject.kind;
    submission.words.project = subject.project.clone();
    submission.words.supervisor = subject.supervisor.clone();
    all.money();
    for (id, row) in rows(fields, List::Indicators) {
        let indicator = all.indicator(id, &row);
        all.out.submission.evaluation.indicators.push(indicator);
        all.out.indicators.push(id.to_owned());
    }
    all.words();
    all.out
}

struct Assembly<'a> {
    fields: &'a Fields,
    out: Assembled,
}

impl<'a> Assembly<'a> {
    fn text(&self, path: &str) -> &'a str {
        self.fields.get(path).map_or("", |value| value.trim())
    }

    fn fault(&mut self, path: impl Into<String>, what: impl Into<String>) {
        self.out.faults.push(FieldFault { path: path.into(), what: what.into() });
    }

    fn money(&mut self) {
        for amount in MAIN_AMOUNTS.into_iter().chain(FURTHER_AMOUNTS) {
            self.amount(amount);
        }
        derive(&mut self.out.submission.evaluation.budget, &mut self.out.derived);
        for (id, row) in rows(self.fields, List::Lines) {
            let Some(line) = self.line(id, &row) else { continue };
            self.out.submission.evaluation.budget.lines.push(line);
            self.out.lines.push(id.to_owned());
        }
    }

    fn amount(&mut self, amount: Amount) {
        let path = format!("budget.{}", amount.field);
        let text = self.text(&path);
        let read = yuan(text);
        if read.is_none() && !text.is_empty() {
            self.fault(path, format!("“{text}”不是数字；{}只写数字，单位万元", amount.label));
        }
        *(amount.of)(&mut self.out.submission.evaluation.budget) = read.map(Stated::typed);
    }

    fn line(&mut self, id: &str, row: &Row) -> Option<BudgetLine> {
        let path = |field: &str| format!("lines.{id}.{field}");
        let get = |field: &str| row.get(field).copied().unwrap_or_default();
        let group = GROUPS.iter().find(|(_, name)| *name == get("group"));
        let executed = get("executed");
        let Some(spent) = yuan(executed) else {
            let what = match executed {
                "" => "请写执行数，单位万元".to_owned(),
                text => format!("“{text}”不是数字；执行数只写数字，单位万元"),
            };
            self.fault(path("executed"), what);
            return None;
        };
        if get("name").is_empty() {
            self.fault(path("name"), "请写科目名称，或写编码由系统补全");
        }
        Some(BudgetLine {
            group: group.map_or(SpendingGroup::Whole, |(group, _)| *group),
            code: Some(get("code").to_owned()).filter(|code| !code.is_empty()),
            name: get("name").to_owned(),
            executed: Stated::typed(spent),
        })
    }

    fn indicator(&mut self, id: &str, row: &Row) -> Indicator {
        let get = |field: &str| row.get(field).copied().unwrap_or_default();
        let own = |field: &str| Some(get(field).to_owned()).filter(|text| !text.is_empty());
        let target = self.target(id, row);
        let counted = matches!(target, Some(Target::Quantity { .. }));
        let actual = own("actual").and_then(|text| match number(&text) {
            Some(value) if counted => Some(Actual::Quantity(value)),
            None if counted => {
                let what = format!("“{text}”不是数字；完成值只写数字，单位与指标值相同");
                self.fault(format!("indicators.{id}.actual"), what);
                None
            }
            _ => Some(Actual::Words(text)),
        });
        // The points of a number follow from it; only words are judged.
        let score = (!counted).then(|| self.points(id, row, "score")).flatten();
        let year = own("actual_year").and_then(|text| {
            let year = text.trim_end_matches('年').parse().ok();
            if year.is_none() {
                let what = format!("“{text}”不是年份，请写四位数");
                self.fault(format!("indicators.{id}.actual_year"), what);
            }
            year
        });
        Indicator {
            dimension: own("dimension"),
            category: own("category"),
            names: own("name").map(Stated::typed).into_iter().collect(),
            target: target.map(Stated::typed),
            actual: actual.map(Stated::typed),
            actual_year: year.map(Stated::typed),
            weight: self.points(id, row, "weight"),
            score,
            formula: None,
            reason: own("reason").map(Stated::typed),
        }
    }

    fn points(&mut self, id: &str, row: &Row, field: &str) -> Option<Stated<Decimal>> {
        let text = row.get(field).copied().filter(|text| !text.is_empty())?;
        let read = number(text);
        if read.is_none() {
            self.fault(format!("indicators.{id}.{field}"), format!("“{text}”不是数字"));
        }
        read.map(Stated::typed)
    }

    /// A number with its sign and unit, or words.
    fn target(&mut self, id: &str, row: &Row) -> Option<Target> {
        let get = |field: &str| row.get(field).copied().unwrap_or_default();
        let text = Some(get("target")).filter(|text| !text.is_empty())?;
        let sign = get("operator");
        if sign == QUALITATIVE {
            return Some(Target::Words(text.to_owned()));
        }
        let Some((operator, _)) = OPERATORS.iter().find(|(_, known)| *known == sign) else {
            self.fault(format!("indicators.{id}.operator"), "请选计算符号；用文字考核的选“定性”");
            return None;
        };
        let Some(value) = number(text) else {
            let what = format!("“{text}”不是数字；指标值只写数字，单位写在单位栏");
            self.fault(format!("indicators.{id}.target"), what);
            return None;
        };
        Some(Target::Quantity { operator: *operator, value, unit: get("unit").to_owned() })
    }

    fn words(&mut self) {
        for passage in &PASSAGES {
            let text = self.text(&format!("words.{}", passage.field));
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            *(passage.of)(&mut self.out.submission.words) = lines.map(str::to_owned).collect();
        }
        let line = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let typed = line(self.text("words.supervisor"));
        let signed_on = line(self.text("words.signed_on"));
        let group = rows(self.fields, List::Group);
        let problems = rows(self.fields, List::Problems);
        let last_year = rows(self.fields, List::LastYear);
        let words = &mut self.out.submission.words;
        words.supervisor = typed.or_else(|| words.supervisor.take());
        words.signed_on = signed_on;
        let get = |row: &Row, field: &str| row.get(field).copied().unwrap_or_default().to_owned();
        words.group = group
            .values()
            .map(|r| Member { name: get(r, "name"), post: get(r, "post"), role: get(r, "role") })
            .collect();
        words.problems = problems
            .values()
            .map(|r| Problem { what: get(r, "what"), measure: get(r, "measure") })
            .collect();
        words.last_year = last_year
            .values()
            .map(|r| LastYear { problem: get(r, "problem"), remedy: get(r, "remedy") })
            .collect();
    }
}

/// Fills in the amounts that follow from others, where nobody typed them.
fn derive(budget: &mut Budget, derived: &mut Vec<(String, Yuan)>) {
    let sum = |a: &Option<Stated<Yuan>>, b: &Option<Stated<Yuan>>| {
        a.as_ref()?.value.checked_add(b.as_ref()?.value)
    };
    let mut settle = |field: &str, told: &mut Option<Stated<Yuan>>, value: Option<Yuan>| {
        if let (None, Some(value)) = (&*told, value) {
            *told = Some(Stated::typed(value));
            derived.push((format!("budget.{field}"), value));
        }
    };
    let adjusted = sum(&budget.initial, &budget.adjustment);
    settle("adjusted", &mut budget.adjusted, adjusted);
    let annual = sum(&budget.adjusted, &budget.carried_in);
    settle("annual", &mut budget.annual, annual);
    let income_total = sum(&budget.income, &budget.carried_in);
    settle("income_total", &mut budget.income_total, income_total);
    let expenditure = sum(&budget.basic, &budget.project);
    settle("expenditure", &mut budget.expenditure, expenditure);
    let left = sum(&budget.income, &budget.carried_in)
        .zip(budget.expenditure.as_ref())
        .and_then(|(all, spent)| all.checked_sub(spent.value));
    settle("carried_out", &mut budget.carried_out, left);
}
