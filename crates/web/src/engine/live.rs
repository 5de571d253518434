//! What the page shows while someone types.

use super::{Engine, LastYear, Mark, Passage};
use crate::form::{Assembled, FieldFault, Fields, Subject, assemble};
use jiheng_base::evaluation::Yuan;
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, MoneyUnit};
use jiheng_report::{Fault, Settled, draft};
use jiheng_score::{Line, LineKind, Outcome, bases};
use serde::Serialize;

/// Figures, points with their traces, what is to be written yet, and findings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Live {
    /// Amounts that follow from others, by path, in 万元.
    pub derived: Vec<(String, String)>,
    /// The execution rate in percent with its calculation, or what is missing for it.
    pub rate: Option<String>,
    /// How the rate came about.
    pub rate_trace: String,
    /// First-level indicators with their points.
    pub dimensions: Vec<Points>,
    /// Indicators with their points; the name is the id of the row.
    pub rows: Vec<Points>,
    /// The score.
    pub total: Option<String>,
    /// Its grade.
    pub grade: Option<String>,
    /// What is wrong or missing, at its field.
    pub faults: Vec<FieldFault>,
    /// What the rules find.
    pub findings: Vec<Mark>,
    /// What the text of the report still lacks, at its field.
    pub gaps: Vec<FieldFault>,
    /// The text of the report around the author's own words.
    pub outline: Vec<Passage>,
    /// Problems of last year that are not answered yet.
    pub questions: Vec<String>,
}

/// Points of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Points {
    /// Which line.
    pub name: String,
    /// The most that it can earn.
    pub weight: Option<String>,
    /// What it earns.
    pub points: Option<String>,
    /// The way to the points, or what is missing.
    pub trace: String,
    /// Points are lost.
    pub lost: bool,
}

impl Engine {
    /// The figures of what is filled in; with findings where the report can be written.
    #[must_use]
    pub fn live(&self, subject: &Subject, fields: &Fields, last: Option<&LastYear>) -> Live {
        let mut live = self.figures(subject, fields);
        if let Some(last) = last {
            live.questions = last.questions(fields);
            live.faults.extend(last.unanswered(fields));
        }
        live.outline = self.outline(subject, fields);
        let checked = self.check(subject, fields);
        live.findings = checked.marks;
        live.gaps = checked.gaps.iter().map(|gap| at_passage(gap)).collect();
        live
    }

    /// The figures alone.
    #[must_use]
    pub fn figures(&self, subject: &Subject, fields: &Fields) -> Live {
        let assembled = assemble(subject, fields);
        let mut live = Live {
            derived: assembled.derived.iter().map(|(p, y)| (p.clone(), wan(*y))).collect(),
            faults: assembled.faults.clone(),
            ..Live::default()
        };
        let faults = match draft(&assembled.submission, self.law()) {
            Ok((settled, faults)) => {
                self.scores(&mut live, &settled, &assembled);
                faults
            }
            Err(faults) => faults,
        };
        let is_told = |live: &Live, path: &str| live.faults.iter().any(|f| f.path == path);
        for fault in faults {
            let fault = at_field(fault, &assembled);
            if !is_told(&live, &fault.path) {
                live.faults.push(fault);
            }
        }
        live
    }

    fn scores(&self, live: &mut Live, settled: &Settled, assembled: &Assembled) {
        let sheet = &settled.sheet;
        live.total = sheet.total.map(plain);
        live.grade = sheet.grade.clone();
        let budget = &settled.submission.evaluation.budget;
        if let Some(row) = bases(budget).into_iter().find(|row| row.base == sheet.base) {
            match row.result {
                Ok(execution) => {
                    live.rate = Some(execution.percent());
                    live.rate_trace = format!("{}：{}", execution.how, execution.calculation());
                }
                Err(missing) => live.rate_trace = missing,
            }
        }
        for line in &sheet.lines {
            match line.indicator.and_then(|at| assembled.indicators.get(at)) {
                Some(id) => live.rows.push(points(id, line)),
                None if line.kind != LineKind::Indicator => {
                    live.dimensions.push(points(&line.name, line));
                }
                None => {}
            }
        }
        // A dimension that is its own only indicator has one line for both.
        for (at, indicator) in settled.submission.evaluation.indicators.iter().enumerate() {
            let (Some(id), Some(score)) = (assembled.indicators.get(at), &indicator.score) else {
                continue;
            };
            if !live.rows.iter().any(|row| row.name == *id) {
                let weight = indicator.weight.as_ref().map(|w| plain(w.value));
                live.rows.push(Points {
                    name: id.clone(),
                    weight,
                    points: Some(plain(score.value)),
                    trace: String::new(),
                    lost: false,
                });
            }
        }
    }
}

fn points(name: &str, line: &Line) -> Points {
    let mut trace: Vec<&str> = line.trace.iter().map(|step| step.text.as_str()).collect();
    match &line.outcome {
        Outcome::Unable(why) => trace.push(why),
        Outcome::Accepted(why) if line.kind == LineKind::Indicator => trace.push(why),
        _ => {}
    }
    Points {
        name: name.to_owned(),
        weight: line.weight.map(plain),
        points: line.computed.map(plain),
        trace: trace.join("；"),
        lost: line.computed < line.weight && line.computed.is_some(),
    }
}

/// What the text lacks, by the words of the templates, and the field or list to write it in.
const GAPS: [(&str, &str); 13] = [
    ("概况", "words.overview"),
    ("年度重点工作", "words.work"),
    ("完成情况", "words.work"),
    ("年度绩效目标", "words.goals"),
    ("总体目标", "words.goals"),
    ("工作步骤", "words.steps"),
    ("偏离的原因", "words.deviation"),
    ("预算安排", "words.application"),
    ("成文日期", "words.signed_on"),
    ("自评工作小组", "group"),
    ("上年度", "last_year"),
    ("改进措施", "problems"),
    ("存在的问题", "problems"),
];

fn at_passage(gap: &str) -> FieldFault {
    let path = GAPS.iter().find(|(words, _)| gap.contains(words)).map_or("", |(_, path)| path);
    FieldFault { path: path.to_owned(), what: format!("没有写：{gap}") }
}

/// A fault of the data at the field that it comes from.
fn at_field(fault: Fault, assembled: &Assembled) -> FieldFault {
    let Fault { path, what } = fault;
    let path = path.strip_prefix("evaluation.").unwrap_or(&path);
    let row = |list: &str, ids: &[String], rename: fn(&str) -> &str| {
        let rest = path.strip_prefix(list)?.strip_prefix('[')?;
        let (at, field) = rest.split_once(']')?;
        let id = ids.get(at.parse::<usize>().ok()?)?;
        let field = rename(field.trim_start_matches('.'));
        Some(format!("{}.{id}.{field}", list.rsplit('.').next()?))
    };
    let own = |field: &str| match field {
        "names" => "name",
        "weight" => "weight",
        "target" => "target",
        "actual" => "actual",
        "score" => "score",
        "reason" => "reason",
        _ => "dimension",
    };
    let path = row("indicators", &assembled.indicators, own)
        .or_else(|| row("budget.lines", &assembled.lines, |_| "executed"))
        .unwrap_or_else(|| path.to_owned());
    FieldFault { path, what }
}

/// An amount in 万元, with every 分.
fn wan(yuan: Yuan) -> String {
    let value: Decimal = (yuan / MoneyUnit::TenThousand.yuan()).normalize();
    let digits = value.scale().max(2) as usize;
    format!("{value:.digits$}")
}
