//! Files of units that do not use the system, checked in one go.

use crate::attachments::{Attachment, attachment};
use crate::db::{Row, args, fresh};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::{AttachmentId, BatchId, Entity, Moment, Permission, UserId};

/// A batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// How many files.
    pub files: i64,
    /// When.
    pub at: Moment,
}

/// A file of a batch, with what was said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchFile {
    /// Its name, in a zip after that of the zip.
    pub name: String,
    /// The file; none where a zip could not give it.
    pub file: Option<AttachmentId>,
    /// The unit that it speaks of; empty where none was made out.
    pub unit_name: String,
    /// The verdict, or why it could not be read.
    pub verdict: String,
    /// Findings of level error.
    pub errors: i64,
    /// Findings of level doubt.
    pub doubts: i64,
    /// The score claimed, as it is printed.
    pub claimed: String,
    /// The score by the rule.
    pub computed: String,
}

impl Reader {
    /// The batches of a person, the latest first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn batches(&mut self, user: UserId, take: u32) -> Result<Vec<Batch>, StoreError> {
        let sql = "SELECT b.id, b.made_at, (SELECT COUNT(*) FROM batch_files f \
                   WHERE f.batch_id = b.id) AS files \
                   FROM batches b WHERE b.made_by = $1 ORDER BY b.id DESC LIMIT $2";
        let batch = |row: &Row| {
            Ok(Batch {
                id: row.parse("id")?,
                files: row.number("files")?,
                at: row.moment("made_at")?,
            })
        };
        self.rows(sql, args![user, i64::from(take)]).await?.iter().map(batch).collect()
    }

    /// The files of a batch that a person made; nobody else sees it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn batch(&mut self, id: BatchId, user: UserId) -> Result<Vec<BatchFile>, StoreError> {
        let own = "SELECT id FROM batches WHERE id = $1 AND made_by = $2";
        self.row("批文件", own, args![id, user]).await?;
        let sql = "SELECT name, attachment_id, unit_name, verdict, errors, doubts, claimed, \
                   computed FROM batch_files WHERE batch_id = $1 ORDER BY number";
        let file = |row: &Row| {
            Ok(BatchFile {
                name: row.text("name")?,
                file: row.parse_if("attachment_id")?,
                unit_name: row.text("unit_name")?,
                verdict: row.text("verdict")?,
                errors: row.number("errors")?,
                doubts: row.number("doubts")?,
                claimed: row.text("claimed")?,
                computed: row.text("computed")?,
            })
        };
        self.rows(sql, args![id]).await?.iter().map(file).collect()
    }

    /// The stored files of a batch, by their number from 0 on.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn batch_contents(
        &mut self,
        id: BatchId,
    ) -> Result<Vec<(usize, Attachment)>, StoreError> {
        let sql = "SELECT f.number, a.id, a.name, a.media_type, a.size, a.digest, a.added_by, \
                   a.added_at FROM batch_files f JOIN attachments a ON a.id = f.attachment_id \
                   WHERE f.batch_id = $1 ORDER BY f.number";
        let rows = self.rows(sql, args![id]).await?;
        let content = |row: &Row| {
            let number = usize::try_from(row.count("number")?).unwrap_or(usize::MAX);
            Ok((number, attachment(row)?))
        };
        rows.iter().map(content).collect()
    }
}

impl Transaction {
    /// Keeps a batch.
    ///
    /// # Errors
    /// [`jiheng_domain::Refusal`].
    pub async fn add_batch(&mut self, files: &[BatchFile]) -> Result<BatchId, StoreError> {
        self.require_anywhere(Permission::BatchCheck).await?;
        let id: BatchId = fresh();
        let (by, at) = (self.author()?, self.at());
        self.write(
            "批文件",
            Change::of(Entity::Batch, id, "核对").after(format!("{} 份", files.len())),
            "INSERT INTO batches (id, made_by, made_at) VALUES ($1, $2, $3)",
            args![id, by, at],
        )
        .await?;
        for (file, number) in files.iter().zip(0_i64..) {
            self.write(
                "批文件",
                Change::of(Entity::Batch, id, "核对文件").after(&file.name),
                "INSERT INTO batch_files (batch_id, number, name, attachment_id, unit_name, \
                 verdict, errors, doubts, claimed, computed) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                args![
                    id,
                    number,
                    file.name.as_str(),
                    file.file,
                    file.unit_name.as_str(),
                    file.verdict.as_str(),
                    file.errors,
                    file.doubts,
                    file.claimed.as_str(),
                    file.computed.as_str(),
                ],
            )
            .await?;
        }
        Ok(id)
    }
}
