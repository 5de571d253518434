//! Scoring a submission, and what keeps it from being printed.

mod bounds;
mod check;
mod claims;
mod fill;
mod money;

use crate::Submission;
use jiheng_law::{Day, Law, Scheme, SchemePack};
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
    /// A fault at a path.
    pub fn new(path: impl Into<String>, what: impl Into<String>) -> Self {
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

/// The scheme of a submission as it holds at the end of its year.
///
/// # Errors
/// When the submission names no year, or no scheme that there is.
pub fn scheme_of(submission: &Submission, law: &Law) -> Result<Scheme, Fault> {
    let Some(year) = submission.evaluation.year.as_ref().map(|y| y.value) else {
        return Err(Fault::new("evaluation.year", "请写评价年度，如 2025"));
    };
    Ok(pack_of(submission, law)?.at(Day::end_of(year)))
}

fn pack_of<'a>(submission: &Submission, law: &'a Law) -> Result<&'a SchemePack, Fault> {
    let ids = || law.schemes.iter().map(|s| s.id.as_str()).collect::<Vec<_>>().join("、");
    let Some(id) = submission.scheme.as_deref() else {
        return Err(Fault::new("scheme", format!("请写评分方案，可用：{}", ids())));
    };
    let unknown = || Fault::new("scheme", format!("没有名为 {id} 的方案，可用：{}", ids()));
    law.scheme(id).ok_or_else(unknown)
}

/// Scores a submission by its scheme as it holds at the end of its year.
///
/// # Errors
/// Every fault, in the order of the data.
pub fn settle(submission: &Submission, law: &Law) -> Result<Settled, Vec<Fault>> {
    let (settled, faults) = draft(submission, law)?;
    if faults.is_empty() { Ok(settled) } else { Err(faults) }
}

/// Scores a submission as far as its data go, beside what is still to be mended.
///
/// # Errors
/// When there is no scheme to score by, or a number is out of all bounds.
pub fn draft(submission: &Submission, law: &Law) -> Result<(Settled, Vec<Fault>), Vec<Fault>> {
    let scheme = scheme_of(submission, law).map_err(|fault| vec![fault])?;
    let pack = pack_of(submission, law).map_err(|fault| vec![fault])?;
    let faults = bounds::faults(&submission.evaluation);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut filled = submission.clone();
    fill::project(&mut filled);
    fill::dimensions(&mut filled.evaluation, &scheme);
    let mut faults = check::faults(&filled, &scheme, pack);
    let sheet = jiheng_score::score(&filled.evaluation, &scheme, scheme.execution.base);
    if faults.is_empty() {
        faults = claims::faults(&filled.evaluation, &sheet);
    }
    fill::scores(&mut filled.evaluation, &sheet);
    Ok((Settled { submission: filled, scheme, sheet }, faults))
}
