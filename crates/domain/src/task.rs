//! A self-evaluation task of the bureau, and how far the units are with it.

mod evidence;
mod progress;

pub use evidence::{About, Due, IndicatorRow, RequiredEvidence, due};
pub use progress::{Board, Progress};

use crate::{AttachmentId, Moment, Refusal, RegionCode, ReportKind, TaskId, UnitId, UserId};
use jiheng_law::Day;
use serde::{Deserialize, Serialize};

coded! {
    /// Where a task stands.
    pub enum TaskState {
        /// Being prepared.
        Draft = "draft" "未下达",
        /// Before the units.
        Issued = "issued" "已下达",
        /// Takes no more reports.
        Closed = "closed" "已截止",
    }
}

/// The last day for each step, that day included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// Units begin.
    pub begin: Day,
    /// Units hand in.
    pub submit: Day,
    /// Departments finish.
    pub department: Day,
    /// The finance bureau finishes.
    pub finance: Day,
}

impl Dates {
    /// Whether they follow each other.
    ///
    /// # Errors
    /// [`Refusal::Field`].
    pub fn check(&self) -> Result<(), Refusal> {
        let late = |field| Err(Refusal::Field { field, wrong: "不能早于前一步" });
        if self.submit < self.begin {
            return late("报送截止日期");
        }
        if self.department < self.submit {
            return late("主管部门审核截止日期");
        }
        if self.finance < self.department {
            return late("财政审核截止日期");
        }
        Ok(())
    }

    /// The dates with a later day for handing in; later steps move if they must.
    #[must_use]
    pub fn extended_to(&self, submit: Day) -> Self {
        let department = self.department.max(submit);
        Self { begin: self.begin, submit, department, finance: self.finance.max(department) }
    }
}

/// Which units a task is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskScope {
    /// All active units of the region.
    Region,
    /// These.
    Units(Vec<UnitId>),
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The year that is evaluated.
    pub year: u16,
    /// The region whose bureau set it.
    pub region: RegionCode,
    /// The id of the scoring scheme.
    pub scheme: String,
    /// Its title, as on the notice.
    pub title: String,
    /// Which units.
    pub scope: TaskScope,
    /// What is evaluated.
    pub kinds: Vec<ReportKind>,
    /// By when.
    pub dates: Dates,
    /// With what evidence.
    pub evidence: Vec<RequiredEvidence>,
    /// The notice, if one is attached.
    pub notice: Option<AttachmentId>,
    /// Where it stands.
    pub state: TaskState,
    /// The last day on which it takes reports; from the next day on it is closed.
    pub closing: Option<Day>,
}

/// A later day for handing in, for one unit or for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// The unit; none for all.
    pub unit: Option<UnitId>,
    /// The new last day.
    pub submit: Day,
    /// Why.
    pub reason: String,
    /// Who gave it.
    pub by: UserId,
    /// When.
    pub at: Moment,
}

impl Task {
    /// Whether the task can be issued.
    ///
    /// # Errors
    /// [`Refusal::Field`] for the first thing that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let field = |field, wrong| Err(Refusal::Field { field, wrong });
        if self.title.trim().is_empty() {
            return field("任务名称", "不能为空");
        }
        if !(2000..=2100).contains(&self.year) {
            return field("评价年度", "应为四位数的年份");
        }
        if self.kinds.is_empty() {
            return field("评价类型", "至少选一种");
        }
        if matches!(&self.scope, TaskScope::Units(units) if units.is_empty()) {
            return field("单位范围", "至少选一个单位");
        }
        if self.evidence.iter().any(|e| e.name.trim().is_empty()) {
            return field("佐证材料", "名称不能为空");
        }
        self.dates.check()
    }

    /// Whether an extension makes sense: an issued or closed task, a later day, a reason.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn may_extend(&self, submit: Day, reason: &str) -> Result<(), Refusal> {
        if self.state == TaskState::Draft {
            return Err(Refusal::TaskState(self.state));
        }
        if submit <= self.dates.submit {
            return Err(Refusal::Field {
                field: "延期至", wrong: "应晚于原来的截止日期"
            });
        }
        if reason.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        Ok(())
    }

    /// Where the task stands on a day: one whose last day is over is closed.
    #[must_use]
    pub fn state_on(&self, today: Day) -> TaskState {
        let is_over = self.closing.is_some_and(|last| last < today);
        if self.state == TaskState::Issued && is_over { TaskState::Closed } else { self.state }
    }

    /// Whether a last day may be set: for an issued task, one that is not over, and not before the
    /// units are to hand in.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn may_close_after(&self, last: Day, today: Day) -> Result<(), Refusal> {
        let field = |wrong| Err(Refusal::Field { field: "截止日期", wrong });
        match self.state_on(today) {
            TaskState::Issued if last < today => field("不能早于今天"),
            TaskState::Issued if last < self.dates.submit => field("不能早于单位报送截止的日期"),
            TaskState::Issued => Ok(()),
            state => Err(Refusal::TaskState(state)),
        }
    }

    /// The last day for a unit to hand in, with what was granted to it.
    #[must_use]
    pub fn submit_day(&self, unit: UnitId, extensions: &[Extension]) -> Day {
        let granted = extensions.iter().filter(|e| e.unit.is_none_or(|u| u == unit));
        granted.map(|e| e.submit).max().map_or(self.dates.submit, |d| d.max(self.dates.submit))
    }

    /// Whether a unit may still hand in: a closed task stays open to those with more time.
    #[must_use]
    pub fn state_for(&self, unit: UnitId, extensions: &[Extension], today: Day) -> TaskState {
        let more_time =
            || extensions.iter().any(|e| e.unit.is_none_or(|u| u == unit) && e.submit >= today);
        match self.state_on(today) {
            TaskState::Closed if more_time() => TaskState::Issued,
            state => state,
        }
    }
}

#[cfg(test)]
mod tests;
