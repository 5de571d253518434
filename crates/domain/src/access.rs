//! What a role may do, and over which units a person holds it; both must hold.

use crate::organisation::{Grant, Position, RegionCode, Role, Scope};
use crate::{ReportId, UserId};
use std::collections::BTreeSet;

coded! {
    /// One kind of page or operation.
    pub enum Permission {
        /// The own account: home, password, signing out.
        OwnAccount = "own_account" "本人账号",
        /// Read a report, its findings, history and evidence, and download its documents.
        ViewReport = "view_report" "查看报告",
        /// Fill in a report, attach evidence, answer findings.
        FillReport = "fill_report" "填报",
        /// Sign a report within the group.
        SignReport = "sign_report" "小组签署",
        /// Take a report to its next step, as the table of transitions has it.
        MoveReport = "move_report" "办理报告",
        /// Write comments on a report.
        CommentReport = "comment_report" "批注报告",
        /// The queue of reports to review.
        ReviewDesk = "review_desk" "审核台",
        /// Change points in review, with a reason.
        AdjustPoints = "adjust_points" "调整得分",
        /// Let an expert see a report.
        AssignExpert = "assign_expert" "指派专家",
        /// Give an opinion on a report that was assigned.
        GiveOpinion = "give_opinion" "专家意见",
        /// Check files of units that do not use the system.
        BatchCheck = "batch_check" "批量核对",
        /// Read tasks and their notices.
        ViewTask = "view_task" "查看任务",
        /// Make, issue, extend, close tasks.
        ManageTask = "manage_task" "管理任务",
        /// The progress of units in a task.
        ViewBoard = "view_board" "进度",
        /// Read regions, units and people.
        ViewOrganisation = "view_organisation" "查看机构人员",
        /// Change regions and units, and ask for changes to people and roles.
        ManageOrganisation = "manage_organisation" "管理机构人员",
        /// Confirm changes to people and roles.
        ConfirmChange = "confirm_change" "确认变更",
        /// Lock an account at once, end sessions.
        LockAccount = "lock_account" "锁定账号",
        /// Read who did what when; values of business data stay hidden from administrators.
        ViewLog = "view_log" "查看日志",
        /// The same of one report.
        ViewReportLog = "view_report_log" "查看报告的操作记录",
    }
}

impl Role {
    /// Whether the role may do it at all.
    #[must_use]
    pub fn may(self, permission: Permission) -> bool {
        use Permission as P;
        if permission == P::OwnAccount {
            return true;
        }
        let may: &[P] = match self {
            Self::Clerk => &[
                P::ViewReport,
                P::ViewReportLog,
                P::FillReport,
                P::MoveReport,
                P::CommentReport,
                P::ViewTask,
            ],
            Self::UnitHead => {
                &[P::ViewReport, P::ViewReportLog, P::MoveReport, P::CommentReport, P::ViewTask]
            }
            Self::GroupMember => &[
                P::ViewReport,
                P::ViewReportLog,
                P::SignReport,
                P::MoveReport,
                P::CommentReport,
                P::ViewTask,
            ],
            Self::Department => &[
                P::ViewReport,
                P::ViewReportLog,
                P::MoveReport,
                P::CommentReport,
                P::ReviewDesk,
                P::BatchCheck,
                P::ViewTask,
                P::ViewBoard,
            ],
            Self::FinanceDivision => &[
                P::ViewReport,
                P::ViewReportLog,
                P::MoveReport,
                P::CommentReport,
                P::ReviewDesk,
                P::AdjustPoints,
                P::BatchCheck,
                P::ViewTask,
                P::ViewBoard,
            ],
            Self::PerformanceOffice => &[
                P::ViewReport,
                P::ViewReportLog,
                P::MoveReport,
                P::CommentReport,
                P::ReviewDesk,
                P::AdjustPoints,
                P::AssignExpert,
                P::BatchCheck,
                P::ViewTask,
                P::ManageTask,
                P::ViewBoard,
                P::ViewOrganisation,
            ],
            Self::Expert => {
                &[P::ViewReport, P::ViewReportLog, P::CommentReport, P::ReviewDesk, P::GiveOpinion]
            }
            Self::Observer => {
                &[P::ViewReport, P::ViewReportLog, P::ViewTask, P::ViewBoard, P::ViewLog]
            }
            Self::SystemAdmin => &[P::ViewOrganisation, P::ManageOrganisation],
            Self::SecurityAdmin => &[P::ViewOrganisation, P::ConfirmChange, P::LockAccount],
            Self::AuditAdmin => &[P::ViewOrganisation, P::ViewLog, P::ViewReportLog],
        };
        may.contains(&permission)
    }
}

