//! What became of a report, step by step, and what was changed on the way.

use super::Names;
use crate::form::{Fields, label};
use crate::http::Problem;
use jiheng_domain::{ReportId, StateKind};
use jiheng_store::Reader;

pub(crate) struct StepLine {
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) action: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) words: String,
}

pub(crate) struct ChangeLine {
    pub(crate) label: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

pub(crate) async fn steps(
    reader: &mut Reader,
    id: ReportId,
    names: &Names,
) -> Result<Vec<StepLine>, Problem> {
    let steps = reader.steps(id).await?.into_iter();
    let line = |s: jiheng_store::PastStep| StepLine {
        at: s.at.minute(),
        by: names.of(s.by),
        action: s.action.text(),
        from: s.from.text(),
        to: s.to.text(),
        words: s.words,
    };
    Ok(steps.map(line).collect())
}

/// What was changed since the report last came back.
pub(crate) async fn changes(
    reader: &mut Reader,
    id: ReportId,
    fields: &Fields,
) -> Result<Vec<ChangeLine>, Problem> {
    let steps = reader.steps(id).await?;
    let Some(back) = steps.iter().rev().find(|s| s.to == StateKind::Returned) else {
        return Ok(Vec::new());
    };
    let changed = reader.changes_since(id, back.at).await?;
    let line = |c: jiheng_store::FieldChange| ChangeLine {
        label: label(c.path.as_str(), fields),
        before: c.before,
        after: c.after,
    };
    Ok(changed.into_iter().map(line).collect())
}
