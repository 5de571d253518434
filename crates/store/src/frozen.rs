//! Approved versions: what was approved, its digest, the rules of that day, its documents.

use crate::attachments::{Attachment, attachment};
use crate::db::{Row, args, fresh};
use crate::files::sm3;
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::{AttachmentId, Entity, FrozenId, Moment, Report, ReportId, UserId};

/// An approved version of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// Its id.
    pub id: FrozenId,
    /// Counts the approved versions of the report.
    pub number: i64,
    /// The whole content, as JSON.
    pub content: String,
    /// The SM3 digest of the content.
    pub digest: String,
    /// The scoring scheme.
    pub scheme: String,
    /// The version of the rule pack.
    pub pack_version: String,
    /// The name of the unit on that day.
    pub unit_name: String,
    /// Who approved it.
    pub by: UserId,
    /// When.
    pub at: Moment,
}

impl Frozen {
    /// Whether the content is still the one that was approved.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        sm3(self.content.as_bytes()) == self.digest
    }
}

/// What is to be frozen.
#[derive(Debug, Clone)]
pub struct ToFreeze<'a> {
    /// The whole content, as JSON.
    pub content: &'a str,
    /// The scoring scheme.
    pub scheme: &'a str,
    /// The version of the rule pack.
    pub pack_version: &'a str,
    /// The documents, by their names.
    pub files: &'a [(&'a str, AttachmentId)],
}

impl Reader {
    /// The approved versions of a report, the latest first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn frozen(&mut self, report: ReportId) -> Result<Vec<Frozen>, StoreError> {
        let sql = "SELECT id, number, content, digest, scheme, pack_version, unit_name, \
                   frozen_by, frozen_at FROM frozen WHERE report_id = $1 ORDER BY number DESC";
        self.rows(sql, args![report]).await?.iter().map(frozen).collect()
    }

    /// The documents of an approved version, by name.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn frozen_files(
        &mut self,
        id: FrozenId,
    ) -> Result<Vec<(String, Attachment)>, StoreError> {
        let sql = "SELECT f.name AS document, a.id, a.name, a.media_type, a.size, a.digest, \
                   a.added_by, a.added_at FROM frozen_files f \
                   JOIN attachments a ON a.id = f.attachment_id \
                   WHERE f.frozen_id = $1 ORDER BY f.name";
        let rows = self.rows(sql, args![id]).await?;
        rows.iter().map(|row| Ok((row.text("document")?, attachment(row)?))).collect()
    }
}

impl Transaction {
    /// Freezes a report that was just approved.
    pub(crate) async fn freeze(
        &mut self,
        approved: &Report,
        version: &ToFreeze<'_>,
    ) -> Result<FrozenId, StoreError> {
        let report = approved.id;
        let (by, at) = (self.author()?, self.at());
        let unit_name = self.unit(approved.unit).await?.value.name;
        let sql = "SELECT COALESCE(MAX(number), 0) + 1 AS next FROM frozen WHERE report_id = $1";
        let number = self.row("份报告", sql, args![report]).await?.number("next")?;
        let id: FrozenId = fresh();
        let digest = sm3(version.content.as_bytes());
        self.write(
            "个版本",
            Change::of(Entity::Frozen, id, "冻结").report(report).after(digest.as_str()),
            "INSERT INTO frozen (id, report_id, number, content, digest, scheme, pack_version, \
             unit_name, frozen_by, frozen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            args![
                id,
                report,
                number,
                version.content,
                digest,
                version.scheme,
                version.pack_version,
                unit_name,
                by,
                at,
            ],
        )
        .await?;
        for (name, file) in version.files {
            self.write(
                "个版本",
                Change::of(Entity::Frozen, id, "附文件").report(report).after(name),
                "INSERT INTO frozen_files (frozen_id, name, attachment_id) VALUES ($1, $2, $3)",
                args![id, *name, *file],
            )
            .await?;
        }
        Ok(id)
    }
}

fn frozen(row: &Row) -> Result<Frozen, StoreError> {
    Ok(Frozen {
        id: row.parse("id")?,
        number: row.number("number")?,
        content: row.text("content")?,
        digest: row.text("digest")?,
        scheme: row.text("scheme")?,
        pack_version: row.text("pack_version")?,
        unit_name: row.text("unit_name")?,
        by: row.parse("frozen_by")?,
        at: row.moment("frozen_at")?,
    })
}
