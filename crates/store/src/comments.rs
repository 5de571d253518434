//! Comments on a report or one of its fields.

use crate::db::{Row, args, fresh};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::draft::FieldPath;
use jiheng_domain::{CommentId, Entity, Moment, Permission, Refusal, ReportId, UserId};

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// The field; none for the whole report.
    pub path: Option<FieldPath>,
    /// What it says.
    pub words: String,
    /// Who wrote it.
    pub by: UserId,
    /// When.
    pub at: Moment,
    /// Who settled it, and when.
    pub settled: Option<(UserId, Moment)>,
}

impl Reader {
    /// The comments on a report, the first first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn comments(&mut self, report: ReportId) -> Result<Vec<Comment>, StoreError> {
        let sql = "SELECT id, path, words, written_by, written_at, settled_by, settled_at \
                   FROM comments WHERE report_id = $1 ORDER BY id";
        self.rows(sql, args![report]).await?.iter().map(comment).collect()
    }
}

impl Transaction {
    /// Writes a comment.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn comment(
        &mut self,
        report: ReportId,
        path: Option<&FieldPath>,
        words: &str,
    ) -> Result<CommentId, StoreError> {
        self.require(Permission::CommentReport, report).await?;
        let words = words.trim();
        if words.is_empty() {
            return Err(Refusal::OpinionMissing.into());
        }
        let id: CommentId = fresh();
        let (by, at) = (self.author()?, self.at());
        self.write(
            "条批注",
            Change::of(Entity::Comment, id, "批注").report(report).after(words),
            "INSERT INTO comments (id, report_id, path, words, written_by, written_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            args![id, report, path.map(FieldPath::as_str), words, by, at],
        )
        .await?;
        Ok(id)
    }

    /// Marks a comment as settled.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it was settled before.
    pub async fn settle_comment(
        &mut self,
        report: ReportId,
        id: CommentId,
    ) -> Result<(), StoreError> {
        self.require(Permission::CommentReport, report).await?;
        let (by, at) = (self.author()?, self.at());
        self.write(
            "条批注",
            Change::of(Entity::Comment, id, "已处理").report(report),
            "UPDATE comments SET settled_by = $3, settled_at = $4 \
             WHERE id = $1 AND report_id = $2 AND settled_at IS NULL",
            args![id, report, by, at],
        )
        .await
    }
}

fn comment(row: &Row) -> Result<Comment, StoreError> {
    Ok(Comment {
        id: row.parse("id")?,
        path: row.text_if("path")?.map(|p| FieldPath::new(&p)).transpose()?,
        words: row.text("words")?,
        by: row.parse("written_by")?,
        at: row.moment("written_at")?,
        settled: row.parse_if("settled_by")?.zip(row.moment_if("settled_at")?),
    })
}
