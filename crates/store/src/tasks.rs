//! Tasks: made, issued, extended, closed; and reminders.

use crate::db::{Row, args, fresh_text};
use crate::reach::Reach;
use crate::{Change, Reader, StoreError, Transaction, Versioned};
use jiheng_domain::moment::{Day, parse_day};
use jiheng_domain::task::{Dates, Extension, TaskScope, TaskState};
use jiheng_domain::{
    Access, Entity, Moment, Permission, Refusal, RegionCode, ReportKind, Task, TaskId, UnitId,
    UserId,
};

const COLUMNS: &str = "SELECT id, year, region_code, scheme, title, scope, kinds, begin_day, \
     submit_day, department_day, finance_day, evidence, notice_id, state, closing_day, version FROM tasks";

/// A reminder that was sent to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The task.
    pub task: TaskId,
    /// What it says.
    pub words: String,
    /// Who sent it.
    pub by: UserId,
    /// When.
    pub at: Moment,
}

impl Reader {
    /// A task.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn task(&mut self, id: TaskId) -> Result<Versioned<Task>, StoreError> {
        task(&self.row("项任务", format!("{COLUMNS} WHERE id = $1"), args![id]).await?)
    }

    /// All tasks, the latest year first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn tasks(&mut self) -> Result<Vec<Versioned<Task>>, StoreError> {
        let sql = format!("{COLUMNS} ORDER BY year DESC, id DESC");
        self.rows(sql, vec![]).await?.iter().map(task).collect()
    }

    /// The tasks that concern a person: those that they manage, and those with a report that they
    /// see; the latest year first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn tasks_seen_by(
        &mut self,
        access: &Access,
    ) -> Result<Vec<Versioned<Task>>, StoreError> {
        let Reach { sql, args } = Reach::of(access, Permission::ViewTask, 1);
        let sql = format!(
            "SELECT t.id FROM tasks t WHERE EXISTS \
             (SELECT 1 FROM reports r WHERE r.task_id = t.id AND {sql})"
        );
        let rows = self.rows(sql, args).await?;
        let reached = rows.iter().map(|r| r.parse("id")).collect::<Result<Vec<TaskId>, _>>()?;
        let mut seen = Vec::new();
        for task in self.tasks().await? {
            let regions = self.regions_around(&task.value.region).await?;
            let manages = access.allows_in(Permission::ManageTask, &regions);
            if manages || reached.contains(&task.value.id) {
                seen.push(task);
            }
        }
        Ok(seen)
    }

    /// The extensions of a task, the oldest first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn extensions(&mut self, id: TaskId) -> Result<Vec<Extension>, StoreError> {
        let sql = "SELECT unit_id, submit_day, reason, given_by, given_at FROM task_extensions \
                   WHERE task_id = $1 ORDER BY id";
        let rows = self.rows(sql, args![id]).await?;
        let extension = |row: &Row| {
            Ok(Extension {
                unit: row.parse_if("unit_id")?,
                submit: day(row, "submit_day")?,
                reason: row.text("reason")?,
                by: row.parse("given_by")?,
                at: row.moment("given_at")?,
            })
        };
        rows.iter().map(extension).collect()
    }

    /// The reminders that a unit got, the latest first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn reminders(&mut self, unit: UnitId) -> Result<Vec<Reminder>, StoreError> {
        let sql = "SELECT task_id, words, sent_by, sent_at FROM reminders \
                   WHERE unit_id = $1 ORDER BY id DESC";
        let reminder = |row: &Row| {
            Ok(Reminder {
                task: row.parse("task_id")?,
                words: row.text("words")?,
                by: row.parse("sent_by")?,
                at: row.moment("sent_at")?,
            })
        };
        self.rows(sql, args![unit]).await?.iter().map(reminder).collect()
    }
}

impl Transaction {
    /// A new task, not yet issued.
    ///
    /// # Errors
    /// [`Refusal`] for what is wrong with it.
    pub async fn add_task(&mut self, task: &Task) -> Result<(), StoreError> {
        self.require_in(Permission::ManageTask, &task.region).await?;
        task.check()?;
        let mut args = args![task.id, task.state.code()];
        args.extend(columns(task)?);
        self.write(
            "项任务",
            Change::of(Entity::Task, task.id, "新增").after(shown(task)),
            "INSERT INTO tasks (id, state, year, region_code, scheme, title, scope, kinds, \
             begin_day, submit_day, department_day, finance_day, evidence, notice_id, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)",
            args,
        )
        .await
    }