/// What a page or an operation is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The unit, and where it stands.
    pub position: Position,
    /// The report, if it is about one.
    pub report: Option<ReportId>,
}

/// What a person holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Who.
    pub user: UserId,
    /// The roles and their scopes.
    pub grants: Vec<Grant>,
    /// The reports that were assigned to the person.
    pub assigned: BTreeSet<ReportId>,
}

impl Access {
    /// Whether some role may do it, wherever.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.grants.iter().any(|g| g.role.may(permission))
    }

    /// Whether a role that may do it is held over this subject.
    #[must_use]
    pub fn allows(&self, permission: Permission, subject: &Subject) -> bool {
        self.roles_over(subject).into_iter().any(|role| role.may(permission))
    }

    /// Whether any role reaches this subject.
    #[must_use]
    pub fn covers(&self, subject: &Subject) -> bool {
        !self.roles_over(subject).is_empty()
    }

    /// Whether a role that may do it is held over a region, given with those around it.
    #[must_use]
    pub fn allows_in(&self, permission: Permission, regions: &[RegionCode]) -> bool {
        let over = |scope: &Scope| matches!(scope, Scope::Region(code) if regions.contains(code));
        self.grants.iter().any(|g| g.role.may(permission) && over(&g.scope))
    }

    /// Whether an administrator's role may do it, over the system as a whole.
    #[must_use]
    pub fn keeps(&self, permission: Permission) -> bool {
        self.grants.iter().any(|g| g.scope == Scope::System && g.role.may(permission))
    }

    /// The same person in one role only, to ask what waits for it.
    #[must_use]
    pub fn as_role(&self, role: Role) -> Self {
        let grants = self.grants.iter().filter(|g| g.role == role).cloned().collect();
        Self { grants, ..self.clone() }
    }

    /// The roles that are held over this subject.
    #[must_use]
    pub fn roles_over(&self, subject: &Subject) -> Vec<Role> {
        let reaching = self.grants.iter().filter(|g| self.reaches(&g.scope, subject));
        let mut roles: Vec<Role> = reaching.map(|g| g.role).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// All roles, wherever they are held.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = self.grants.iter().map(|g| g.role).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    fn reaches(&self, scope: &Scope, subject: &Subject) -> bool {
        let position = &subject.position;
        match scope {
            Scope::Unit(unit) => position.unit == *unit,
            Scope::Department(unit) => {
                position.unit == *unit || position.supervisors.contains(unit)
            }
            Scope::Region(code) => position.regions.contains(code),
            Scope::Assigned => subject.report.is_some_and(|r| self.assigned.contains(&r)),
            Scope::System => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::UnitId;
    use uuid::Uuid;

    const BUSINESS: &[Permission] = &[
        Permission::ViewReport,
        Permission::FillReport,
        Permission::SignReport,
        Permission::MoveReport,
        Permission::CommentReport,
        Permission::ReviewDesk,
        Permission::AdjustPoints,
        Permission::AssignExpert,
        Permission::GiveOpinion,
        Permission::BatchCheck,
        Permission::ViewTask,
        Permission::ManageTask,
        Permission::ViewBoard,
    ];

    fn unit(number: u128) -> UnitId {
        UnitId::from(Uuid::from_u128(number))
    }

    fn subject(report: u128) -> Subject {
        Subject {
            position: Position {
                unit: unit(3),
                supervisors: vec![unit(2), unit(1)],
                regions: ["420199101", "420199"].map(|c| RegionCode::new(c).unwrap()).into(),
            },
            report: Some(ReportId::from(Uuid::from_u128(report))),
        }
    }

    fn holder(role: Role, scope: Scope) -> Access {
        let user = UserId::from(Uuid::from_u128(10));
        let grant = Grant::new(Uuid::from_u128(11).into(), user, role, scope).unwrap();
        let assigned = [ReportId::from(Uuid::from_u128(20))].into();
        Access { user, grants: vec![grant], assigned }
    }

    #[test]
    fn administrators_see_no_business() {
        for role in [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin] {
            for &permission in BUSINESS {
                assert!(!role.may(permission), "{role} {permission}");
            }
            assert!(!holder(role, Scope::System).covers(&subject(20)), "{role}");
        }
    }

    #[test]
    fn an_observer_only_reads() {
        let reads = [
            Permission::OwnAccount,
            Permission::ViewReport,
            Permission::ViewTask,
            Permission::ViewBoard,
            Permission::ViewLog,
            Permission::ViewReportLog,
        ];
        for &permission in Permission::ALL {
            assert_eq!(Role::Observer.may(permission), reads.contains(&permission), "{permission}");
        }
    }

    #[test]
    fn who_sees_a_report_sees_its_log_and_so_does_the_auditor() {
        for &role in Role::ALL {
            let expected = role.may(Permission::ViewReport) || role == Role::AuditAdmin;
            assert_eq!(role.may(Permission::ViewReportLog), expected, "{role}");
        }
        assert!(holder(Role::AuditAdmin, Scope::System).keeps(Permission::ViewReportLog));
        assert!(!holder(Role::SystemAdmin, Scope::System).keeps(Permission::ViewReportLog));
        let county = RegionCode::new("420199").unwrap();
        assert!(!holder(Role::Observer, Scope::Region(county)).keeps(Permission::ViewReportLog));
    }

    #[test]
    fn every_permission_is_some_role_s() {
        for &permission in Permission::ALL {
            assert!(Role::ALL.iter().any(|r| r.may(permission)), "{permission}");
        }
    }

    #[test]
    fn a_scope_reaches_what_lies_in_it_and_no_further() {
        let county = RegionCode::new("420199").unwrap();
        let other = RegionCode::new("420198").unwrap();
        let cases = [
            (Role::Clerk, Scope::Unit(unit(3)), true),
            (Role::Clerk, Scope::Unit(unit(2)), false),
            (Role::Department, Scope::Department(unit(1)), true),
            (Role::Department, Scope::Department(unit(3)), true),
            (Role::Department, Scope::Department(unit(4)), false),
            (Role::PerformanceOffice, Scope::Region(county), true),
            (Role::PerformanceOffice, Scope::Region(other), false),
            (Role::Expert, Scope::Assigned, true),
        ];
        for (role, scope, reached) in cases {
            let access = holder(role, scope.clone());
            assert_eq!(access.covers(&subject(20)), reached, "{role} {scope:?}");
            assert_eq!(access.allows(Permission::ViewReport, &subject(20)), reached, "{scope:?}");
        }
        assert!(!holder(Role::Expert, Scope::Assigned).covers(&subject(21)));
    }

    #[test]
    fn a_region_is_under_those_around_it() {
        let [town, county, other] =
            ["420199101", "420199", "420198"].map(|c| RegionCode::new(c).unwrap());
        let office = holder(Role::PerformanceOffice, Scope::Region(county.clone()));
        assert!(office.allows_in(Permission::ManageTask, &[town, county.clone()]));
        assert!(!office.allows_in(Permission::ManageTask, &[other]));
        assert!(!office.allows_in(Permission::FillReport, &[county]));
        assert!(office.as_role(Role::Observer).grants.is_empty());
        assert_eq!(office.as_role(Role::PerformanceOffice), office);
    }

    #[test]
    fn a_role_held_elsewhere_gives_nothing_here() {
        let mut access = holder(Role::Clerk, Scope::Unit(unit(9)));
        access.grants.extend(holder(Role::Observer, Scope::Unit(unit(3))).grants);
        assert!(access.may(Permission::FillReport));
        assert!(access.allows(Permission::ViewReport, &subject(20)));
        assert!(!access.allows(Permission::FillReport, &subject(20)));
    }
}
