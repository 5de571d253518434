use super::*;
use uuid::Uuid;

fn day(month: u8, day: u8) -> Day {
    Day { year: 2026, month, day }
}

fn unit(number: u128) -> UnitId {
    UnitId::from(Uuid::from_u128(number))
}

fn task() -> Task {
    Task {
        id: Uuid::from_u128(1).into(),
        year: 2025,
        region: RegionCode::new("420199").unwrap(),
        scheme: "hubei".into(),
        title: "2025年度绩效自评".into(),
        scope: TaskScope::Region,
        kinds: vec![ReportKind::Department, ReportKind::Project],
        dates: Dates {
            begin: day(3, 1),
            submit: day(3, 31),
            department: day(4, 15),
            finance: day(4, 30),
        },
        evidence: vec![RequiredEvidence::of_each_report("决算报表")],
        notice: None,
        state: TaskState::Issued,
        closing: None,
    }
}

fn extension(to: Option<UnitId>, submit: Day) -> Extension {
    let by = UserId::from(Uuid::from_u128(5));
    Extension { unit: to, submit, reason: "机构改革".into(), by, at: Moment(0) }
}

#[test]
fn a_whole_task_can_be_issued() {
    assert_eq!(task().check(), Ok(()));
}

#[test]
fn what_is_wrong_is_named() {
    let spoil = |change: &dyn Fn(&mut Task)| {
        let mut task = task();
        change(&mut task);
        match task.check() {
            Err(Refusal::Field { field, .. }) => field,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(spoil(&|t| t.title = " ".into()), "任务名称");
    assert_eq!(spoil(&|t| t.year = 26), "评价年度");
    assert_eq!(spoil(&|t| t.kinds.clear()), "评价类型");
    assert_eq!(spoil(&|t| t.scope = TaskScope::Units(vec![])), "单位范围");
    assert_eq!(spoil(&|t| t.evidence[0].name.clear()), "佐证材料");
    assert_eq!(spoil(&|t| t.dates.department = day(3, 30)), "主管部门审核截止日期");
}

#[test]
fn an_extension_is_later_and_has_a_reason() {
    let task = task();
    assert_eq!(task.may_extend(day(4, 1), "疫情"), Ok(()));
    assert_eq!(task.may_extend(day(4, 1), " "), Err(Refusal::ReasonMissing));
    assert!(task.may_extend(day(3, 31), "疫情").is_err());
    let draft = Task { state: TaskState::Draft, ..task };
    assert_eq!(draft.may_extend(day(4, 1), "疫情"), Err(Refusal::TaskState(TaskState::Draft)));
}

#[test]
fn an_extension_moves_the_steps_behind_it() {
    let dates = task().dates.extended_to(day(4, 20));
    assert_eq!(dates.submit, day(4, 20));
    assert_eq!(dates.department, day(4, 20));
    assert_eq!(dates.finance, day(4, 30));
    assert_eq!(dates.check(), Ok(()));
}

#[test]
fn more_time_is_for_the_unit_that_was_given_it() {
    let task = Task { state: TaskState::Closed, ..task() };
    let given = [extension(Some(unit(1)), day(4, 10)), extension(Some(unit(1)), day(4, 5))];
    assert_eq!(task.submit_day(unit(1), &given), day(4, 10));
    assert_eq!(task.submit_day(unit(2), &given), day(3, 31));
    assert_eq!(task.state_for(unit(1), &given, day(4, 10)), TaskState::Issued);
    assert_eq!(task.state_for(unit(1), &given, day(4, 11)), TaskState::Closed);
    assert_eq!(task.state_for(unit(2), &given, day(4, 1)), TaskState::Closed);
    let all = [extension(None, day(5, 1))];
    assert_eq!(task.submit_day(unit(2), &all), day(5, 1));
}

#[test]
fn a_task_closes_by_itself_when_its_last_day_is_over() {
    let task = Task { closing: Some(day(5, 31)), ..task() };
    assert_eq!(task.state_on(day(5, 31)), TaskState::Issued);
    assert_eq!(task.state_on(day(6, 1)), TaskState::Closed);
    assert_eq!(Task { closing: None, ..task.clone() }.state_on(day(6, 1)), TaskState::Issued);
    let draft = Task { state: TaskState::Draft, ..task.clone() };
    assert_eq!(draft.state_on(day(6, 1)), TaskState::Draft);
    assert_eq!(task.state_for(unit(1), &[], day(6, 1)), TaskState::Closed);
    let given = [extension(Some(unit(1)), day(6, 10))];
    assert_eq!(task.state_for(unit(1), &given, day(6, 10)), TaskState::Issued);
    assert_eq!(task.state_for(unit(2), &given, day(6, 10)), TaskState::Closed);
}

#[test]
fn a_last_day_is_to_come_and_leaves_time_to_hand_in() {
    let task = task();
    let (submit, today) = (task.dates.submit, task.dates.begin);
    assert_eq!(task.may_close_after(submit, today), Ok(()));
    assert!(task.may_close_after(today, today).is_err(), "before the units are to hand in");
    assert!(task.may_close_after(submit, task.dates.finance).is_err(), "over already");
    let closed = Task { state: TaskState::Closed, ..task };
    assert_eq!(closed.may_close_after(submit, today), Err(Refusal::TaskState(TaskState::Closed)));
}
