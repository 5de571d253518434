//! The table of transitions: the only place that says who takes a report from where to where.

use super::{Action, StateKind, Step};
use crate::organisation::Role;

coded! {
    /// When a line of the table holds.
    pub enum Condition {
        /// Always.
        Always = "always" "",
        /// The unit has a self-evaluation group.
        HasGroup = "has_group" "设自评小组",
        /// It has none.
        NoGroup = "no_group" "不设自评小组",
        /// A department stands above the unit.
        HasSupervisor = "has_supervisor" "有主管部门",
        /// The unit answers to the finance bureau itself.
        NoSupervisor = "no_supervisor" "无主管部门",
    }
}

coded! {
    /// What a transition asks for.
    pub enum Need {
        /// Words of whoever takes the step.
        Opinion = "opinion" "意见",
        /// Reasons, in writing.
        Reason = "reason" "理由",
        /// All of the group have signed.
        GroupSigned = "group_signed" "小组签完",
        /// Each finding of level error is mended or has a written reason.
        NoOpenErrors = "no_open_errors" "错误改正或说明",
        /// The task takes reports.
        OpenTask = "open_task" "任务未截止",
        /// The task takes reports, or this one was handed in before and came back.
        InTime = "in_time" "任务未截止（报送过的除外）",
        /// Another person than the one who handed the report in.
        AnotherPerson = "another_person" "与报送人不同",
    }
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// Where the report stands.
    pub from: StateKind,
    /// What is done.
    pub action: Action,
    /// Who may do it.
    pub roles: &'static [Role],
    /// When the line holds.
    pub when: Condition,
    /// Where it leads.
    pub to: StateKind,
    /// What it asks for.
    pub needs: &'static [Need],
}

impl Transition {
    /// Who sends the report back, if that is what is done.
    #[must_use]
    pub fn returned_by(&self) -> Option<Step> {
        (self.action == Action::Return).then_some(match self.from {
            StateKind::GroupReview => Step::Group,
            StateKind::HeadReview => Step::Head,
            StateKind::DepartmentReview => Step::Department,
            _ => Step::Finance,
        })
    }
}

/// The lines along which a report waits for a role: those that take it further or send it back,
/// not those that undo.
pub fn waiting_for(role: Role) -> impl Iterator<Item = &'static Transition> {
    let undoes = |a: Action| matches!(a, Action::Withdraw | Action::Reopen | Action::Publish);
    TRANSITIONS.iter().filter(move |t| t.roles.contains(&role) && !undoes(t.action))
}

const CLERK: &[Role] = &[Role::Clerk];
const GROUP: &[Role] = &[Role::GroupMember];
const HEAD: &[Role] = &[Role::UnitHead];
const DEPARTMENT: &[Role] = &[Role::Department];
const FINANCE: &[Role] = &[Role::FinanceDivision, Role::PerformanceOffice];
const OFFICE: &[Role] = &[Role::PerformanceOffice];

const SENDING: &[Need] = &[Need::NoOpenErrors, Need::InTime];
const REVIEWING: &[Need] = &[Need::Opinion, Need::AnotherPerson];
const RETURNING: &[Need] = &[Need::Reason, Need::AnotherPerson];

/// A line of the table that leads from one state to another.
const fn line(
    from: StateKind,
    action: Action,
    roles: &'static [Role],
    when: Condition,
    to: StateKind,
    needs: &'static [Need],
) -> Transition {
    Transition { from, action, roles, when, to, needs }
}

