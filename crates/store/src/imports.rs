//! Reports of former years, taken over from files or from another system.

use crate::db::args;
use crate::{Change, StoreError, Transaction};
use jiheng_domain::draft::FieldPath;
use jiheng_domain::task::TaskState;
use jiheng_domain::{
    Assessment, Entity, Permission, Refusal, ReportId, ReportKind, TaskId, UnitId,
};
use serde_json::json;

/// A report as it was approved elsewhere.
#[derive(Debug, Clone)]
pub struct FormerReport<'a> {
    /// What it is about.
    pub kind: ReportKind,
    /// The project; empty for a whole department.
    pub project: &'a str,
    /// What it says.
    pub fields: &'a [(FieldPath, String)],
    /// What the engine says of it.
    pub figures: Assessment,
}

impl Transaction {
    /// Takes over the reports of a unit in a closed task as approved; what is still open goes
    /// through all steps.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`], [`Refusal::TaskState`] unless the task is closed,
    /// [`StoreError::Taken`].
    pub async fn take_over(
        &mut self,
        task: TaskId,
        unit: UnitId,
        reports: &[FormerReport<'_>],
    ) -> Result<Vec<ReportId>, StoreError> {
        self.require_over(Permission::ManageTask, unit).await?;
        let state = self.task(task).await?.value.state_on(self.at().day());
        if state != TaskState::Closed {
            return Err(Refusal::TaskState(state).into());
        }
        let mut ids = Vec::with_capacity(reports.len());
        for report in reports {
            let project = report.project.trim();
            let id = self.insert_report(task, unit, report.kind, project).await?;
            self.fill_former(id, report.fields).await?;
            let content = i64::try_from(report.fields.len()).unwrap_or(i64::MAX);
            self.write(
                "份报告",
                Change::of(Entity::Report, id, "导入").unit(unit).report(id).after("approved"),
                "UPDATE reports SET state = 'approved', started = 1, content = $2, \
                 version = version + 1 WHERE id = $1",
                args![id, content],
            )
            .await?;
            self.assess(id, &report.figures).await?;
            ids.push(id);
        }
        Ok(ids)
    }

    async fn fill_former(
        &mut self,
        id: ReportId,
        fields: &[(FieldPath, String)],
    ) -> Result<(), StoreError> {
        let (by, at) = (self.author()?, self.at());
        for (path, value) in fields {
            let change = Change::of(Entity::Field, path, "填写")
                .report(id)
                .after(json!({ "value": value, "version": 1 }));
            self.write(
                "个字段",
                change,
                "INSERT INTO fields (report_id, path, value, version, changed_by, changed_at) \
                 VALUES ($1, $2, $3, 1, $4, $5)",
                args![id, path.as_str(), value.as_str(), by, at],
            )
            .await?;
        }
        Ok(())
    }
}
