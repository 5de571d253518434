//! Evidence: files that bear out what a report says.

use crate::attachments::{Attachment, attachment};
use crate::db::{args, fresh};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::draft::FieldPath;
use jiheng_domain::{AttachmentId, Entity, EvidenceId, ReportId};

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// The field that it bears out, an indicator most often; none for the whole report.
    pub path: Option<FieldPath>,
    /// Which required evidence it is; empty for what was brought beyond that.
    pub requirement: String,
    /// The file.
    pub file: Attachment,
}

const COLUMNS: &str = "SELECT e.id AS evidence_id, e.path, e.requirement, a.id, a.name, \
     a.media_type, a.size, a.digest, a.added_by, a.added_at FROM evidence e \
     JOIN attachments a ON a.id = e.attachment_id WHERE e.report_id = $1";

impl Reader {
    /// The evidence of a report.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn evidence(&mut self, report: ReportId) -> Result<Vec<Evidence>, StoreError> {
        self.evidence_by(report, format!("{COLUMNS} AND e.active = 1 ORDER BY e.id")).await
    }

    /// The evidence of a report with what was taken out again.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn all_evidence(&mut self, report: ReportId) -> Result<Vec<Evidence>, StoreError> {
        self.evidence_by(report, format!("{COLUMNS} ORDER BY e.id")).await
    }

    async fn evidence_by(
        &mut self,
        report: ReportId,
        sql: String,
    ) -> Result<Vec<Evidence>, StoreError> {
        let rows = self.rows(sql, args![report]).await?;
        rows.iter()
            .map(|row| {
                Ok(Evidence {
                    id: row.parse("evidence_id")?,
                    path: row.text_if("path")?.map(|p| FieldPath::new(&p)).transpose()?,
                    requirement: row.text("requirement")?,
                    file: attachment(row)?,
                })
            })
            .collect()
    }
}

impl Transaction {
    /// Adds evidence.
    ///
    /// # Errors
    /// [`jiheng_domain::Refusal`].
    pub async fn add_evidence(
        &mut self,
        report: ReportId,
        path: Option<&FieldPath>,
        requirement: &str,
        file: AttachmentId,
    ) -> Result<EvidenceId, StoreError> {
        self.may_fill(report).await?;
        let id: EvidenceId = fresh();
        let (by, at) = (self.author()?, self.at());
        self.write(
            "份佐证",
            Change::of(Entity::Evidence, id, "添加").report(report).after(file),
            "INSERT INTO evidence (id, report_id, path, requirement, attachment_id, active, \
             added_by, added_at) VALUES ($1, $2, $3, $4, $5, 1, $6, $7)",
            args![id, report, path.map(FieldPath::as_str), requirement, file, by, at],
        )
        .await?;
        Ok(id)
    }

    /// Takes evidence out of a report; the file stays.
    ///
    /// # Errors
    /// [`jiheng_domain::Refusal`], [`StoreError::Conflict`] when it was taken out before.
    pub async fn remove_evidence(
        &mut self,
        report: ReportId,
        id: EvidenceId,
    ) -> Result<(), StoreError> {
        self.may_fill(report).await?;
        self.write(
            "份佐证",
            Change::of(Entity::Evidence, id, "移除").report(report),
            "UPDATE evidence SET active = 0 WHERE id = $1 AND report_id = $2 AND active = 1",
            args![id, report],
        )
        .await
    }
}
