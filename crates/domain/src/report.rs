//! A report of a unit in a task.

use crate::{Moment, ReportId, State, TaskId, UnitId, UserId};
use jiheng_law::SchemeKind;

coded! {
    /// What a report is about.
    pub enum ReportKind {
        /// A whole department.
        Department = "department" "部门整体",
        /// One project.
        Project = "project" "项目",
    }
}

impl From<ReportKind> for SchemeKind {
    fn from(kind: ReportKind) -> Self {
        match kind {
            ReportKind::Department => Self::Department,
            ReportKind::Project => Self::Project,
        }
    }
}

/// A report, without what is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// The task that asks for it.
    pub task: TaskId,
    /// The unit that answers for it.
    pub unit: UnitId,
    /// What it is about.
    pub kind: ReportKind,
    /// The project, for a project.
    pub project: Option<String>,
    /// The same project's report of the year before.
    pub previous: Option<ReportId>,
    /// Where it stands.
    pub state: State,
    /// Counts the steps taken; a step from a stale page is refused.
    pub version: i64,
    /// Counts the edits of what is filled in.
    pub content: i64,
    /// Counts how often it was sent to the group.
    pub round: i64,
    /// Whether anything was filled in.
    pub started: bool,
    /// Who handed it in last.
    pub submitted_by: Option<UserId>,
    /// When it was last changed.
    pub changed_at: Moment,
}
