use crate::county::{County, begin, new, now, task, unit};
use jiheng_domain::draft::{Edit, FieldPath};
use jiheng_domain::{Grant, Refusal, Region, RegionCode, ReportKind, Role, Scope, Unit};
use jiheng_store::{Store, StoreError};

pub async fn a_renamed_unit_keeps_its_old_name(store: &Store) {
    let county = County::build(store).await;
    let before = now();
    let mut tx = begin(store, county.admins[0]).await;
    let old = tx.unit(county.farm).await.unwrap();
    let renamed = Unit { name: "清河县生态林场".into(), ..old.value.clone() };
    tx.change_unit(&renamed, old.version).await.unwrap();
    tx.commit().await.unwrap();
    let mut reader = store.reader().await.unwrap();
    assert_eq!(reader.unit(county.farm).await.unwrap().value.name, "清河县生态林场");
    assert_eq!(reader.unit_name_at(county.farm, before).await.unwrap(), "清河县国有林场");
    assert_eq!(reader.unit_name_at(county.farm, now()).await.unwrap(), "清河县生态林场");
}

pub async fn a_closed_unit_hands_over(store: &Store) {
    let county = County::build(store).await;
    let mut tx = begin(store, county.clerk).await;
    let project = tx
        .add_report(county.task, county.farm, ReportKind::Project, Some("防火道路"))
        .await
        .unwrap();
    let path = FieldPath::new("sections.overview").unwrap();
    let edit =
        Edit { path: path.clone(), base_version: 0, value: "防火道路十二公里".into() };
    tx.save_fields(project, vec![edit]).await.unwrap();
    tx.commit().await.unwrap();

    let mut tx = begin(store, county.admins[0]).await;
    let closed = tx.close_unit(county.farm, 1, None).await;
    assert!(matches!(closed, Err(StoreError::Refused(Refusal::UnitHasReports(2)))));
    drop(tx);
    let mut tx = begin(store, county.admins[0]).await;
    let stale = tx.close_unit(county.farm, 9, Some(county.forestry)).await;
    assert!(matches!(stale, Err(StoreError::Conflict(_))));
    drop(tx);
    let mut tx = begin(store, county.admins[0]).await;
    tx.close_unit(county.farm, 1, Some(county.forestry)).await.unwrap();
    tx.commit().await.unwrap();

    let mut reader = store.reader().await.unwrap();
    let farm = reader.unit(county.farm).await.unwrap().value;
    assert_eq!((farm.active, farm.successor), (false, Some(county.forestry)));
    assert!(reader.reports_of_unit(county.task, county.farm).await.unwrap().is_empty());
    let reports = reader.reports_of_unit(county.task, county.forestry).await.unwrap();
    let names: Vec<_> = reports.iter().map(|r| r.project.as_deref()).collect();
    assert_eq!(names, [None, Some("原清河县国有林场"), Some("防火道路")]);
    // What was typed has come along.
    let field = reader.field(project, &path).await.unwrap().unwrap();
    assert_eq!(field.value, "防火道路十二公里");
    drop(reader);

    // The name is free again, and next year's report finds that of the unit it succeeds.
    let mut tx = begin(store, county.admins[0]).await;
    tx.add_unit(&unit("清河县国有林场", &county.region, None)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, county.office).await;
    let next = task(&county.region, 2026);
    tx.add_task(&next).await.unwrap();
    tx.issue_task(next.id, 1).await.unwrap();
    let again = tx
        .add_report(next.id, county.forestry, ReportKind::Project, Some("防火道路"))
        .await
        .unwrap();
    assert_eq!(tx.report(again).await.unwrap().previous, Some(project));
    assert!(tx.reports_of_unit(next.id, county.farm).await.unwrap().is_empty());
}

pub async fn stale_and_taken(store: &Store) {
    let county = County::build(store).await;
    let admin = county.admins[0];
    let mut tx = begin(store, admin).await;
    let forestry = tx.unit(county.forestry).await.unwrap();
    let coded = Unit { code: Some("101001".into()), ..forestry.value.clone() };
    tx.change_unit(&coded, forestry.version).await.unwrap();
    tx.commit().await.unwrap();

    let mut tx = begin(store, admin).await;
    let stale = tx.change_unit(&coded, forestry.version).await;
    assert!(matches!(stale, Err(StoreError::Conflict("个单位"))));
    drop(tx);
    let mut tx = begin(store, admin).await;
    let same =
        Unit { code: coded.code.clone(), ..unit("清河县水利局", &county.region, None) };
    assert!(matches!(tx.add_unit(&same).await, Err(StoreError::Taken("预算单位编码"))));
    drop(tx);
    let mut tx = begin(store, admin).await;
    let same = unit("清河县林业局", &county.region, None);
    assert!(matches!(tx.add_unit(&same).await, Err(StoreError::Taken("单位名称"))));
    drop(tx);
    let mut tx = begin(store, admin).await;
    let region = Region { code: county.region.clone(), name: "又一县".into(), parent: None };
    assert!(matches!(tx.add_region(&region).await, Err(StoreError::Taken("区划代码"))));
    drop(tx);
    let mut tx = begin(store, admin).await;
    let loops = Unit { supervisor: Some(county.farm), ..coded };
    let refused = tx.change_unit(&loops, 2).await;
    assert!(matches!(refused, Err(StoreError::Refused(Refusal::SupervisionLoop))));
    drop(tx);
    // A unit or a role in a region that nobody has entered.
    let mut tx = begin(store, admin).await;
    let nowhere = RegionCode::new("999999").unwrap();
    assert!(tx.add_unit(&unit("无处", &nowhere, None)).await.is_err());
    drop(tx);
    let mut tx = begin(store, admin).await;
    let grant = Grant::new(new(), county.clerk, Role::Observer, Scope::Region(nowhere)).unwrap();
    let proposal = jiheng_domain::organisation::Proposal::Grant(grant);
    let request = tx.request_change(&proposal).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, county.admins[1]).await;
    let decision = jiheng_domain::organisation::Decision::Confirmed;
    assert!(tx.decide_change(request, decision, "", None).await.is_err());
}
