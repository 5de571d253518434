//! Filling in what follows from the data.

use crate::Submission;
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Dimension, Evaluation, Stated};
use jiheng_law::Scheme;
use jiheng_score::{LineKind, ScoreSheet, bases};

/// The project is named once in the figures and once in the words; one of them will do.
pub(super) fn project(submission: &mut Submission) {
    let told = &mut submission.evaluation.project;
    let named = &mut submission.words.project;
    *told = told.take().or_else(|| named.clone().map(Stated::typed));
    *named = named.take().or_else(|| told.as_ref().map(|t| t.value.clone()));
}

/// First-level dimensions from the scheme where the data names none; their weights from the scheme
/// or, where it leaves them to the unit, from the indicators.
pub(super) fn dimensions(evaluation: &mut Evaluation, scheme: &Scheme) {
    if evaluation.dimensions.is_empty() {
        evaluation.dimensions = scheme
            .dimensions
            .iter()
            .map(|d| Dimension {
                name: d.name.clone(),
                is_execution: d.execution,
                weight: d.weight.map(Stated::typed),
                scores: Vec::new(),
            })
            .collect();
    }
    for dimension in &mut evaluation.dimensions {
        let name = dimension.name.as_str();
        let own = evaluation.indicators.iter().filter(|i| i.dimension.as_deref() == Some(name));
        let sum: Option<Decimal> = own.map(|i| i.weight.as_ref().map(|w| w.value)).sum();
        let fallback = sum.filter(|s| !s.is_zero()).map(Stated::typed);
        dimension.weight = dimension.weight.take().or(fallback);
    }
}

/// The scores, the total, the grade and the execution rate as they were calculated.
pub(super) fn scores(evaluation: &mut Evaluation, sheet: &ScoreSheet) {
    for line in &sheet.lines {
        let Some(points) = line.computed else { continue };
        match (line.kind, line.indicator) {
            (LineKind::Indicator, Some(at)) => {
                evaluation.indicators[at].score = Some(Stated::typed(points));
            }
            _ => {
                let own = evaluation.dimensions.iter_mut().find(|d| d.name == line.name);
                if let Some(dimension) = own {
                    dimension.scores = vec![Stated::typed(points)];
                }
            }
        }
    }
    evaluation.totals = sheet.total.map(Stated::typed).into_iter().collect();
    evaluation.grade = sheet.grade.clone().map(Stated::typed);
    let row = bases(&evaluation.budget).into_iter().find(|row| row.base == sheet.base);
    if let Some(Ok(execution)) = row.map(|row| row.result) {
        let budget = &mut evaluation.budget;
        budget.reported_base = Some(Stated::typed(execution.budget));
        budget.reported_executed = Some(Stated::typed(execution.executed));
        budget.reported_rate = Some(Stated::typed(execution.rate));
    }
}
