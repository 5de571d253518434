use crate::county::{County, begin, day, task};
use jiheng_domain::workflow::Attempt;
use jiheng_domain::{
    Action, Assessment, Permission, Progress, ReportKind, Role, StateKind, UserId,
};
use jiheng_store::{ListQuery, Order, Seen, Store};

fn all() -> ListQuery {
    ListQuery { take: 50, ..ListQuery::default() }
}

pub async fn a_list_as_far_as_one_sees(store: &Store) {
    let county = County::build(store).await;
    let mut tx = begin(store, county.clerk).await;
    for (number, name) in ["造林", "100%_管护", "防火"].into_iter().enumerate() {
        let id =
            tx.add_report(county.task, county.farm, ReportKind::Project, Some(name)).await.unwrap();
        let figures = Assessment { errors: number as i64, ..Assessment::default() };
        tx.assess(id, &figures).await.unwrap();
    }
    tx.commit().await.unwrap();
    bands(store, &county).await;
    let list = |user: UserId, query: ListQuery| async move {
        let mut reader = store.reader().await.unwrap();
        let access = reader.access(user).await.unwrap();
        let page = reader.list(&access, Permission::ViewReport, &query).await.unwrap();
        let names = page.reports.into_iter().map(|r| r.report.project.unwrap_or(r.unit_name));
        (page.total, names.collect::<Vec<_>>())
    };
    for (user, total) in [
        (county.office, 6),
        (county.observer, 6),
        (county.department, 5),
        (county.division, 5),
        (county.clerk, 4),
        (county.township_clerk, 1),
        (county.expert, 0),
        (county.admins[0], 0),
        (county.admins[1], 0),
        (county.admins[2], 0),
    ] {
        assert_eq!(list(user, all()).await.0, total);
    }
    let farm = ListQuery { unit: Some(county.farm), kind: Some(ReportKind::Project), ..all() };
    let by_risk = list(county.office, farm.clone()).await;
    assert_eq!(by_risk, (3, ["防火", "100%_管护", "造林"].map(String::from).to_vec()));
    let second = ListQuery { skip: 1, take: 1, ..farm.clone() };
    assert_eq!(list(county.office, second).await, (3, vec!["100%_管护".into()]));
    for (words, found) in
        [("管护", 1), ("0%_", 1), ("%", 1), ("_", 1), ("林场", 3), ("' OR 1=1", 0)]
    {
        let query = ListQuery { words: words.into(), order: Order::Unit, ..farm.clone() };
        assert_eq!(list(county.office, query).await.0, found, "{words}");
    }
    let states = vec![StateKind::Submitted, StateKind::Approved];
    let query = ListQuery { task: Some(county.task), states, order: Order::Changed, ..all() };
    assert_eq!(list(county.office, query).await.0, 0);
}

/// The same reports by their bands, as far as one sees; the three have 0, 100 and 200 of risk.
async fn bands(store: &Store, county: &County) {
    let mut reader = store.reader().await.unwrap();
    for (user, seen) in [(county.office, 6), (county.clerk, 4), (county.expert, 0)] {
        let access = reader.access(user).await.unwrap();
        let spread = reader.spread(&access, Permission::ViewReport, &all()).await.unwrap();
        let risky = if seen == 0 { [0; 4] } else { [0, 2, 0, seen - 2] };
        assert_eq!((spread.risk, spread.without_points), (risky, seen));
        assert_eq!(spread.points, [0; 4]);
    }
    let mut tx = begin(store, county.clerk).await;
    let report = tx.reports_of_unit(county.task, county.farm).await.unwrap()[0].id;
    let stood = tx.assessment(report).await.unwrap();
    for (points, band) in [(9_000, 0), (8_999, 1), (6_000, 2), (0, 3)] {
        tx.assess(report, &Assessment { computed_points: Some(points), ..stood }).await.unwrap();
        let access = tx.access(county.clerk).await.unwrap();
        let spread = tx.spread(&access, Permission::ViewReport, &all()).await.unwrap();
        assert_eq!((spread.points[band], spread.without_points), (1, 3), "{points}");
    }
    tx.assess(report, &stood).await.unwrap();
    tx.commit().await.unwrap();
}

