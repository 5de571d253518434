use crate::county::{County, begin, confirmed, day, new, now, task, unit};
use jiheng_domain::draft::{Edit, FieldPath};
use jiheng_domain::organisation::{Concerned, Decision, Proposal};
use jiheng_domain::{Grant, Refusal, Region, RegionCode, ReportKind, Role, Scope, Unit};
use jiheng_store::{Store, StoreError};

pub async fn a_renamed_unit_keeps_its_old_name(store: &Store) {
    let county = County::build(store).await;
    let before = now();
    let old = store.reader().await.unwrap().unit(county.farm).await.unwrap();
    let renamed = Unit { name: "清河县生态林场".into(), ..old.value.clone() };
    let change = Proposal::ChangeUnit { unit: renamed, version: old.version };
    let mut tx = begin(store, county.admins[0]).await;
    let request = tx.request_change(&change).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, county.admins[1]).await;
    // Asked for, it is known and not yet so.
    assert_eq!(tx.unit(county.farm).await.unwrap().value, old.value);
    let about = tx.pending_about(Concerned::Unit(county.farm)).await.unwrap();
    assert_eq!((about.len(), about[0].id), (1, request));
    tx.decide_change(request, Decision::Confirmed, "", None).await.unwrap();
    assert!(tx.pending_about(Concerned::Unit(county.farm)).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    let mut reader = store.reader().await.unwrap();
    assert_eq!(reader.unit(county.farm).await.unwrap().value.name, "清河县生态林场");
    assert_eq!(reader.unit_name_at(county.farm, before).await.unwrap(), "清河县国有林场");
    assert_eq!(reader.unit_name_at(county.farm, now()).await.unwrap(), "清河县生态林场");
    let names = reader.unit_names(county.farm).await.unwrap();
    let names: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["清河县国有林场", "清河县生态林场"]);
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

    let closing = |on, successor| Proposal::CloseUnit { unit: county.farm, day: on, successor };
    let close = |on, successor| async move {
        confirmed(store, &county.admins, &closing(on, successor)).await
    };
    let closed = close(day(3, 1), None).await;
    assert!(matches!(closed, Err(StoreError::Refused(Refusal::UnitHasReports(2)))));
    for (on, successor) in [(day(12, 31), county.forestry), (day(3, 1), county.farm)] {
        let refused = close(on, Some(successor)).await;
        assert!(matches!(refused, Err(StoreError::Refused(Refusal::Field { .. }))));
    }
    close(day(3, 1), Some(county.forestry)).await.unwrap();
    let again = close(day(3, 1), Some(county.forestry)).await;
    assert!(matches!(again, Err(StoreError::Refused(Refusal::UnitClosed(_)))));

    let mut reader = store.reader().await.unwrap();
    let farm = reader.unit(county.farm).await.unwrap().value;
    assert_eq!((farm.active, farm.successor), (false, Some(county.forestry)));
    assert_eq!(farm.closed_on, Some(day(3, 1)));
    assert!(reader.reports_of_unit(county.task, county.farm).await.unwrap().is_empty());
    let reports = reader.reports_of_unit(county.task, county.forestry).await.unwrap();
    let names: Vec<_> = reports.iter().map(|r| r.project.as_deref()).collect();
    assert_eq!(names, [None, Some("原清河县国有林场"), Some("防火道路")]);
    // What was typed has come along.
    let field = reader.field(project, &path).await.unwrap().unwrap();
    assert_eq!(field.value, "防火道路十二公里");
    let own = reader.reports_of_unit(county.task, county.forestry).await.unwrap()[0].id;
    // What its clerk still types has no place there any more.
    let access = reader.access(county.clerk).await.unwrap();
    let moved = reader.subject(project).await.unwrap();
    assert!(!access.covers(&moved));
    assert_eq!(reader.handed_over(&access, project).await.unwrap(), Some(farm));
    assert_eq!(reader.handed_over(&access, own).await.unwrap(), None);
    drop(reader);
    let mut tx = begin(store, county.clerk).await;
    let kind = ReportKind::Project;
    let late = tx.add_report(county.task, county.farm, kind, Some("护林")).await;
    assert!(matches!(late, Err(StoreError::Refused(Refusal::UnitClosed(_)))));
    drop(tx);
    let grant =
        Grant::new(new(), county.township_clerk, Role::Clerk, Scope::Unit(county.farm)).unwrap();
    let granted = confirmed(store, &county.admins, &Proposal::Grant(grant)).await;
    assert!(matches!(granted, Err(StoreError::Refused(Refusal::UnitClosed(_)))));

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

