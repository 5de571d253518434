//! Written reasons why an error may stand; the reviewer sees them.

use crate::db::{Row, args};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::gate::{OpenError, WrittenReason};
use jiheng_domain::{Entity, Moment, ReportId, UserId};

/// A reason with the error that it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorReason {
    /// The reason.
    pub reason: WrittenReason,
    /// The rule that found the error.
    pub code: String,
    /// The error, as it was told then.
    pub message: String,
    /// Counts the changes.
    pub version: i64,
    /// Who wrote it.
    pub by: UserId,
    /// When.
    pub at: Moment,
}

impl Reader {
    /// The reasons of a report, by rule.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn error_reasons(
        &mut self,
        report: ReportId,
    ) -> Result<Vec<ErrorReason>, StoreError> {
        let sql = "SELECT fingerprint, code, message, words, version, written_by, written_at \
                   FROM error_reasons WHERE report_id = $1 ORDER BY code, fingerprint";
        self.rows(sql, args![report]).await?.iter().map(reason).collect()
    }
}

impl Transaction {
    /// Writes the reason for an error, in place of `version` (0 for the first).
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for a stale version, [`jiheng_domain::Refusal`].
    pub async fn give_reason(
        &mut self,
        report: ReportId,
        error: &OpenError,
        words: &str,
        version: i64,
    ) -> Result<(), StoreError> {
        self.may_fill(report).await?;
        let (by, at) = (self.author()?, self.at());
        let reasons = self.error_reasons(report).await?;
        let known = reasons.iter().find(|r| r.reason.fingerprint == error.fingerprint);
        if known.map_or(0, |r| r.version) != version {
            return Err(StoreError::Conflict("条说明"));
        }
        let mut change =
            Change::of(Entity::ErrorReason, &error.fingerprint, "说明").report(report).after(words);
        if let Some(known) = known {
            change = change.before(&known.reason.text);
        }
        let args = args![
            report,
            error.fingerprint.as_str(),
            error.code.as_str(),
            error.message.as_str(),
            words.trim(),
            version + 1,
            by,
            at,
        ];
        let sql = match known {
            Some(_) => {
                "UPDATE error_reasons SET code = $3, message = $4, words = $5, version = $6, \
                 written_by = $7, written_at = $8 WHERE report_id = $1 AND fingerprint = $2"
            }
            None => {
                "INSERT INTO error_reasons (report_id, fingerprint, code, message, words, \
                 version, written_by, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
            }
        };
        self.write("条说明", change, sql, args).await
    }
}

fn reason(row: &Row) -> Result<ErrorReason, StoreError> {
    Ok(ErrorReason {
        reason: WrittenReason { fingerprint: row.text("fingerprint")?, text: row.text("words")? },
        code: row.text("code")?,
        message: row.text("message")?,
        version: row.number("version")?,
        by: row.parse("written_by")?,
        at: row.moment("written_at")?,
    })
}
