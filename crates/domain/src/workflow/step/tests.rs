use super::*;
use crate::workflow::Step;
use uuid::Uuid;

fn user(number: u128) -> UserId {
    UserId::from(Uuid::from_u128(number))
}

/// A unit with a group and a department, in an issued task, with nothing open.
fn context() -> Context {
    Context {
        has_group: true,
        has_supervisor: true,
        unsigned: Vec::new(),
        open_errors: Vec::new(),
        task: TaskState::Issued,
        submitted_by: Some(user(1)),
    }
}

fn state(kind: StateKind) -> State {
    match kind {
        StateKind::Draft => State::Draft,
        StateKind::GroupReview => State::GroupReview,
        StateKind::HeadReview => State::HeadReview,
        StateKind::Submitted => State::Submitted,
        StateKind::DepartmentReview => State::DepartmentReview,
        StateKind::FinanceReview => State::FinanceReview,
        StateKind::Returned => State::Returned { step: Step::Head, reasons: "数不对".into() },
        StateKind::Approved => State::Approved,
        StateKind::Published => State::Published,
        StateKind::Reopened => State::Reopened { reason: "审计指出".into() },
    }
}

fn attempt(
    from: StateKind,
    action: Action,
    role: Role,
    words: &str,
    context: &Context,
) -> Result<StateKind, Refusal> {
    let who = Participant { user: user(2), roles: &[role] };
    step(&state(from), Attempt { action, words }, who, context).map(|s| s.kind())
}

/// What the table is meant to say, written out a second time: a mistake must be made twice to pass.
const EXPECTED: &str = "
草稿         送审         填报人              组内审核
组内审核     小组通过     自评小组成员        负责人审核
组内审核     退回         自评小组成员        已退回
组内审核     撤回         填报人              草稿
负责人审核   提交         单位负责人          已提交
负责人审核   退回         单位负责人          已退回
负责人审核   撤回         填报人              草稿
已提交       撤回         单位负责人          草稿
已提交       受理         主管部门审核        主管部门审核
主管部门审核 主管部门通过 主管部门审核        财政审核
主管部门审核 退回         主管部门审核        已退回
财政审核     股室同意     财政业务股室        财政审核
财政审核     审定         绩效股              已审定
财政审核     退回         财政业务股室、绩效股 已退回
已退回       送审         填报人              组内审核
已审定       公开         单位负责人、绩效股  已公开
已审定       重开         绩效股              已重开
已公开       重开         绩效股              已重开
已重开       送审         填报人              组内审核
";

#[test]
fn every_state_with_every_action_and_every_role() {
    let expected: Vec<Vec<&str>> = EXPECTED
        .lines()
        .map(|l| l.split_whitespace().collect::<Vec<_>>())
        .filter(|words| words.len() == 4)
        .collect();
    assert_eq!(expected.len(), 19);
    for &from in StateKind::ALL {
        for &action in Action::ALL {
            let line = expected.iter().find(|l| l[0] == from.text() && l[1] == action.text());
            for &role in Role::ALL {
                let real = attempt(from, action, role, "同意", &context());
                let told = format!("{from} {action} {role}");
                match line {
                    None => assert!(matches!(real, Err(Refusal::WrongState { .. })), "{told}"),
                    Some(line) if line[2].split('、').any(|r| r == role.text()) => {
                        assert_eq!(real.map(StateKind::text), Ok(line[3]), "{told}");
                    }
                    Some(_) => assert_eq!(real, Err(Refusal::NotYourRole(action)), "{told}"),
                }
            }
        }
    }
}

#[test]
fn a_unit_without_a_department_goes_to_the_finance_bureau() {
    let alone = Context { has_supervisor: false, ..context() };
    let accept = |role| attempt(StateKind::Submitted, Action::Accept, role, "", &alone);
    assert_eq!(accept(Role::FinanceDivision), Ok(StateKind::FinanceReview));
    assert_eq!(accept(Role::PerformanceOffice), Ok(StateKind::FinanceReview));
    assert_eq!(accept(Role::Department), Err(Refusal::NotYourRole(Action::Accept)));
}

#[test]
fn a_unit_without_a_group_goes_to_its_head() {
    let small = Context { has_group: false, ..context() };
    for from in [StateKind::Draft, StateKind::Returned, StateKind::Reopened] {
        let sent = attempt(from, Action::Send, Role::Clerk, "", &small);
        assert_eq!(sent, Ok(StateKind::HeadReview), "{from}");
    }
}

#[test]
fn words_are_asked_for_where_the_table_says() {
    for line in TRANSITIONS {
        let fitting = Context {
            has_group: line.when != Condition::NoGroup,
            has_supervisor: line.when != Condition::NoSupervisor,
            ..context()
        };
        let silent = attempt(line.from, line.action, line.roles[0], " \n　", &fitting);
        let expected = if line.needs.contains(&Need::Opinion) {
            Err(Refusal::OpinionMissing)
        } else if line.needs.contains(&Need::Reason) {
            Err(Refusal::ReasonMissing)
        } else {
            Ok(line.to)
        };
        assert_eq!(silent, expected, "{line:?}");
    }
}

