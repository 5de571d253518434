//! Reports, without what is filled in.

use crate::db::{Row, args, fresh};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::task::TaskState;
use jiheng_domain::{
    Assessment, Entity, Permission, Refusal, Report, ReportId, ReportKind, State, StateKind, Step,
    TaskId, Unit, UnitId,
};

const COLUMNS: &str = "SELECT id, task_id, unit_id, kind, project, previous_id, state, \
     returned_step, state_words, version, content, round, started, submitted_by, changed_at \
     FROM reports";

impl Reader {
    /// A report.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn report(&mut self, id: ReportId) -> Result<Report, StoreError> {
        report(&self.row("份报告", format!("{COLUMNS} WHERE id = $1"), args![id]).await?)
    }

    /// The reports of a unit in a task, the department before its projects.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn reports_of_unit(
        &mut self,
        task: TaskId,
        unit: UnitId,
    ) -> Result<Vec<Report>, StoreError> {
        let sql = format!("{COLUMNS} WHERE unit_id = $1 AND task_id = $2 ORDER BY kind, project");
        self.rows(sql, args![unit, task]).await?.iter().map(report).collect()
    }

    /// The reports that a unit still has to do with.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn unfinished_reports(&mut self, unit: UnitId) -> Result<Vec<Report>, StoreError> {
        let sql =
            format!("{COLUMNS} WHERE unit_id = $1 AND state NOT IN ('approved', 'published')");
        self.rows(sql, args![unit]).await?.iter().map(report).collect()
    }

    /// The report of the year before on the same subject, by the unit or by one that it succeeds.
    async fn previous(
        &mut self,
        task: TaskId,
        unit: UnitId,
        kind: ReportKind,
        project: &str,
    ) -> Result<Option<ReportId>, StoreError> {
        let sql = "SELECT r.id FROM reports r JOIN tasks t ON t.id = r.task_id \
                   WHERE r.unit_id IN (SELECT id FROM units WHERE id = $1 OR successor_id = $1) \
                   AND r.kind = $2 AND r.project = $3 \
                   AND t.year = (SELECT year FROM tasks WHERE id = $4) - 1 \
                   ORDER BY CASE WHEN r.unit_id = $1 THEN 0 ELSE 1 END, r.id DESC LIMIT 1";
        let row = self.row_if(sql, args![unit, kind.code(), project, task]).await?;
        row.map(|row| row.parse("id")).transpose()
    }
}

impl Transaction {
    /// A new report of a unit, beside last year's on the same subject if there is one; by the unit
    /// itself or by the bureau.
    ///
    /// # Errors
    /// [`Refusal`], [`StoreError::Taken`] when the unit has it already.
    pub async fn add_report(
        &mut self,
        task: TaskId,
        unit: UnitId,
        kind: ReportKind,
        project: Option<&str>,
    ) -> Result<ReportId, StoreError> {
        if self.require_over(Permission::ManageTask, unit).await.is_err() {
            self.require_over(Permission::FillReport, unit).await?;
        }
        self.open_unit(unit).await?;
        let stored = self.task(task).await?.value;
        if stored.state == TaskState::Draft || !stored.kinds.contains(&kind) {
            return Err(Refusal::TaskState(stored.state).into());
        }
        let project = match (kind, project.map(str::trim)) {
            (ReportKind::Department, _) => "",
            (ReportKind::Project, None | Some("")) => {
                return Err(Refusal::Field { field: "项目名称", wrong: "不能为空" }.into());
            }
            (ReportKind::Project, Some(name)) => name,
        };
        self.insert_report(task, unit, kind, project).await
    }

