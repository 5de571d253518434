//! The roles.

coded! {
    /// What a person is, within a scope.
    pub enum Role {
        /// Fills the forms of a unit.
        Clerk = "clerk" "填报人",
        /// Answers for a unit.
        UnitHead = "unit_head" "单位负责人",
        /// Reads and signs within the self-evaluation group.
        GroupMember = "group_member" "自评小组成员",
        /// Reviews what the units of a department hand in.
        Department = "department" "主管部门审核",
        /// The finance bureau's division that looks after some departments.
        FinanceDivision = "finance_division" "财政业务股室",
        /// The finance bureau's performance office.
        PerformanceOffice = "performance_office" "绩效股",
        /// A third party or an expert, for the reports assigned.
        Expert = "expert" "第三方/专家",
        /// The audit office or the people's congress; reads only.
        Observer = "observer" "审计/人大",
        /// Keeps units, people and roles.
        SystemAdmin = "system_admin" "系统管理员",
        /// Confirms changes to people and roles, and keeps the rules of signing in.
        SecurityAdmin = "security_admin" "安全管理员",
        /// Reads the log of what the others did.
        AuditAdmin = "audit_admin" "审计管理员",
    }
}

impl Role {
    /// Whether it keeps the system rather than taking part in its business.
    #[must_use]
    pub fn is_administrator(self) -> bool {
        matches!(self, Self::SystemAdmin | Self::SecurityAdmin | Self::AuditAdmin)
    }

    /// Whether it acts for the body that hands reports in.
    #[must_use]
    pub fn is_of_unit(self) -> bool {
        matches!(self, Self::Clerk | Self::UnitHead | Self::GroupMember)
    }
}