    /// Changes a task; once it is issued, only its title, notice and required evidence.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for a stale version, [`Refusal`].
    pub async fn change_task(&mut self, task: &Task, version: i64) -> Result<(), StoreError> {
        task.check()?;
        let before = self.managed_task(task.id).await?;
        self.require_in(Permission::ManageTask, &task.region).await?;
        let fixed = |t: &Task| {
            (t.year, t.region.clone(), t.scheme.clone(), t.scope.clone(), t.kinds.clone(), t.dates)
        };
        if before.state != TaskState::Draft && fixed(&before) != fixed(task) {
            return Err(Refusal::TaskState(before.state).into());
        }
        let mut args = args![task.id, version];
        args.extend(columns(task)?);
        self.write(
            "项任务",
            Change::of(Entity::Task, task.id, "修改").before(shown(&before)).after(shown(task)),
            "UPDATE tasks SET year = $3, region_code = $4, scheme = $5, title = $6, scope = $7, \
             kinds = $8, begin_day = $9, submit_day = $10, department_day = $11, \
             finance_day = $12, evidence = $13, notice_id = $14, version = version + 1 \
             WHERE id = $1 AND version = $2",
            args,
        )
        .await
    }

    /// Issues a task: every unit in its scope gets the report on the whole department.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for a stale version, [`Refusal::TaskState`].
    pub async fn issue_task(&mut self, id: TaskId, version: i64) -> Result<u64, StoreError> {
        self.move_task(id, version, TaskState::Draft, TaskState::Issued).await?;
        let task = self.task(id).await?.value;
        let units = self.units_in_scope(&task).await?;
        if task.kinds.contains(&ReportKind::Department) {
            for unit in &units {
                self.insert_report(id, *unit, ReportKind::Department, "").await?;
            }
        }
        Ok(units.len() as u64)
    }

    /// Closes a task: it takes no new reports.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for a stale version, [`Refusal::TaskState`].
    pub async fn close_task(&mut self, id: TaskId, version: i64) -> Result<(), StoreError> {
        self.move_task(id, version, TaskState::Issued, TaskState::Closed).await
    }

    /// Sets the last day on which a task takes reports, or none: from the next day on it is closed,
    /// without anybody's doing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for a stale version, [`Refusal`] for a day that is over or too early.
    pub async fn close_task_after(
        &mut self,
        id: TaskId,
        version: i64,
        last: Option<Day>,
    ) -> Result<(), StoreError> {
        let task = self.managed_task(id).await?;
        let today = self.at().day();
        // Without a last day it stays open as long as it is open now.
        task.may_close_after(last.unwrap_or(today.max(task.dates.submit)), today)?;
        let told = |day: Option<Day>| day.map(|d| d.to_string());
        self.write(
            "项任务",
            Change::of(Entity::Task, id, "定期截止").before(told(task.closing)).after(told(last)),
            "UPDATE tasks SET closing_day = $3, version = version + 1 \
             WHERE id = $1 AND version = $2",
            args![id, version, told(last).as_deref()],
        )
        .await
    }

