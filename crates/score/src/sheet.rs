//! The score sheet: claimed beside recomputed, level by level, with the way to each point.

use crate::execution::{Execution, execution};
use crate::indicator::{Given, points};
use jiheng_base::evaluation::{Dimension, Evaluation, Indicator};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, round_half_up};
use jiheng_law::{Base, Scheme};
use serde::Serialize;

/// What a line is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// The execution of the budget.
    Execution,
    /// A first-level dimension.
    Dimension,
    /// An indicator.
    Indicator,
}

/// How the points of a line came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "outcome", content = "why")]
pub enum Outcome {
    /// Calculated.
    Computed,
    /// Calculated, on an amount that stands in for a missing one.
    StandIn,
    /// The claimed points stand, because of what is missing.
    Accepted(String),
    /// Neither calculated nor claimed.
    Unable(String),
}

/// One step of a calculation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What was done, with the numbers.
    pub text: String,
    /// The article; may be empty.
    pub basis: String,
}

/// A line of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is of.
    pub kind: LineKind,
    /// Its name.
    pub name: String,
    /// 分值
    pub weight: Option<Decimal>,
    /// Points claimed.
    pub claimed: Option<Decimal>,
    /// Points recomputed.
    pub computed: Option<Decimal>,
    /// How they came about.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// The way to the points.
    pub trace: Vec<Step>,
    /// The index of the indicator in the evaluation.
    #[serde(skip)]
    pub indicator: Option<usize>,
}

/// A score by one scheme and one base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScoreSheet {
    /// The scheme.
    pub scheme: String,
    /// The base of the execution rate.
    pub base: Base,
    /// Dimensions, each followed by its indicators.
    pub lines: Vec<Line>,
    /// The total claimed.
    pub claimed: Option<Decimal>,
    /// The total recomputed; none when a dimension has no points at all.
    pub total: Option<Decimal>,
    /// The grade of the recomputed total.
    pub grade: Option<String>,
    /// It rests on an amount that stands in for a missing one.
    pub stand_in: bool,
}

/// Scores an evaluation.
#[must_use]
pub fn score(evaluation: &Evaluation, scheme: &Scheme, base: Base) -> ScoreSheet {
    let mut sheet = Sheet { evaluation, scheme, base, lines: Vec::new() };
    for at in 0..evaluation.dimensions.len() {
        sheet.dimension(at);
    }
    sheet.loose_indicators();
    sheet.finish()
}

struct Sheet<'a> {
    evaluation: &'a Evaluation,
    scheme: &'a Scheme,
    base: Base,
    lines: Vec<Line>,
}