pub async fn what_waits_for_whom(store: &Store) {
    let county = County::build(store).await;
    let waiting = |user: UserId, role| async move {
        let mut reader = store.reader().await.unwrap();
        let access = reader.access(user).await.unwrap();
        reader.waiting(&access, role, 0, 50).await.unwrap().total
    };
    assert_eq!(waiting(county.clerk, Role::Clerk).await, 1);
    assert_eq!(waiting(county.clerk, Role::UnitHead).await, 0);
    assert_eq!(waiting(county.head, Role::UnitHead).await, 0);
    assert_eq!(waiting(county.observer, Role::Observer).await, 0);
    let mut tx = begin(store, county.clerk).await;
    let report = tx.reports_of_unit(county.task, county.farm).await.unwrap()[0].id;
    tx.take_step(report, Seen { version: 1, content: 0 }, send(Action::Send), &[]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(waiting(county.head, Role::UnitHead).await, 1);
    let mut tx = begin(store, county.head).await;
    tx.take_step(report, Seen { version: 2, content: 0 }, send(Action::Submit), &[]).await.unwrap();
    tx.commit().await.unwrap();
    // The forest farm stands under the forestry department: the bureau waits.
    assert_eq!(waiting(county.department, Role::Department).await, 1);
    assert_eq!(waiting(county.office, Role::PerformanceOffice).await, 0);
    let seen = |user: UserId| async move {
        let mut reader = store.reader().await.unwrap();
        let access = reader.access(user).await.unwrap();
        reader.tasks_seen_by(&access).await.unwrap().len()
    };
    let mut tx = begin(store, county.office).await;
    tx.add_task(&task(&county.region, 2026)).await.unwrap();
    tx.commit().await.unwrap();
    // A task that is not yet issued is seen by those who make it.
    assert_eq!((seen(county.office).await, seen(county.clerk).await), (2, 1));
    assert_eq!((seen(county.expert).await, seen(county.admins[0]).await), (0, 0));
}

fn send(action: Action) -> Attempt<'static> {
    Attempt { action, words: "" }
}

pub async fn the_board(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let mut tx = begin(store, county.clerk).await;
    let seen = Seen { version: 1, content: 0 };
    tx.take_step(report, seen, send(Action::Send), &[]).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, county.office).await;
    let more = Some(county.township);
    tx.extend_task(county.task, more, day(4, 10), "防汛").await.unwrap();
    tx.commit().await.unwrap();
    let board = |user, today| async move {
        let mut reader = store.reader().await.unwrap();
        let access = reader.access(user).await.unwrap();
        reader.board(&access, county.task, today).await.unwrap()
    };
    let rows = board(county.office, day(3, 20)).await;
    assert_eq!(rows.len(), 3);
    let of = |rows: &[jiheng_store::BoardRow], unit, progress| {
        rows.iter().find(|r| r.unit == unit).unwrap().board.count(progress)
    };
    assert_eq!(of(&rows, county.farm, Progress::InReview), 1);
    assert_eq!(of(&rows, county.township, Progress::NotStarted), 1);
    let late = board(county.office, day(4, 5)).await;
    assert_eq!(of(&late, county.farm, Progress::Overdue), 1);
    // The township was given more time.
    assert_eq!(of(&late, county.township, Progress::NotStarted), 1);
    let farm = late.iter().find(|r| r.unit == county.farm).unwrap();
    assert_eq!(farm.states, [(StateKind::HeadReview, 1)]);
    assert_eq!(board(county.department, day(3, 20)).await.len(), 2);
    assert!(board(county.clerk, day(3, 20)).await.is_empty());
}
