//! What is filled in, field by field; nothing that was typed is lost.

mod history;

pub use history::{FieldChange, FieldVersion};

use crate::db::{Row, args, fresh};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::draft::{Edit, Field, FieldPath, Merged, merge};
use jiheng_domain::{ConflictId, Entity, Moment, Permission, ReportId, UserId};
use serde_json::json;

/// A value that lost against another, kept until someone has looked at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldConflict {
    /// Its id.
    pub id: ConflictId,
    /// The field.
    pub path: FieldPath,
    /// What was typed.
    pub value: String,
    /// Who typed it.
    pub by: UserId,
    /// When.
    pub at: Moment,
}

impl Reader {
    /// All fields of a report, by path.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn fields(&mut self, report: ReportId) -> Result<Vec<Field>, StoreError> {
        let sql = "SELECT path, value, version, changed_by, changed_at FROM fields \
                   WHERE report_id = $1 ORDER BY path";
        self.rows(sql, args![report]).await?.iter().map(field).collect()
    }

    /// One field.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn field(
        &mut self,
        report: ReportId,
        path: &FieldPath,
    ) -> Result<Option<Field>, StoreError> {
        let sql = "SELECT path, value, version, changed_by, changed_at FROM fields \
                   WHERE report_id = $1 AND path = $2";
        self.row_if(sql, args![report, path.as_str()]).await?.as_ref().map(field).transpose()
    }

    /// The values that lost and that nobody has looked at.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn field_conflicts(
        &mut self,
        report: ReportId,
    ) -> Result<Vec<FieldConflict>, StoreError> {
        let sql = "SELECT id, path, value, typed_by, typed_at FROM field_conflicts \
                   WHERE report_id = $1 AND settled = 0 ORDER BY id";
        let conflict = |row: &Row| {
            Ok(FieldConflict {
                id: row.parse("id")?,
                path: FieldPath::new(&row.text("path")?)?,
                value: row.text("value")?,
                by: row.parse("typed_by")?,
                at: row.moment("typed_at")?,
            })
        };
        self.rows(sql, args![report]).await?.iter().map(conflict).collect()
    }
}

impl Transaction {
    /// Saves edits of one report. An edit that another got ahead of is kept beside; commit in any
    /// case.
    ///
    /// # Errors
    /// [`jiheng_domain::Refusal`].
    pub async fn save_fields(
        &mut self,
        report: ReportId,
        edits: Vec<Edit>,
    ) -> Result<Vec<Merged>, StoreError> {
        self.may_fill(report).await?;
        let mut results = Vec::with_capacity(edits.len());
        let mut accepted = 0;
        for edit in edits {
            let stored = self.field(report, &edit.path).await?;
            let merged = merge(stored.as_ref(), edit.clone());
            match &merged {
                Merged::Accepted { version } => {
                    accepted += 1;
                    self.store_field(report, &edit, *version, stored.as_ref()).await?;
                }
                Merged::Conflict { yours, .. } => self.keep_conflict(report, yours).await?,
                Merged::Unchanged { .. } => {}
            }
            results.push(merged);
        }
        if accepted > 0 {
            let (at, count) = (self.at(), i64::from(accepted));
            self.touch(
                "UPDATE reports SET started = 1, content = content + $2, changed_at = $3 \
                 WHERE id = $1",
                args![report, count, at],
            )
            .await?;
        }
        Ok(results)
    }

    /// Someone has looked at a value that lost; it stays in the log.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it was settled before.
    pub async fn settle_conflict(
        &mut self,
        report: ReportId,
        id: ConflictId,
    ) -> Result<(), StoreError> {
        self.require(Permission::FillReport, report).await?;
        self.write(
            "处冲突",
            Change::of(Entity::Field, id, "冲突已处理").report(report),
            "UPDATE field_conflicts SET settled = 1 \
             WHERE id = $1 AND report_id = $2 AND settled = 0",
            args![id, report],
        )
        .await
    }

    async fn store_field(
        &mut self,
        report: ReportId,
        edit: &Edit,
        version: i64,
        stored: Option<&Field>,
    ) -> Result<(), StoreError> {
        let (by, at) = (self.author()?, self.at());
        let mut change = Change::of(Entity::Field, &edit.path, "填写")
            .report(report)
            .after(json!({ "value": edit.value, "version": version }));
        if let Some(field) = stored {
            change = change.before(json!({ "value": field.value, "version": field.version }));
        }
        let args = args![report, edit.path.as_str(), edit.value.as_str(), version, by, at];
        let sql = match stored {
            Some(_) => {
                "UPDATE fields SET value = $3, version = $4, changed_by = $5, changed_at = $6 \
                 WHERE report_id = $1 AND path = $2 AND version = $4 - 1"
            }
            None => {
                "INSERT INTO fields (report_id, path, value, version, changed_by, changed_at) \
                 VALUES ($1, $2, $3, $4, $5, $6)"
            }
        };
        self.write("个字段", change, sql, args).await
    }

    async fn keep_conflict(&mut self, report: ReportId, yours: &Edit) -> Result<(), StoreError> {
        let (by, at) = (self.author()?, self.at());
        // Sent again after a lost answer, it is still one conflict.
        let sql = "SELECT id FROM field_conflicts WHERE report_id = $1 AND path = $2 \
                   AND value = $3 AND typed_by = $4 AND settled = 0";
        let known = args![report, yours.path.as_str(), yours.value.as_str(), by];
        if self.row_if(sql, known).await?.is_some() {
            return Ok(());
        }
        let (path, value) = (yours.path.as_str(), yours.value.as_str());
        self.write(
            "处冲突",
            Change::of(Entity::Field, path, "冲突").report(report).after(value),
            "INSERT INTO field_conflicts (id, report_id, path, base_version, value, typed_by, \
             typed_at, settled) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
            args![fresh::<ConflictId>(), report, path, yours.base_version, value, by, at],
        )
        .await
    }
}

fn field(row: &Row) -> Result<Field, StoreError> {
    Ok(Field {
        path: FieldPath::new(&row.text("path")?)?,
        value: row.text("value")?,
        version: row.number("version")?,
        by: row.parse("changed_by")?,
        at: row.moment("changed_at")?,
    })
}