#[test]
fn open_errors_hold_a_report_back_twice() {
    let open = Context { open_errors: vec!["G001 得分超过分值".into()], ..context() };
    for (from, action, role) in [
        (StateKind::Draft, Action::Send, Role::Clerk),
        (StateKind::HeadReview, Action::Submit, Role::UnitHead),
        (StateKind::Reopened, Action::Send, Role::Clerk),
    ] {
        let refused = attempt(from, action, role, "", &open);
        assert_eq!(refused, Err(Refusal::OpenErrors(open.open_errors.clone())), "{from}");
    }
    let back = attempt(StateKind::HeadReview, Action::Return, Role::UnitHead, "改", &open);
    assert_eq!(back, Ok(StateKind::Returned));
}

#[test]
fn the_whole_group_signs_before_the_head() {
    let waiting = Context { unsigned: vec!["李华".into()], ..context() };
    let pass = |context| {
        attempt(StateKind::GroupReview, Action::PassGroup, Role::GroupMember, "", context)
    };
    assert_eq!(pass(&waiting), Err(Refusal::GroupUnfinished(vec!["李华".into()])));
    assert_eq!(pass(&context()), Ok(StateKind::HeadReview));
}

#[test]
fn a_closed_task_takes_no_new_report_but_work_on_the_others_goes_on() {
    use StateKind as S;
    let closed = Context { task: TaskState::Closed, submitted_by: None, ..context() };
    let handed_in = Context { submitted_by: Some(user(1)), ..closed.clone() };
    for (from, action, role) in [
        (S::Draft, Action::Send, Role::Clerk),
        (S::Returned, Action::Send, Role::Clerk),
        (S::Reopened, Action::Send, Role::Clerk),
        (S::HeadReview, Action::Submit, Role::UnitHead),
    ] {
        assert_eq!(attempt(from, action, role, "", &closed), Err(Refusal::TaskClosed), "{from}");
        assert!(attempt(from, action, role, "", &handed_in).is_ok(), "{from}");
    }
    // Who takes a report back after the day could not hand it in again.
    let back = attempt(S::Submitted, Action::Withdraw, Role::UnitHead, "错表", &handed_in);
    assert_eq!(back, Err(Refusal::TaskClosed));
    let office = Role::PerformanceOffice;
    let review = attempt(S::FinanceReview, Action::Approve, office, "同意", &handed_in);
    assert_eq!(review, Ok(S::Approved));
    let early = Context { task: TaskState::Draft, ..closed };
    let sent = attempt(S::Draft, Action::Send, Role::Clerk, "", &early);
    assert_eq!(sent, Err(Refusal::TaskNotIssued));
}

#[test]
fn nobody_reviews_what_they_handed_in() {
    let own = Context { submitted_by: Some(user(2)), ..context() };
    for (from, action, role) in [
        (StateKind::Submitted, Action::Accept, Role::Department),
        (StateKind::DepartmentReview, Action::PassDepartment, Role::Department),
        (StateKind::FinanceReview, Action::Approve, Role::PerformanceOffice),
        (StateKind::FinanceReview, Action::Return, Role::FinanceDivision),
    ] {
        assert_eq!(attempt(from, action, role, "同意", &own), Err(Refusal::OwnWork), "{from}");
    }
}

#[test]
fn a_return_keeps_who_and_why() {
    let cases = [
        (StateKind::GroupReview, Role::GroupMember, Step::Group),
        (StateKind::HeadReview, Role::UnitHead, Step::Head),
        (StateKind::DepartmentReview, Role::Department, Step::Department),
        (StateKind::FinanceReview, Role::FinanceDivision, Step::Finance),
    ];
    for (from, role, by) in cases {
        let who = Participant { user: user(2), roles: &[role] };
        let wanted = Attempt { action: Action::Return, words: " 附表二缺数 " };
        let back = step(&state(from), wanted, who, &context());
        assert_eq!(back, Ok(State::Returned { step: by, reasons: "附表二缺数".into() }));
    }
}

#[test]
fn only_open_ways_are_offered() {
    let offered = |from, role| {
        open_actions(from, &[role], &context()).iter().map(|t| t.action).collect::<Vec<_>>()
    };
    assert_eq!(offered(StateKind::HeadReview, Role::UnitHead), [Action::Submit, Action::Return]);
    assert_eq!(offered(StateKind::HeadReview, Role::Clerk), [Action::Withdraw]);
    assert_eq!(offered(StateKind::HeadReview, Role::Observer), []);
    assert_eq!(offered(StateKind::Submitted, Role::PerformanceOffice), []);
}
