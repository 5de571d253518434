//! What the queue shows of a report, and what an approval freezes of it.

use super::{Checked, Engine};
use crate::form::{Fields, Subject};
use jiheng_base::Decimal;
use jiheng_domain::Assessment;
use jiheng_score::bases;
use serde_json::json;

impl Engine {
    /// The figures that the queue shows.
    #[must_use]
    pub fn assessment(&self, subject: &Subject, fields: &Fields, checked: &Checked) -> Assessment {
        let count = |level| i64::try_from(checked.count(level)).unwrap_or(i64::MAX);
        let mut figures =
            Assessment { errors: count("error"), doubts: count("doubt"), ..Assessment::default() };
        let Some(settled) = self.settled(subject, fields) else { return figures };
        let in_hundredths =
            |value: Decimal| i64::try_from((value * Decimal::ONE_HUNDRED).round()).ok();
        figures.computed_points = settled.sheet.total.and_then(in_hundredths);
        figures.claimed_points = figures.computed_points;
        let budget = &settled.submission.evaluation.budget;
        let row = bases(budget).into_iter().find(|row| row.base == settled.sheet.base);
        if let Some(Ok(execution)) = row.map(|row| row.result) {
            figures.budget_fen = in_hundredths(execution.budget);
            figures.spent_fen = in_hundredths(execution.executed);
        }
        figures
    }

    /// The whole content of a report, as an approval freezes it.
    #[must_use]
    pub fn frozen_content(&self, subject: &Subject, fields: &Fields) -> String {
        let live = self.figures(subject, fields);
        let content = json!({
            "unit": subject.unit, "year": subject.year, "scheme": subject.scheme,
            "project": subject.project, "supervisor": subject.supervisor,
            "fields": fields, "total": live.total, "grade": live.grade, "rate": live.rate,
        });
        content.to_string()
    }
}
