//! What a field held before, from the log.

use crate::db::args;
use crate::{Reader, StoreError};
use jiheng_domain::draft::FieldPath;
use jiheng_domain::{Moment, ReportId, UserId};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A value that a field held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldVersion {
    /// The value.
    pub value: String,
    /// Its version.
    pub version: i64,
    /// Who typed it.
    pub by: Option<UserId>,
    /// When.
    pub at: Moment,
}

/// A field that changed between two times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub path: FieldPath,
    /// What it held then; empty for nothing.
    pub before: String,
    /// What it holds now.
    pub after: String,
}

#[derive(Deserialize)]
struct Logged {
    value: String,
    version: i64,
}

impl Reader {
    /// What a field held, the first value first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn field_history(
        &mut self,
        report: ReportId,
        path: &FieldPath,
    ) -> Result<Vec<FieldVersion>, StoreError> {
        let all = self.logged(report, None).await?;
        Ok(all.into_iter().filter(|(of, _)| of == path).map(|(_, version)| version).collect())
    }

    /// What all fields held at a time.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn fields_as_of(
        &mut self,
        report: ReportId,
        at: Moment,
    ) -> Result<BTreeMap<FieldPath, String>, StoreError> {
        let all = self.logged(report, Some(at)).await?;
        Ok(all.into_iter().map(|(path, version)| (path, version.value)).collect())
    }

    /// The fields that hold something else than at a time: what a resubmission has changed.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn changes_since(
        &mut self,
        report: ReportId,
        at: Moment,
    ) -> Result<Vec<FieldChange>, StoreError> {
        let mut then = self.fields_as_of(report, at).await?;
        let now = self.fields(report).await?;
        let changes = now.into_iter().filter_map(|field| {
            let before = then.remove(&field.path).unwrap_or_default();
            let changed = before != field.value;
            changed.then_some(FieldChange { path: field.path, before, after: field.value })
        });
        Ok(changes.collect())
    }

    /// All values of the fields, in the order of their versions.
    async fn logged(
        &mut self,
        report: ReportId,
        until: Option<Moment>,
    ) -> Result<Vec<(FieldPath, FieldVersion)>, StoreError> {
        let sql = "SELECT entity_id, after_value, user_id, at FROM audit_log \
                   WHERE report_id = $1 AND entity = 'field' AND action = '填写' AND at <= $2";
        let until = until.unwrap_or(Moment(i64::MAX));
        let mut all = Vec::new();
        for row in self.rows(sql, args![report, until]).await? {
            let Logged { value, version } = serde_json::from_str(&row.text("after_value")?)?;
            let by = row.parse_if("user_id")?;
            let at = row.moment("at")?;
            let path = FieldPath::new(&row.text("entity_id")?)?;
            all.push((path, FieldVersion { value, version, by, at }));
        }
        all.sort_by_key(|(_, version)| version.version);
        Ok(all)
    }
}
