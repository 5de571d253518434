use crate::county::{County, begin, day, now, task};
use jiheng_domain::draft::FieldPath;
use jiheng_domain::moment::Day;
use jiheng_domain::task::{TaskScope, TaskState};
use jiheng_domain::workflow::Attempt;
use jiheng_domain::{Action, Assessment, Moment, Refusal, ReportKind, State, Task};
use jiheng_store::{Actor, FormerReport, Seen, Store, StoreError};

const DAY: i64 = 86_400_000;

pub async fn a_task_from_notice_to_close(store: &Store) {
    let county = County::build(store).await;
    let content = store.put_content("关于开展绩效自评的通知".as_bytes()).await.unwrap();
    let mut tx = begin(store, county.office).await;
    let notice = tx.attach(&content, "通知.pdf", "application/pdf").await.unwrap();
    let draft = Task {
        notice: Some(notice),
        scope: TaskScope::Units(vec![county.farm]),
        ..task(&county.region, 2024)
    };
    tx.add_task(&draft).await.unwrap();
    let stored = tx.task(draft.id).await.unwrap();
    assert_eq!((stored.value, stored.version), (draft.clone(), 1));

    let wrong = Task { title: " ".into(), ..draft.clone() };
    assert!(matches!(tx.change_task(&wrong, 1).await, Err(StoreError::Refused(_))));
    let moved = Task { title: "2024年度补评".into(), ..draft.clone() };
    tx.change_task(&moved, 1).await.unwrap();
    assert_eq!(tx.issue_task(draft.id, 2).await.unwrap(), 1);
    assert_eq!(tx.reports_of_unit(draft.id, county.farm).await.unwrap().len(), 1);
    assert!(tx.reports_of_unit(draft.id, county.township).await.unwrap().is_empty());
    let twice = tx.issue_task(draft.id, 3).await;
    assert!(matches!(twice, Err(StoreError::Refused(Refusal::TaskState(TaskState::Issued)))));

    let issued = tx.task(draft.id).await.unwrap().value;
    let later = Task { year: 2023, ..issued.clone() };
    assert!(matches!(tx.change_task(&later, 3).await, Err(StoreError::Refused(_))));
    let titled = Task { title: "2024年度绩效自评（补）".into(), ..issued };
    tx.change_task(&titled, 3).await.unwrap();
    assert!(matches!(tx.close_task(draft.id, 3).await, Err(StoreError::Conflict(_))));
    tx.close_task(draft.id, 4).await.unwrap();
    tx.remind(county.task, county.farm, "请于本周内报送").await.unwrap();
    assert_eq!(tx.reminders(county.farm).await.unwrap()[0].words, "请于本周内报送");
    tx.commit().await.unwrap();

    let mut reader = store.reader().await.unwrap();
    let years: Vec<u16> = reader.tasks().await.unwrap().iter().map(|t| t.value.year).collect();
    assert_eq!(years, [2025, 2024]);
    let file = reader.attachment(notice).await.unwrap();
    assert_eq!(store.content(&file).await.unwrap(), "关于开展绩效自评的通知".as_bytes());
    drop(reader);
    let mut tx = begin(store, county.clerk).await;
    let add = |project| (county.task, county.farm, ReportKind::Project, project);
    let (task, unit, kind, name) = add(Some("造林"));
    tx.add_report(task, unit, kind, name).await.unwrap();
    let same = tx.add_report(task, unit, kind, name).await;
    assert!(matches!(same, Err(StoreError::Taken("项目名称"))));
}