    pub(crate) async fn insert_report(
        &mut self,
        task: TaskId,
        unit: UnitId,
        kind: ReportKind,
        project: &str,
    ) -> Result<ReportId, StoreError> {
        let id: ReportId = fresh();
        let at = self.at();
        let previous = self.previous(task, unit, kind, project).await?;
        self.write(
            "份报告",
            Change::of(Entity::Report, id, "新增").unit(unit).report(id).after(project),
            "INSERT INTO reports (id, task_id, unit_id, kind, project, previous_id, state, \
             state_words, version, content, round, started, changed_at, errors, doubts, risk) \
             VALUES ($1, $2, $3, $4, $5, $6, 'draft', '', 1, 0, 0, 0, $7, 0, 0, 0)",
            args![id, task, unit, kind.code(), project, previous, at],
        )
        .await?;
        Ok(id)
    }

    /// Gives an unfinished report to the unit that takes over. A report on the whole of a closed
    /// unit carries its name from then on, beside the successor's own.
    pub(crate) async fn hand_over(
        &mut self,
        report: Report,
        from: &Unit,
        to: UnitId,
    ) -> Result<(), StoreError> {
        let project = match report.kind {
            ReportKind::Department if report.project.is_none() => format!("原{}", from.name),
            _ => report.project.unwrap_or_default(),
        };
        self.write(
            "份报告",
            Change::of(Entity::Report, report.id, "移交")
                .unit(to)
                .report(report.id)
                .before(from.id)
                .after(to),
            "UPDATE reports SET unit_id = $2, project = $3, version = version + 1 WHERE id = $1",
            args![report.id, to, project],
        )
        .await
    }

    /// Keeps what the engine says of a report, for the queue.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn assess(&mut self, id: ReportId, figures: &Assessment) -> Result<(), StoreError> {
        let done = self
            .touch(
                "UPDATE reports SET errors = $2, doubts = $3, claimed_points = $4, \
                 computed_points = $5, budget_fen = $6, spent_fen = $7, risk = $8 WHERE id = $1",
                args![
                    id,
                    figures.errors,
                    figures.doubts,
                    figures.claimed_points,
                    figures.computed_points,
                    figures.budget_fen,
                    figures.spent_fen,
                    figures.risk(),
                ],
            )
            .await?;
        if done == 0 { Err(StoreError::NotFound("份报告")) } else { Ok(()) }
    }

    /// Keeps others from changing a report until the transaction ends; what is read from then on
    /// is the latest.
    pub(crate) async fn lock_report(&mut self, id: ReportId) -> Result<Report, StoreError> {
        self.touch("UPDATE reports SET version = version WHERE id = $1", args![id]).await?;
        self.report(id).await
    }
}

pub(crate) fn report(row: &Row) -> Result<Report, StoreError> {
    let damaged = |what: &str| StoreError::Damaged(what.to_owned());
    let words = row.text("state_words")?;
    let state = match row.code("state", StateKind::from_code)? {
        StateKind::Draft => State::Draft,
        StateKind::GroupReview => State::GroupReview,
        StateKind::HeadReview => State::HeadReview,
        StateKind::Submitted => State::Submitted,
        StateKind::DepartmentReview => State::DepartmentReview,
        StateKind::FinanceReview => State::FinanceReview,
        StateKind::Returned => {
            let step = row.text_if("returned_step")?.as_deref().and_then(Step::from_code);
            State::Returned { step: step.ok_or_else(|| damaged("returned_step"))?, reasons: words }
        }
        StateKind::Approved => State::Approved,
        StateKind::Published => State::Published,
        StateKind::Reopened => State::Reopened { reason: words },
    };
    Ok(Report {
        id: row.parse("id")?,
        task: row.parse("task_id")?,
        unit: row.parse("unit_id")?,
        kind: row.code("kind", ReportKind::from_code)?,
        project: Some(row.text("project")?).filter(|p| !p.is_empty()),
        previous: row.parse_if("previous_id")?,
        state,
        version: row.number("version")?,
        content: row.number("content")?,
        round: row.number("round")?,
        started: row.flag("started")?,
        submitted_by: row.parse_if("submitted_by")?,
        changed_at: row.moment("changed_at")?,
    })
}
