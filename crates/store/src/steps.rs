//! Steps of reports along the table of transitions, and their history.

use crate::db::{args, fresh_text};
use crate::{Change, Reader, StoreError, ToFreeze, Transaction};
use jiheng_domain::gate::{OpenError, open_errors};
use jiheng_domain::workflow::{Attempt, Context, Participant, step};
use jiheng_domain::{
    Action, Entity, FrozenId, Moment, Permission, Refusal, Report, ReportId, State, StateKind,
    UserId,
};

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastStep {
    /// What was done.
    pub action: Action,
    /// Where the report stood.
    pub from: StateKind,
    /// Where it came to.
    pub to: StateKind,
    /// The opinion or the reasons.
    pub words: String,
    /// The round of the group.
    pub round: i64,
    /// Who did it.
    pub by: UserId,
    /// When.
    pub at: Moment,
}

/// The report as the person saw it who takes the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// [`Report::version`].
    pub version: i64,
    /// [`Report::content`], for which the errors were found.
    pub content: i64,
}

impl Reader {
    /// The steps of a report, the first first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn steps(&mut self, id: ReportId) -> Result<Vec<PastStep>, StoreError> {
        let sql = "SELECT action, from_state, to_state, words, round, taken_by, taken_at \
                   FROM transitions WHERE report_id = $1 ORDER BY taken_at, id";
        let past = |row: &crate::db::Row| {
            Ok(PastStep {
                action: row.code("action", Action::from_code)?,
                from: row.code("from_state", StateKind::from_code)?,
                to: row.code("to_state", StateKind::from_code)?,
                words: row.text("words")?,
                round: row.number("round")?,
                by: row.parse("taken_by")?,
                at: row.moment("taken_at")?,
            })
        };
        self.rows(sql, args![id]).await?.iter().map(past).collect()
    }

    /// What a step of a report depends on; `errors` are what the engine finds in it now.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn step_context(
        &mut self,
        report: &Report,
        errors: &[OpenError],
        now: Moment,
    ) -> Result<Context, StoreError> {
        let task = self.task(report.task).await?.value;
        let extensions = self.extensions(report.task).await?;
        let supervisor = self.unit(report.unit).await?.value.supervisor;
        let members = self.group(report.task, report.unit).await?;
        let round = self.round(report).await?;
        let reasons = self.error_reasons(report.id).await?;
        let reasons: Vec<_> = reasons.into_iter().map(|r| r.reason).collect();
        Ok(Context {
            has_group: members.iter().any(|m| m.active),
            has_supervisor: supervisor.is_some(),
            unsigned: round.holding(),
            open_errors: open_errors(errors, &reasons),
            task: task.state_for(report.unit, &extensions, now.day()),
            submitted_by: report.submitted_by,
        })
    }
}

impl Transaction {
    /// Takes a report a step further, approval excepted. `errors` are what the engine finds in the
    /// content seen.
    ///
    /// # Errors
    /// [`Refusal`], or [`StoreError::Conflict`] when the report has moved or was edited since it
    /// was seen.
    pub async fn take_step(
        &mut self,
        id: ReportId,
        seen: Seen,
        attempt: Attempt<'_>,
        errors: &[OpenError],
    ) -> Result<Report, StoreError> {
        if attempt.action == Action::Approve {
            return Err(Refusal::NotFrozen.into());
        }
        self.advance(id, seen, attempt, errors).await
    }

    /// Approves a report and freezes what was approved: neither happens without the other.
    ///
    /// # Errors
    /// As [`Self::take_step`].
    pub async fn approve(
        &mut self,
        id: ReportId,
        seen: Seen,
        opinion: &str,
        version: &ToFreeze<'_>,
    ) -> Result<FrozenId, StoreError> {
        let attempt = Attempt { action: Action::Approve, words: opinion };
        let report = self.advance(id, seen, attempt, &[]).await?;
        self.freeze(&report, version).await
    }

    async fn advance(
        &mut self,
        id: ReportId,
        seen: Seen,
        attempt: Attempt<'_>,
        errors: &[OpenError],
    ) -> Result<Report, StoreError> {
        let (access, subject) = self.require(Permission::MoveReport, id).await?;
        let before = self.lock_report(id).await?;
        if (before.version, before.content) != (seen.version, seen.content) {
            return Err(StoreError::Conflict("份报告"));
        }
        let user = self.author()?;
        let roles = access.roles_over(&subject);
        let now = self.at();
        let context = self.step_context(&before, errors, now).await?;
        let after = step(&before.state, attempt, Participant { user, roles: &roles }, &context)?;
        self.move_report(&before, attempt, &after).await?;
        self.report(id).await
    }

    async fn move_report(
        &mut self,
        before: &Report,
        attempt: Attempt<'_>,
        after: &State,
    ) -> Result<(), StoreError> {
        let (user, at) = (self.author()?, self.at());
        let (from, to) = (before.state.kind(), after.kind());
        let (step, words) = match after {
            State::Returned { step, reasons } => (Some(step.code()), reasons.as_str()),
            State::Reopened { reason } => (None, reason.as_str()),
            _ => (None, ""),
        };
        let submitted_by = match attempt.action {
            Action::Submit => Some(user),
            Action::Withdraw => None,
            _ => before.submitted_by,
        };
        let round = before.round + i64::from(attempt.action == Action::Send);
        let change = Change::of(Entity::Report, before.id, attempt.action.text())
            .unit(before.unit)
            .report(before.id)
            .before(&before.state)
            .after(after);
        self.write(
            "份报告",
            change,
            "UPDATE reports SET state = $3, returned_step = $4, state_words = $5, \
             submitted_by = $6, round = $7, changed_at = $8, version = version + 1 \
             WHERE id = $1 AND version = $2",
            args![before.id, before.version, to.code(), step, words, submitted_by, round, at],
        )
        .await?;
        let change = Change::of(Entity::Report, before.id, "流转记录").report(before.id);
        self.write(
            "份报告",
            change,
            "INSERT INTO transitions (id, report_id, action, from_state, to_state, words, round, \
             taken_by, taken_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![
                fresh_text(),
                before.id,
                attempt.action.code(),
                from.code(),
                to.code(),
                attempt.words.trim(),
                round,
                user,
                at,
            ],
        )
        .await
    }
}
