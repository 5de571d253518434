use super::*;
use jiheng_domain::{Access, Permission, StateKind};
use jiheng_store::{ListQuery, Location};
use std::collections::BTreeSet;

/// 2026-03-02 in Beijing.
const NOW: Moment = Moment(1_772_413_200_000);

async fn access(store: &Store, login: &str) -> Access {
    let mut reader = store.reader().await.unwrap();
    let user = reader.user_by_login(login).await.unwrap().unwrap().value.id;
    reader.access(user).await.unwrap()
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
    drop(reader);
    for (login, what) in &county.people {
        let held = access(&store, login).await;
        assert!(!held.grants.is_empty(), "{login} {what}");
    }
    let expert = access(&store, "zhuanjia").await;
    assert!(!expert.assigned.is_empty());
    store.close().await;
}