/// A unit that was closed by mistake, or works again: under the department that now stands there.
pub async fn a_closed_unit_works_again(store: &Store) {
    let county = County::build(store).await;
    let reopen = Proposal::ReopenUnit { unit: county.farm };
    let early = confirmed(store, &county.admins, &reopen).await;
    assert!(matches!(early, Err(StoreError::Refused(Refusal::Field { field: "单位", .. }))));
    let close = |unit, successor| {
        let proposal = Proposal::CloseUnit { unit, day: day(3, 1), successor: Some(successor) };
        async move { confirmed(store, &county.admins, &proposal).await.unwrap() }
    };
    close(county.farm, county.forestry).await;
    close(county.forestry, county.township).await;
    let same = unit("清河县国有林场", &county.region, None);
    let mut tx = begin(store, county.admins[0]).await;
    tx.add_unit(&same).await.unwrap();
    tx.commit().await.unwrap();
    let taken = confirmed(store, &county.admins, &reopen).await;
    assert!(matches!(taken, Err(StoreError::Taken("单位名称"))));
    close(same.id, county.township).await;
    confirmed(store, &county.admins, &reopen).await.unwrap();
    let mut reader = store.reader().await.unwrap();
    let farm = reader.unit(county.farm).await.unwrap().value;
    assert_eq!((farm.active, farm.closed_on, farm.successor), (true, None, None));
    assert_eq!(farm.supervisor, Some(county.township));
    drop(reader);
    // The next task asks it again.
    let mut tx = begin(store, county.office).await;
    let next = task(&county.region, 2026);
    tx.add_task(&next).await.unwrap();
    assert_eq!(tx.issue_task(next.id, 1).await.unwrap(), 2);
    assert_eq!(tx.reports_of_unit(next.id, county.farm).await.unwrap().len(), 1);
}

pub async fn a_person_is_told_apart_and_reached(store: &Store) {
    let county = County::build(store).await;
    let change = |name: &str, phone: &str| Proposal::ChangePerson {
        user: county.clerk,
        name: name.into(),
        phone: phone.into(),
    };
    let wrong = confirmed(store, &county.admins, &change("李华", "问他")).await;
    assert!(matches!(wrong, Err(StoreError::Refused(Refusal::Field { field: "电话", .. }))));
    confirmed(store, &county.admins, &change("李华", "0715-3398001")).await.unwrap();
    let user = store.reader().await.unwrap().user(county.clerk).await.unwrap().value;
    assert_eq!((user.name.as_str(), user.phone.as_str()), ("李华", "0715-3398001"));
}

pub async fn stale_and_taken(store: &Store) {
    let county = County::build(store).await;
    let admins = &county.admins;
    let admin = admins[0];
    let forestry = store.reader().await.unwrap().unit(county.forestry).await.unwrap();
    let coded = Unit { code: Some("101001".into()), ..forestry.value.clone() };
    let change = |unit: &Unit, version| Proposal::ChangeUnit { unit: unit.clone(), version };
    // Asked for twice, confirmed once: the second would undo what it has not seen.
    let mut tx = begin(store, admin).await;
    let [first, second] = [
        tx.request_change(&change(&coded, forestry.version)).await.unwrap(),
        tx.request_change(&change(&forestry.value, forestry.version)).await.unwrap(),
    ];
    tx.commit().await.unwrap();
    let mut tx = begin(store, admins[1]).await;
    tx.decide_change(first, Decision::Confirmed, "", None).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, admins[1]).await;
    let stale = tx.decide_change(second, Decision::Confirmed, "", None).await;
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
    let farm = store.reader().await.unwrap().unit(county.farm).await.unwrap();
    let named = Unit { name: "清河县林业局".into(), ..farm.value.clone() };
    let taken = confirmed(store, admins, &change(&named, farm.version)).await;
    assert!(matches!(taken, Err(StoreError::Taken("单位名称"))));
    let numbered = Unit { code: coded.code.clone(), ..farm.value.clone() };
    let taken = confirmed(store, admins, &change(&numbered, farm.version)).await;
    assert!(matches!(taken, Err(StoreError::Taken("预算单位编码"))));
    let mut tx = begin(store, admin).await;
    let region = Region { code: county.region.clone(), name: "又一县".into(), parent: None };
    assert!(matches!(tx.add_region(&region).await, Err(StoreError::Taken("区划代码"))));
    drop(tx);
    let loops = Unit { supervisor: Some(county.farm), ..coded };
    let refused = confirmed(store, admins, &change(&loops, 2)).await;
    assert!(matches!(refused, Err(StoreError::Refused(Refusal::SupervisionLoop))));
    // A unit or a role in a region that nobody has entered.
    let mut tx = begin(store, admin).await;
    let nowhere = RegionCode::new("999999").unwrap();
    assert!(tx.add_unit(&unit("无处", &nowhere, None)).await.is_err());
    drop(tx);
    let grant = Grant::new(new(), county.clerk, Role::Observer, Scope::Region(nowhere)).unwrap();
    assert!(confirmed(store, admins, &Proposal::Grant(grant)).await.is_err());
}
