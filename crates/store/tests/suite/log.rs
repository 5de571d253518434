use crate::county::{County, begin};
use jiheng_domain::draft::{Edit, FieldPath};
use jiheng_domain::organisation::{Decision, Proposal};
use jiheng_domain::{Entity, Unit};
use jiheng_store::{LogQuery, Store, StoreError};

fn query() -> LogQuery {
    LogQuery { take: 500, ..LogQuery::default() }
}

pub async fn a_write_and_its_entry_stand_or_fall_together(store: &Store) {
    let county = County::build(store).await;
    let entries =
        |query: LogQuery| async move { store.reader().await.unwrap().log(&query).await.unwrap() };
    let of_unit = LogQuery { unit: Some(county.forestry), ..query() };
    let known = entries(of_unit.clone()).await.len();
    let rename = |name: &'static str| Proposal::ChangeUnit {
        unit: Unit {
            id: county.forestry,
            name: name.into(),
            ..crate::county::unit(name, &county.region, None)
        },
        version: 1,
    };
    let mut tx = begin(store, county.admins[0]).await;
    let request = tx.request_change(&rename("清河县林业和草原局")).await.unwrap();
    let other = tx.request_change(&rename("又一名")).await.unwrap();
    tx.commit().await.unwrap();
    let confirm = Decision::Confirmed;
    let mut tx = begin(store, county.admins[1]).await;
    tx.decide_change(request, confirm, "", None).await.unwrap();
    drop(tx);
    let mut reader = store.reader().await.unwrap();
    assert_eq!(reader.unit(county.forestry).await.unwrap().value.name, "清河县林业局");
    drop(reader);
    assert_eq!(entries(of_unit.clone()).await.len(), known);

    let mut tx = begin(store, county.admins[1]).await;
    let at = tx.at();
    tx.decide_change(request, confirm, "", None).await.unwrap();
    tx.commit().await.unwrap();
    let renamed = entries(of_unit.clone()).await.len();

    // Refused, a write leaves no entry either.
    let mut tx = begin(store, county.admins[1]).await;
    let stale = tx.decide_change(other, confirm, "", None).await;
    assert!(matches!(stale, Err(StoreError::Conflict(_))));
    tx.commit().await.unwrap();
    assert_eq!(entries(of_unit.clone()).await.len(), renamed);
    let logged = entries(of_unit).await;
    let entry = logged.iter().find(|e| e.action == "修改").unwrap();
    assert_eq!(
        (entry.user, entry.at, entry.address.as_str()),
        (Some(county.admins[1]), at, "10.0.0.8")
    );
    assert!(entry.before.as_deref().unwrap().contains("清河县林业局"));
    assert!(entry.after.as_deref().unwrap().contains("清河县林业和草原局"));

    let page = entries(LogQuery { take: 5, ..query() }).await;
    let next = entries(LogQuery { take: 5, before: Some(page[4].id.clone()), ..query() }).await;
    assert!(page.iter().all(|e| next.iter().all(|n| n.id < e.id)));
}

pub async fn administrators_see_no_business(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let mut tx = begin(store, county.clerk).await;
    let path = FieldPath::new("budget.initial").unwrap();
    let edits = vec![Edit { path, base_version: 0, value: "4286.67".into() }];
    tx.save_fields(report, edits).await.unwrap();
    tx.commit().await.unwrap();
    let mut reader = store.reader().await.unwrap();
    let open = reader.log(&LogQuery { report: Some(report), ..query() }).await.unwrap();
    assert!(open.iter().any(|e| e.after.as_deref().is_some_and(|v| v.contains("4286.67"))));
    let shut = LogQuery { without_business: true, ..query() };
    let shut = reader.log(&shut).await.unwrap();
    for entry in &shut {
        let hidden = entry.before.is_none() && entry.after.is_none();
        assert!(hidden || !entry.entity.is_business(), "{entry:?}");
    }
    assert!(shut.iter().any(|e| e.entity == Entity::Field && e.user == Some(county.clerk)));
    assert!(shut.iter().any(|e| e.entity == Entity::Grant && e.after.is_some()));
    // No password is in the log.
    assert!(shut.iter().all(|e| !format!("{e:?}").contains("argon2id")));
}