    /// Gives more time, to one unit or to all. A closed task opens again for those who got it.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn extend_task(
        &mut self,
        id: TaskId,
        unit: Option<UnitId>,
        submit: Day,
        reason: &str,
    ) -> Result<(), StoreError> {
        let task = self.managed_task(id).await?;
        task.may_extend(submit, reason)?;
        let (by, at) = (self.author()?, self.at());
        let mut change = Change::of(Entity::Task, id, "延期")
            .before(task.dates.submit.to_string())
            .after(format!("{submit} {}", reason.trim()));
        if let Some(unit) = unit {
            change = change.unit(unit);
        }
        self.write(
            "项任务",
            change,
            "INSERT INTO task_extensions (id, task_id, unit_id, submit_day, reason, given_by, \
             given_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![fresh_text(), id, unit, submit.to_string(), reason.trim(), by, at],
        )
        .await
    }

    /// Reminds a unit.
    ///
    /// # Errors
    /// When there is no such task or unit.
    pub async fn remind(
        &mut self,
        task: TaskId,
        unit: UnitId,
        words: &str,
    ) -> Result<(), StoreError> {
        self.managed_task(task).await?;
        let (by, at) = (self.author()?, self.at());
        self.write(
            "项任务",
            Change::of(Entity::Reminder, task, "催报").unit(unit).after(words),
            "INSERT INTO reminders (id, task_id, unit_id, words, sent_by, sent_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            args![fresh_text(), task, unit, words, by, at],
        )
        .await
    }

    async fn move_task(
        &mut self,
        id: TaskId,
        version: i64,
        from: TaskState,
        to: TaskState,
    ) -> Result<(), StoreError> {
        let state = self.managed_task(id).await?.state;
        if state != from {
            return Err(Refusal::TaskState(state).into());
        }
        self.write(
            "项任务",
            Change::of(Entity::Task, id, to.text()).before(from).after(to),
            "UPDATE tasks SET state = $3, version = version + 1 WHERE id = $1 AND version = $2",
            args![id, version, to.code()],
        )
        .await
    }

    /// A task that the person may manage.
    async fn managed_task(&mut self, id: TaskId) -> Result<Task, StoreError> {
        let task = self.task(id).await?.value;
        self.require_in(Permission::ManageTask, &task.region).await?;
        Ok(task)
    }

    async fn units_in_scope(&mut self, task: &Task) -> Result<Vec<UnitId>, StoreError> {
        let supervision = self.supervision().await?;
        let units = self.units().await?;
        let active = units.iter().map(|u| &u.value).filter(|u| u.active);
        let within = |id: UnitId| match &task.scope {
            TaskScope::Units(chosen) => chosen.contains(&id),
            TaskScope::Region => {
                supervision.position(id).is_some_and(|p| p.regions.contains(&task.region))
            }
        };
        Ok(active.map(|u| u.id).filter(|id| within(*id)).collect())
    }
}

/// The columns of a task from the year on, in the order in which they are written.
fn columns(task: &Task) -> Result<Vec<crate::db::Value>, StoreError> {
    let kinds: Vec<&str> = task.kinds.iter().map(|k| k.code()).collect();
    Ok(args![
        i64::from(task.year),
        task.region.clone(),
        task.scheme.as_str(),
        task.title.trim(),
        serde_json::to_string(&task.scope)?,
        kinds.join(","),
        task.dates.begin.to_string(),
        task.dates.submit.to_string(),
        task.dates.department.to_string(),
        task.dates.finance.to_string(),
        serde_json::to_string(&task.evidence)?,
        task.notice,
    ])
}

/// A task as the log keeps it.
fn shown(task: &Task) -> serde_json::Value {
    serde_json::json!({
        "year": task.year, "scheme": task.scheme, "title": task.title, "scope": task.scope,
        "kinds": task.kinds, "begin": task.dates.begin, "submit": task.dates.submit,
        "department": task.dates.department, "finance": task.dates.finance,
        "evidence": task.evidence, "notice": task.notice,
    })
}

fn task(row: &Row) -> Result<Versioned<Task>, StoreError> {
    let damaged = |what: &str| StoreError::Damaged(what.to_owned());
    let kinds = row.text("kinds")?;
    let kinds = kinds.split(',').map(ReportKind::from_code).collect::<Option<Vec<_>>>();
    let value = Task {
        id: row.parse("id")?,
        year: u16::try_from(row.number("year")?).map_err(|_| damaged("year"))?,
        region: RegionCode::new(&row.text("region_code")?)?,
        scheme: row.text("scheme")?,
        title: row.text("title")?,
        scope: serde_json::from_str(&row.text("scope")?)?,
        kinds: kinds.ok_or_else(|| damaged("kinds"))?,
        dates: Dates {
            begin: day(row, "begin_day")?,
            submit: day(row, "submit_day")?,
            department: day(row, "department_day")?,
            finance: day(row, "finance_day")?,
        },
        evidence: serde_json::from_str(&row.text("evidence")?)?,
        notice: row.parse_if("notice_id")?,
        state: row.code("state", TaskState::from_code)?,
        closing: row
            .text_if("closing_day")?
            .map(|text| day_of(&text, "closing_day"))
            .transpose()?,
    };
    Ok(Versioned { value, version: row.number("version")? })
}

fn day(row: &Row, column: &str) -> Result<Day, StoreError> {
    day_of(&row.text(column)?, column)
}

fn day_of(text: &str, column: &str) -> Result<Day, StoreError> {
    parse_day(text).ok_or_else(|| StoreError::Damaged(column.to_owned()))
}