/// All ways of a report.
pub const TRANSITIONS: &[Transition] = {
    use Action as A;
    use Condition::{Always, HasGroup, HasSupervisor, NoGroup, NoSupervisor};
    use Need as N;
    use StateKind as S;
    &[
        line(S::Draft, A::Send, CLERK, HasGroup, S::GroupReview, SENDING),
        line(S::Draft, A::Send, CLERK, NoGroup, S::HeadReview, SENDING),
        line(S::GroupReview, A::PassGroup, GROUP, Always, S::HeadReview, &[N::GroupSigned]),
        line(S::GroupReview, A::Return, GROUP, Always, S::Returned, &[N::Reason]),
        line(S::GroupReview, A::Withdraw, CLERK, Always, S::Draft, &[]),
        line(S::HeadReview, A::Submit, HEAD, Always, S::Submitted, SENDING),
        line(S::HeadReview, A::Return, HEAD, Always, S::Returned, &[N::Reason]),
        line(S::HeadReview, A::Withdraw, CLERK, Always, S::Draft, &[]),
        line(S::Submitted, A::Withdraw, HEAD, Always, S::Draft, &[N::Reason, N::OpenTask]),
        line(
            S::Submitted,
            A::Accept,
            DEPARTMENT,
            HasSupervisor,
            S::DepartmentReview,
            &[N::AnotherPerson],
        ),
        line(S::Submitted, A::Accept, FINANCE, NoSupervisor, S::FinanceReview, &[N::AnotherPerson]),
        line(
            S::DepartmentReview,
            A::PassDepartment,
            DEPARTMENT,
            Always,
            S::FinanceReview,
            REVIEWING,
        ),
        line(S::DepartmentReview, A::Return, DEPARTMENT, Always, S::Returned, RETURNING),
        line(
            S::FinanceReview,
            A::Endorse,
            &[Role::FinanceDivision],
            Always,
            S::FinanceReview,
            REVIEWING,
        ),
        line(S::FinanceReview, A::Approve, OFFICE, Always, S::Approved, REVIEWING),
        line(S::FinanceReview, A::Return, FINANCE, Always, S::Returned, RETURNING),
        line(S::Returned, A::Send, CLERK, HasGroup, S::GroupReview, SENDING),
        line(S::Returned, A::Send, CLERK, NoGroup, S::HeadReview, SENDING),
        line(
            S::Approved,
            A::Publish,
            &[Role::UnitHead, Role::PerformanceOffice],
            Always,
            S::Published,
            &[],
        ),
        line(S::Approved, A::Reopen, OFFICE, Always, S::Reopened, &[N::Reason]),
        line(S::Published, A::Reopen, OFFICE, Always, S::Reopened, &[N::Reason]),
        line(S::Reopened, A::Send, CLERK, HasGroup, S::GroupReview, SENDING),
        line(S::Reopened, A::Send, CLERK, NoGroup, S::HeadReview, SENDING),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Permission;

    #[test]
    fn who_takes_a_step_may_move_reports() {
        for line in TRANSITIONS {
            assert!(!line.roles.is_empty());
            for role in line.roles {
                assert!(role.may(Permission::MoveReport), "{role}");
            }
        }
        for &role in Role::ALL.iter().filter(|r| r.may(Permission::MoveReport)) {
            assert!(TRANSITIONS.iter().any(|t| t.roles.contains(&role)), "{role}");
        }
    }

    #[test]
    fn a_report_waits_for_those_who_can_take_it_further() {
        use StateKind as S;
        let waits = |state: StateKind| -> Vec<Role> {
            let waits = |role: &&Role| waiting_for(**role).any(|t| t.from == state);
            Role::ALL.iter().filter(waits).copied().collect()
        };
        for state in [S::Draft, S::Returned, S::Reopened] {
            assert_eq!(waits(state), [Role::Clerk], "{state}");
        }
        assert_eq!(waits(S::GroupReview), [Role::GroupMember]);
        assert_eq!(waits(S::HeadReview), [Role::UnitHead]);
        assert_eq!(waits(S::DepartmentReview), [Role::Department]);
        assert_eq!(waits(S::FinanceReview), [Role::FinanceDivision, Role::PerformanceOffice]);
        assert_eq!((waits(S::Approved), waits(S::Published)), (vec![], vec![]));
    }

    #[test]
    fn every_state_can_be_reached_and_left() {
        for &state in StateKind::ALL {
            assert!(TRANSITIONS.iter().any(|t| t.from == state), "{state}");
            let start = state == StateKind::Draft;
            assert!(start || TRANSITIONS.iter().any(|t| t.to == state), "{state}");
        }
        for &action in Action::ALL {
            assert!(TRANSITIONS.iter().any(|t| t.action == action), "{action}");
        }
    }

    #[test]
    fn no_two_lines_hold_at_once() {
        let exclude = |a: Condition, b: Condition| {
            use Condition as C;
            matches!(
                (a, b),
                (C::HasGroup, C::NoGroup)
                    | (C::NoGroup, C::HasGroup)
                    | (C::HasSupervisor, C::NoSupervisor)
                    | (C::NoSupervisor, C::HasSupervisor)
            )
        };
        for (at, a) in TRANSITIONS.iter().enumerate() {
            for b in &TRANSITIONS[at + 1..] {
                let same = a.from == b.from && a.action == b.action;
                assert!(!same || exclude(a.when, b.when), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn every_review_can_send_back_with_a_reason() {
        use StateKind as S;
        for state in [S::GroupReview, S::HeadReview, S::DepartmentReview, S::FinanceReview] {
            let line = TRANSITIONS.iter().find(|t| t.from == state && t.action == Action::Return);
            assert!(line.is_some_and(|t| t.needs.contains(&Need::Reason)), "{state}");
        }
    }
}
