//! Points changed in review; what was claimed stays beside.

use crate::db::{Row, args, fresh};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::draft::FieldPath;
use jiheng_domain::{
    AdjustmentId, Entity, Moment, Permission, Refusal, ReportId, StateKind, UserId,
};
use serde_json::json;

/// Points changed in review. Points are decimals as they are printed; the last one on a line counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// Its id.
    pub id: AdjustmentId,
    /// The line of the score table.
    pub path: FieldPath,
    /// The points claimed.
    pub claimed: String,
    /// The points given.
    pub adjusted: String,
    /// Why.
    pub reason: String,
    /// In which round of the report.
    pub round: i64,
    /// Who changed them.
    pub by: UserId,
    /// When.
    pub at: Moment,
}

impl Reader {
    /// The changed points of a report, the first first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn adjustments(&mut self, report: ReportId) -> Result<Vec<Adjustment>, StoreError> {
        let sql = "SELECT id, path, claimed, adjusted, reason, round, made_by, made_at \
                   FROM adjustments WHERE report_id = $1 ORDER BY made_at, id";
        self.rows(sql, args![report]).await?.iter().map(adjustment).collect()
    }
}

impl Transaction {
    /// Changes the points of a line, with a reason.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn adjust(
        &mut self,
        report: ReportId,
        path: &FieldPath,
        claimed: &str,
        adjusted: &str,
        reason: &str,
    ) -> Result<AdjustmentId, StoreError> {
        self.require(Permission::AdjustPoints, report).await?;
        let state = self.lock_report(report).await?;
        if state.state.kind() != StateKind::FinanceReview {
            return Err(Refusal::NotEditable(state.state.kind()).into());
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        let id: AdjustmentId = fresh();
        let (by, at) = (self.author()?, self.at());
        self.write(
            "项调整",
            Change::of(Entity::Adjustment, id, "调整")
                .report(report)
                .before(claimed)
                .after(json!({ "path": path, "adjusted": adjusted, "reason": reason })),
            "INSERT INTO adjustments (id, report_id, path, claimed, adjusted, reason, round, \
             made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![id, report, path.as_str(), claimed, adjusted, reason, state.round, by, at],
        )
        .await?;
        Ok(id)
    }
}

fn adjustment(row: &Row) -> Result<Adjustment, StoreError> {
    Ok(Adjustment {
        id: row.parse("id")?,
        path: FieldPath::new(&row.text("path")?)?,
        claimed: row.text("claimed")?,
        adjusted: row.text("adjusted")?,
        reason: row.text("reason")?,
        round: row.number("round")?,
        by: row.parse("made_by")?,
        at: row.moment("made_at")?,
    })
}
