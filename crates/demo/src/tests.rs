use super::*;
use jiheng_base::evaluation::Kind;
use jiheng_domain::{Access, Permission, ReportId, StateKind};
use jiheng_store::{ListQuery, Location, Reader};
use jiheng_web::form::{Fields, Subject};
use std::collections::BTreeSet;

/// 2026-03-02 in Beijing.
const NOW: Moment = Moment(1_772_413_200_000);

async fn access(store: &Store, login: &str) -> Access {
    let mut reader = store.reader().await.unwrap();
    let user = reader.user_by_login(login).await.unwrap().unwrap().value.id;
    reader.access(user).await.unwrap()
}

async fn fields(reader: &mut Reader, id: ReportId) -> Fields {
    let all = reader.fields(id).await.unwrap();
    all.into_iter().map(|f| (f.path.to_string(), f.value)).collect()
}

fn subject(unit: &str) -> Subject {
    Subject {
        unit: unit.into(),
        year: 2024,
        kind: Kind::DepartmentSelfEvaluation,
        scheme: "hubei".into(),
        project: None,
        supervisor: None,
    }
}

#[tokio::test]
async fn a_visitor_finds_every_state_and_something_to_look_at() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location { folder: folder.path().into(), postgres: None };
    let store = Store::open(&location).await.unwrap();
    let county = build(&store, 12, NOW).await.unwrap();
    assert_eq!(county.reports, 2 * 12 * 4);
    let office = access(&store, "jixiao").await;
    let mut reader = store.reader().await.unwrap();
    let query = ListQuery { take: 200, ..ListQuery::default() };
    let all = reader.list(&office, Permission::ReviewDesk, &query).await.unwrap().reports;
    let states: BTreeSet<StateKind> = all.iter().map(|r| r.report.state.kind()).collect();
    assert_eq!(states, StateKind::ALL.iter().copied().collect());
    assert!(all.iter().any(|r| r.figures.errors > 0) && all.iter().any(|r| r.risk == 0));
    let current = all.iter().filter(|r| r.report.state.kind() == StateKind::FinanceReview);
    assert!(current.clone().count() > 3 && current.clone().all(|r| r.report.previous.is_some()));
    for listed in current {
        let last = listed.report.previous.unwrap();
        let last = fields(&mut reader, last).await;
        let own = fields(&mut reader, listed.report.id).await;
        let engine = Engine::new().unwrap();
        let problems = engine.last_year(&subject(&listed.unit_name), &last).questions(&own);
        assert_eq!(problems, Vec::<String>::new(), "last year's problems are answered");
        assert!(last.contains_key("problems.a-1.what"));
    }
    drop(reader);
    for (login, what) in &county.people {
        let held = access(&store, login).await;
        assert!(!held.grants.is_empty(), "{login} {what}");
    }
    let expert = access(&store, "zhuanjia").await;
    assert!(!expert.assigned.is_empty());
    store.close().await;
}
