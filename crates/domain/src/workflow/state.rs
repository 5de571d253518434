//! The states of a report.

use serde::{Deserialize, Serialize};

coded! {
    /// A state without what belongs to it.
    pub enum StateKind {
        /// Being filled in.
        Draft = "draft" "草稿",
        /// Before the self-evaluation group.
        GroupReview = "group_review" "组内审核",
        /// Before the head of the unit.
        HeadReview = "head_review" "负责人审核",
        /// Handed in, not yet taken up.
        Submitted = "submitted" "已提交",
        /// Before the supervising department.
        DepartmentReview = "department_review" "主管部门审核",
        /// Before the finance bureau.
        FinanceReview = "finance_review" "财政审核",
        /// Sent back to the unit.
        Returned = "returned" "已退回",
        /// Approved and frozen.
        Approved = "approved" "已审定",
        /// Made public.
        Published = "published" "已公开",
        /// Opened again after approval.
        Reopened = "reopened" "已重开",
    }
}

impl StateKind {
    /// Whether the unit may change the report.
    #[must_use]
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned | Self::Reopened)
    }

    /// Whether the unit has handed the report in.
    #[must_use]
    pub fn is_handed_in(self) -> bool {
        use StateKind as S;
        matches!(
            self,
            S::Submitted | S::DepartmentReview | S::FinanceReview | S::Approved | S::Published
        )
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Approved | Self::Published)
    }
}

coded! {
    /// Who sent a report back.
    pub enum Step {
        /// The self-evaluation group.
        Group = "group" "自评小组",
        /// The head of the unit.
        Head = "head" "单位负责人",
        /// The supervising department.
        Department = "department" "主管部门",
        /// The finance bureau.
        Finance = "finance" "财政部门",
    }
}

/// Where a report stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being filled in.
    Draft,
    /// Before the self-evaluation group.
    GroupReview,
    /// Before the head of the unit.
    HeadReview,
    /// Handed in, not yet taken up.
    Submitted,
    /// Before the supervising department.
    DepartmentReview,
    /// Before the finance bureau.
    FinanceReview,
    /// Sent back to the unit.
    Returned {
        /// By whom.
        step: Step,
        /// Why.
        reasons: String,
    },
    /// Approved and frozen.
    Approved,
    /// Made public.
    Published,
    /// Opened again after approval.
    Reopened {
        /// Why.
        reason: String,
    },
}

impl State {
    /// The state without what belongs to it.
    #[must_use]
    pub fn kind(&self) -> StateKind {
        match self {
            Self::Draft => StateKind::Draft,
            Self::GroupReview => StateKind::GroupReview,
            Self::HeadReview => StateKind::HeadReview,
            Self::Submitted => StateKind::Submitted,
            Self::DepartmentReview => StateKind::DepartmentReview,
            Self::FinanceReview => StateKind::FinanceReview,
            Self::Returned { .. } => StateKind::Returned,
            Self::Approved => StateKind::Approved,
            Self::Published => StateKind::Published,
            Self::Reopened { .. } => StateKind::Reopened,
        }
    }
}
