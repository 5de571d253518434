//! Evaluations of the same kind by the same scheme, put together.

use super::indicator::{self, Together};
use crate::Settled;
use jiheng_base::evaluation::{Kind, Yuan};
use jiheng_base::exact::ratio;
use jiheng_base::{Decimal, round_half_up};
use jiheng_score::LineKind;

/// One evaluation in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The unit, and the project where it is one.
    pub name: String,
    /// 预算数
    pub budget: Yuan,
    /// 执行数
    pub executed: Yuan,
    /// Points of each dimension, in the order of the group.
    pub dimensions: Vec<Option<Decimal>>,
    /// 总分
    pub total: Option<Decimal>,
    /// 等级
    pub grade: Option<String>,
}

impl Row {
    /// 执行率
    #[must_use]
    pub fn rate(&self) -> Option<Decimal> {
        ratio(self.executed, self.budget)
    }
}

/// Evaluations of the same kind by the same scheme.
#[derive(Debug, Clone)]
pub struct Group {
    /// Departments or projects.
    pub kind: Kind,
    /// The title of the scheme.
    pub scheme: String,
    /// Names of the dimensions.
    pub dimensions: Vec<String>,
    /// The evaluations.
    pub rows: Vec<Row>,
    /// All of them together.
    pub whole: Row,
    /// The indicators, those of several evaluations put together.
    pub indicators: Vec<Together>,
    /// Problems that they tell, in their words.
    pub problems: Vec<String>,
}

/// 某县某局, or 某县某局（某项目）.
pub(super) fn name(settled: &Settled) -> String {
    let submission = &settled.submission;
    let unit = submission.evaluation.unit.as_ref().map_or("", |u| u.value.as_str());
    match &submission.words.project {
        Some(project) => format!("{unit}（{project}）"),
        None => unit.to_owned(),
    }
}

/// 预算数, the funds that rates and qualitative points are weighted by.
pub(super) fn funds(settled: &Settled) -> Yuan {
    let base = settled.submission.evaluation.budget.reported_base.as_ref();
    base.map_or(Decimal::ZERO, |b| b.value)
}

impl Group {
    pub(super) fn of(evaluations: &[&Settled]) -> Self {
        let first = evaluations[0];
        let lines = first.sheet.lines.iter().filter(|l| l.kind != LineKind::Indicator);
        let dimensions: Vec<String> = lines.map(|l| l.name.clone()).collect();
        let rows: Vec<Row> = evaluations.iter().map(|s| row(s, &dimensions)).collect();
        let indicators = indicator::together(evaluations);
        let whole = whole(evaluations, &dimensions, &rows, &indicators);
        let problems = evaluations.iter().flat_map(|s| &s.submission.words.problems);
        Self {
            kind: first.submission.evaluation.kind,
            scheme: first.scheme.title.clone(),
            dimensions,
            rows,
            whole,
            indicators,
            problems: problems.map(|p| p.what.clone()).collect(),
        }
    }
}

fn row(settled: &Settled, dimensions: &[String]) -> Row {
    let executed = settled.submission.evaluation.budget.reported_executed.as_ref();
    let points = |name: &String| {
        let own = |l: &&jiheng_score::Line| l.kind != LineKind::Indicator && l.name == *name;
        settled.sheet.lines.iter().find(own)?.computed
    };
    Row {
        name: name(settled),
        budget: funds(settled),
        executed: executed.map_or(Decimal::ZERO, |e| e.value),
        dimensions: dimensions.iter().map(points).collect(),
        total: settled.sheet.total,
        grade: settled.sheet.grade.clone(),
    }
}

/// Money adds up, and points are those of the values put together.
fn whole(
    evaluations: &[&Settled],
    dimensions: &[String],
    rows: &[Row],
    indicators: &[Together],
) -> Row {
    let scheme = &evaluations[0].scheme;
    let rounded = |points: Decimal| round_half_up(points, scheme.rounding.digits);
    let budget: Yuan = rows.iter().map(|r| r.budget).sum();
    let executed: Yuan = rows.iter().map(|r| r.executed).sum();
    let rate = ratio(executed, budget);
    let points = |name: &String| {
        if scheme.dimension(name).is_some_and(|d| d.execution) {
            let capped = rate.map(|r| if scheme.execution.cap { r.min(Decimal::ONE) } else { r });
            return Some(rounded(scheme.dimension(name)?.weight? * capped?));
        }
        let own = indicators.iter().filter(|i| i.dimension == *name);
        Some(rounded(own.map(|i| i.points).sum::<Option<Decimal>>()?))
    };
    let dimensions: Vec<Option<Decimal>> = dimensions.iter().map(points).collect();
    let total: Option<Decimal> = dimensions.iter().copied().sum();
    Row {
        name: "合计".into(),
        budget,
        executed,
        grade: total.and_then(|t| scheme.grade(t)).map(|band| band.name.clone()),
        dimensions,
        total,
    }
}
