//! Scoring a submission, and what keeps it from being printed.

mod check;
mod fill;

use crate::Submission;
use jiheng_law::{Day, Law, Scheme};
use jiheng_score::ScoreSheet;
use thiserror::Error;

/// What is missing or contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{path}：{what}")]
pub struct Fault {
    /// Where in the data, as the file names it (evaluation.indicators[2].weight).
    pub path: String,
    /// What is wrong and what to write.
    pub what: String,
}

impl Fault {
    fn new(path: impl Into<String>, what: impl Into<String>) -> Self {
        Self { path: path.into(), what: what.into() }
    }
}

/// A submission that is whole: scored, summed and graded.
#[derive(Debug, Clone)]
pub struct Settled {
    /// The data with every score, sum and grade filled in.
    pub submission: Submission,
    /// The scheme that it is scored by.
    pub scheme: Scheme,
    /// The way to each point.
    pub sheet: ScoreSheet,
}

/// Scores a submission by its scheme as it holds at the end of its year.
///
/// # Errors
/// Every fault, in the order of the data.
pub fn settle(submission: &Submission, law: &Law) -> Result<Settled, Vec<Fault>> {
    let Some(year) = submission.evaluation.year.as_ref().map(|y| y.value) else {
        return Err(vec![Fault::new("evaluation.year", "请写评价年度，如 2025")]);
    };
    let ids = || law.schemes.iter().map(|s| s.id.as_str()).collect::<Vec<_>>().join("、");
    let Some(id) = submission.scheme.as_deref() else {
        return Err(vec![Fault::new("scheme", format!("请写评分方案，可用：{}", ids()))]);
    };
    let Some(pack) = law.scheme(id) else {
        return Err(vec![Fault::new("scheme", format!("没有名为 {id} 的方案，可用：{}", ids()))]);
    };
    let scheme = pack.at(Day::end_of(year));
    let mut filled = submission.clone();
    fill::dimensions(&mut filled.evaluation, &scheme);
    let faults = check::faults(&filled.evaluation, &scheme);
    if !faults.is_empty() {
        return Err(faults);
    }
    let sheet = jiheng_score::score(&filled.evaluation, &scheme, scheme.execution.base);
    fill::scores(&mut filled.evaluation, &sheet);
    Ok(Settled { submission: filled, scheme, sheet })
}
