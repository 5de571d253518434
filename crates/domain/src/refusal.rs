//! Why something may not be done, as the user reads it.

use crate::access::Permission;
use crate::organisation::Role;
use crate::workflow::{Action, StateKind};

/// A refusal with its reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No role of the person allows it here.
    #[error("您没有“{0}”的权限，或者它不在您的范围内")]
    NotAllowed(Permission),
    /// No role of the person allows the step here.
    #[error("您的角色不能办理这一步：{0}")]
    NotYourRole(Action),
    /// The state has no such way out.
    #[error("报告现在是“{state}”，不能{action}")]
    WrongState {
        /// Where the report stands.
        state: StateKind,
        /// What was wanted.
        action: Action,
    },
    /// Approval without the version that is approved.
    #[error("审定时要同时冻结所审定的版本")]
    NotFrozen,
    /// Someone who handed the report in may not review it.
    #[error("报告由您报送，审核须由另一个人办理")]
    OwnWork,
    /// The step asks for an opinion.
    #[error("请填写意见")]
    OpinionMissing,
    /// The step asks for reasons.
    #[error("请写明理由")]
    ReasonMissing,
    /// The group has not finished.
    #[error("自评小组还没有签完：{}", .0.join("、"))]
    GroupUnfinished(Vec<String>),
    /// Errors that nobody gave a reason for.
    #[error("还有 {} 处错误既未改正、也未说明理由：{}", .0.len(), .0.join("；"))]
    OpenErrors(Vec<String>),
    /// The task takes no more reports.
    #[error("任务已经截止，不能再报送；请与财政部门联系")]
    TaskClosed,
    /// The task is not issued yet.
    #[error("任务还没有下达")]
    TaskNotIssued,
    /// The form is not open to be filled in.
    #[error("报告现在是“{0}”，不能修改；要修改请先撤回或退回")]
    NotEditable(StateKind),
    /// What only those outside the unit do, before it has handed the report in.
    #[error("报告现在是“{0}”，单位还没有报送，报送后再办")]
    NotHandedIn(StateKind),
    /// Two of the three administrators in one person.
    #[error("系统、安全、审计三种管理员须由不同的人担任：已是{0}，不能再任{1}")]
    AdministratorsApart(Role, Role),
    /// An administrator with a business role.
    #[error("管理员不办理业务：已是{0}，不能再任{1}")]
    AdministratorOutOfBusiness(Role, Role),
    /// A role in a scope that it does not go with.
    #[error("{0}不能授予这样的范围")]
    ScopeUnfit(Role),
    /// Who asks for a change may not confirm it.
    #[error("自己提出的变更须由另一位安全管理员确认")]
    OwnRequest,
    /// Only a security administrator confirms.
    #[error("只有安全管理员可以确认机构、人员和角色的变更")]
    NotSecurityAdmin,
    /// A request that was decided before.
    #[error("这项变更已经办理过")]
    AlreadyDecided,
    /// A field of a form is wrong or empty.
    #[error("{field}：{wrong}")]
    Field {
        /// Its name on the page.
        field: &'static str,
        /// What is wrong with it.
        wrong: &'static str,
    },
    /// A unit that cannot be closed yet.
    #[error("单位还有 {0} 份没有办完的报告，请先指定承接的单位")]
    UnitHasReports(u64),
    /// A unit that is no more.
    #[error("“{0}”已经撤销，不能这样做；如是误撤，请先申请恢复")]
    UnitClosed(String),
    /// A supervisor that would supervise itself.
    #[error("主管部门不能是本单位或本单位的下级")]
    SupervisionLoop,
    /// A task that cannot be changed as asked.
    #[error("任务现在是“{0}”，不能这样做")]
    TaskState(crate::task::TaskState),
}