pub async fn reports_of_former_years(store: &Store) {
    let county = County::build(store).await;
    let path = FieldPath::new("sections.overview").unwrap();
    let former = task(&county.region, 2024);
    let fields = [(path.clone(), "上年概况".to_owned())];
    let reports = [FormerReport {
        kind: ReportKind::Project,
        project: "造林",
        fields: &fields,
        figures: Assessment { errors: 2, ..Assessment::default() },
    }];
    let id = former.id;
    let mut tx = begin(store, county.office).await;
    tx.add_task(&Task { kinds: vec![ReportKind::Project], ..former }).await.unwrap();
    tx.issue_task(id, 1).await.unwrap();
    // What is still open goes through all steps.
    let open = tx.take_over(id, county.farm, &reports).await;
    assert!(matches!(open, Err(StoreError::Refused(Refusal::TaskState(TaskState::Issued)))));
    tx.close_task(id, 2).await.unwrap();
    let id = tx.take_over(id, county.farm, &reports).await.unwrap()[0];
    tx.commit().await.unwrap();
    let mut tx = begin(store, county.clerk).await;
    let stored = tx.report(id).await.unwrap();
    assert_eq!(stored.state, State::Approved);
    assert_eq!(tx.field_history(id, &path).await.unwrap()[0].value, "上年概况");
    let kind = ReportKind::Project;
    let next = tx.add_report(county.task, county.farm, kind, Some("造林")).await.unwrap();
    assert_eq!(tx.report(next).await.unwrap().previous, Some(id));
}

pub async fn more_time_for_one_unit(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let send = || async {
        let mut tx = begin(store, county.clerk).await;
        let seen = tx.report(report).await.unwrap();
        let seen = Seen { version: seen.version, content: seen.content };
        let attempt = Attempt { action: Action::Send, words: "" };
        tx.take_step(report, seen, attempt, &[]).await.map(drop)
    };
    let mut tx = begin(store, county.office).await;
    tx.close_task(county.task, 2).await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(send().await, Err(StoreError::Refused(Refusal::TaskClosed))));

    let mut tx = begin(store, county.office).await;
    let early = tx.extend_task(county.task, Some(county.farm), day(3, 31), "灾后").await;
    assert!(matches!(early, Err(StoreError::Refused(Refusal::Field { .. }))));
    tx.extend_task(county.task, Some(county.farm), day(4, 10), "灾后补报").await.unwrap();
    tx.commit().await.unwrap();
    assert!(send().await.is_ok());

    let mut reader = store.reader().await.unwrap();
    let given = reader.extensions(county.task).await.unwrap();
    assert_eq!((given[0].submit, given[0].reason.as_str()), (day(4, 10), "灾后补报"));
    let task = reader.task(county.task).await.unwrap().value;
    assert_eq!(task.submit_day(county.farm, &given), day(4, 10));
    assert_eq!(task.submit_day(county.township, &given), day(3, 31));
    assert_eq!(task.state_for(county.township, &given, now().day()), TaskState::Closed);
}

pub async fn a_task_closes_when_its_last_day_is_over(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let mut tx = begin(store, county.office).await;
    let early = tx.close_task_after(county.task, 2, Some(day(3, 30))).await;
    assert!(matches!(early, Err(StoreError::Refused(Refusal::Field { .. }))), "{early:?}");
    drop(tx);
    let mut tx = begin(store, county.office).await;
    tx.close_task_after(county.task, 2, Some(day(4, 10))).await.unwrap();
    tx.commit().await.unwrap();
    let task = store.reader().await.unwrap().task(county.task).await.unwrap();
    assert_eq!((task.value.closing, task.version), (Some(day(4, 10)), 3));

    // Nobody does anything: the next day the units find it closed.
    let send = |at: Moment| async move {
        let actor = Actor::person(county.clerk, "10.0.0.8", at);
        let mut tx = store.begin(actor).await.unwrap();
        let seen = tx.report(report).await.unwrap();
        let seen = Seen { version: seen.version, content: seen.content };
        let attempt = Attempt { action: Action::Send, words: "" };
        tx.take_step(report, seen, attempt, &[]).await.map(drop)
    };
    let noon = |day: i64| Moment(now().0 - now().0 % DAY + day * DAY + DAY / 2);
    let days = |last: Day| (0..400).find(|&n| noon(n).day() == last).unwrap();
    let last = days(day(4, 10));
    let closed = send(noon(last + 1)).await;
    assert!(matches!(closed, Err(StoreError::Refused(Refusal::TaskClosed))), "{closed:?}");
    assert!(send(noon(last)).await.is_ok());

    let mut tx = begin(store, county.office).await;
    tx.close_task_after(county.task, 3, None).await.unwrap();
    tx.commit().await.unwrap();
    let task = store.reader().await.unwrap().task(county.task).await.unwrap().value;
    assert_eq!(task.state_on(day(12, 31)), TaskState::Issued);
}