impl Sheet<'_> {
    fn dimension(&mut self, at: usize) {
        let dimension = &self.evaluation.dimensions[at];
        let weight = self.weight_of(at);
        let claimed = dimension.scores.first().map(|s| s.value);
        if dimension.is_execution {
            let line = self.execution_line(dimension, weight, claimed);
            self.lines.push(line);
            return;
        }
        let members: Vec<usize> = (0..self.evaluation.indicators.len())
            .filter(|i| {
                self.evaluation.indicators[*i].dimension.as_deref() == Some(dimension.name.as_str())
            })
            .collect();
        let lines: Vec<Line> = members.iter().map(|i| self.indicator_line(*i)).collect();
        let line = self.sum_line(&dimension.name, weight, claimed, &lines);
        self.lines.push(line);
        // A dimension that is its own only indicator needs no second line.
        if lines.len() != 1 || lines[0].name != dimension.name {
            self.lines.extend(lines);
        }
    }

    /// Its own weight, that of the scheme, or what the others leave of 100.
    fn weight_of(&self, at: usize) -> Option<Decimal> {
        let known = |d: &Dimension| {
            let own = d.weight.as_ref().map(|w| w.value);
            let execution = || d.is_execution.then(|| self.scheme.execution_weight()).flatten();
            own.or_else(execution).or_else(|| self.scheme.dimension(&d.name)?.weight)
        };
        let dimensions = &self.evaluation.dimensions;
        known(&dimensions[at]).or_else(|| self.full_claim(at, &known)).or_else(|| {
            let others = dimensions.iter().enumerate().filter(|(i, _)| *i != at);
            let sum: Option<Decimal> = others.map(|(_, d)| known(d)).sum();
            Some(Decimal::ONE_HUNDRED - sum?).filter(|w| *w > Decimal::ZERO)
        })
    }

    /// No score exceeds its weight, and the weights make 100: where known weights and claimed scores
    /// already do, each claim is the whole weight.
    fn full_claim(
        &self,
        at: usize,
        known: &dyn Fn(&Dimension) -> Option<Decimal>,
    ) -> Option<Decimal> {
        let claimed = |d: &Dimension| d.scores.first().map(|s| s.value);
        let dimensions = &self.evaluation.dimensions;
        let sum: Option<Decimal> = dimensions.iter().map(|d| known(d).or_else(|| claimed(d))).sum();
        claimed(&dimensions[at]).filter(|_| sum == Some(Decimal::ONE_HUNDRED))
    }

    fn execution_line(
        &self,
        dimension: &Dimension,
        weight: Option<Decimal>,
        claimed: Option<Decimal>,
    ) -> Line {
        let mut line = Line {
            kind: LineKind::Execution,
            name: dimension.name.clone(),
            weight,
            claimed,
            computed: claimed,
            outcome: Outcome::Accepted("没有分值，无法复算".into()),
            trace: Vec::new(),
            indicator: None,
        };
        let Some(weight) = weight else { return line };
        match execution(&self.evaluation.budget, self.base) {
            Ok(execution) => self.fill_execution(&mut line, weight, &execution),
            Err(missing) if claimed.is_some() => line.outcome = Outcome::Accepted(missing),
            Err(missing) => line.outcome = Outcome::Unable(missing),
        }
        line
    }

    fn fill_execution(&self, line: &mut Line, weight: Decimal, execution: &Execution) {
        let earned = weight * execution.rate.max(Decimal::ZERO);
        let capped = if self.scheme.execution.cap { earned.min(weight) } else { earned };
        let points = round_half_up(capped, self.scheme.rounding.digits);
        line.computed = Some(points);
        line.outcome = if execution.stand_in { Outcome::StandIn } else { Outcome::Computed };
        let rate = format!("{}：{}", execution.how, execution.calculation());
        let times = format!("{}×{}＝{}", plain(weight), execution.percent(), plain(points));
        let basis = self.scheme.execution.basis.clone();
        line.trace = vec![Step { text: rate, basis: basis.clone() }, Step { text: times, basis }];
    }

    fn indicator_line(&self, at: usize) -> Line {
        let indicator: &Indicator = &self.evaluation.indicators[at];
        let weight = indicator.weight.as_ref().map(|w| w.value);
        let claimed = indicator.score.as_ref().map(|s| s.value);
        let (computed, outcome, trace) = match points(indicator, self.scheme) {
            Ok(Given { points, how, basis, .. }) => {
                let text = format!("{how}＝{}", plain(points));
                (Some(points), Outcome::Computed, vec![Step { text, basis }])
            }
            Err(unable) => match (claimed, weight) {
                (Some(claimed), Some(weight)) => {
                    let kept = claimed.min(weight).max(Decimal::ZERO);
                    (Some(kept), Outcome::Accepted(unable.0), Vec::new())
                }
                _ => (claimed, Outcome::Unable(unable.0), Vec::new()),
            },
        };
        let name = indicator.title();
        Line {
            kind: LineKind::Indicator,
            name,
            weight,
            claimed,
            computed,
            outcome,
            trace,
            indicator: Some(at),
        }
    }

    /// The weight of a dimension less the points that its indicators lost.
    fn sum_line(
        &self,
        name: &str,
        weight: Option<Decimal>,
        claimed: Option<Decimal>,
        lines: &[Line],
    ) -> Line {
        let weight = weight.or_else(|| lines.iter().map(|l| l.weight).sum());
        let lost: Option<Decimal> = lines.iter().map(|l| Some(l.weight? - l.computed?)).sum();
        let (computed, outcome, text) = match (weight, lost, lines.is_empty()) {
            (Some(weight), Some(lost), false) => {
                let points = (weight - lost).max(Decimal::ZERO);
                let text =
                    format!("{}－各指标失分{}＝{}", plain(weight), plain(lost), plain(points));
                (Some(points), Outcome::Computed, text)
            }
            (Some(weight), _, _) => {
                let kept = claimed.map(|c| c.min(weight));
                (kept, Outcome::Accepted("没有可以复算的明细指标".into()), String::new())
            }
            _ => (claimed, Outcome::Accepted("没有分值".into()), String::new()),
        };
        let steps = (!text.is_empty()).then(|| Step { text, basis: "AC-S1".into() });
        Line {
            kind: LineKind::Dimension,
            name: name.to_owned(),
            weight,
            claimed,
            computed,
            outcome,
            trace: steps.into_iter().collect(),
            indicator: None,
        }
    }

    /// Indicators of no dimension count for themselves.
    fn loose_indicators(&mut self) {
        let named = |name: &str| self.evaluation.dimensions.iter().any(|d| d.name == name);
        let loose: Vec<usize> = (0..self.evaluation.indicators.len())
            .filter(|i| !self.evaluation.indicators[*i].dimension.as_deref().is_some_and(named))
            .collect();
        for at in loose {
            let line = self.indicator_line(at);
            self.lines.push(line);
        }
    }

    fn finish(self) -> ScoreSheet {
        // Without dimensions, the indicators count beside the execution of the budget.
        let has_dimensions = self.lines.iter().any(|l| l.kind == LineKind::Dimension);
        let counted = |l: &&Line| !has_dimensions || l.kind != LineKind::Indicator;
        let sum: Option<Decimal> = self.lines.iter().filter(counted).map(|l| l.computed).sum();
        let total = sum.filter(|_| !self.lines.is_empty());
        let total = total.map(|t| round_half_up(t, self.scheme.rounding.digits));
        ScoreSheet {
            scheme: self.scheme.id.clone(),
            base: self.base,
            claimed: self.evaluation.totals.first().map(|t| t.value),
            grade: total.and_then(|t| self.scheme.grade(t)).map(|b| b.name.clone()),
            stand_in: self.lines.iter().any(|l| l.outcome == Outcome::StandIn),
            total,
            lines: self.lines,
        }
    }
}
