use crate::county::{County, begin, founders, new, now, person};
use jiheng_domain::organisation::{Decision, Proposal};
use jiheng_domain::{Grant, Moment, Permission, Refusal, Role, Scope, User};
use jiheng_store::{Actor, Store, StoreError};

pub async fn three_founders_once(store: &Store) {
    assert!(store.reader().await.unwrap().is_unfounded().await.unwrap());
    let mut tx = store.begin(Actor::stranger("10.0.0.1", now())).await.unwrap();
    let ids = tx.found(founders()).await.unwrap();
    tx.commit().await.unwrap();
    let mut reader = store.reader().await.unwrap();
    let roles = [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin];
    for (id, role) in ids.into_iter().zip(roles) {
        let access = reader.access(id).await.unwrap();
        assert_eq!(access.roles(), [role]);
        assert!(!access.may(Permission::ViewReport));
    }
    drop(reader);
    let mut tx = store.begin(Actor::stranger("10.0.0.9", now())).await.unwrap();
    assert!(matches!(tx.found(founders()).await, Err(StoreError::Conflict(_))));
}

pub async fn a_change_waits_for_another_person(store: &Store) {
    let county = County::build(store).await;
    let [system, security, _] = county.admins;
    let grant = Grant::new(new(), county.head, Role::Clerk, Scope::Unit(county.farm)).unwrap();
    let mut tx = begin(store, system).await;
    let request = tx.request_change(&Proposal::Grant(grant)).await.unwrap();
    tx.commit().await.unwrap();
    let roles =
        || async { store.reader().await.unwrap().access(county.head).await.unwrap().roles() };
    assert_eq!(roles().await, [Role::UnitHead]);

    let mut tx = begin(store, system).await;
    let own = tx.decide_change(request, Decision::Confirmed, "", None).await;
    assert!(matches!(own, Err(StoreError::Refused(Refusal::NotSecurityAdmin))));
    drop(tx);

    let mut tx = begin(store, security).await;
    assert_eq!(tx.change_requests(Decision::Pending).await.unwrap().len(), 1);
    tx.decide_change(request, Decision::Confirmed, "已核对任命文件", None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(roles().await, [Role::Clerk, Role::UnitHead]);

    let mut tx = begin(store, security).await;
    let twice = tx.decide_change(request, Decision::Declined, "", None).await;
    assert!(matches!(twice, Err(StoreError::Refused(Refusal::AlreadyDecided))));
    let held = tx.grants(county.head).await.unwrap();
    let clerk = held.iter().find(|g| g.role == Role::Clerk).unwrap().id;
    drop(tx);

    let mut tx = begin(store, system).await;
    let revoke = Proposal::Revoke { user: county.head, grant: clerk };
    let request = tx.request_change(&revoke).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, security).await;
    tx.decide_change(request, Decision::Confirmed, "", None).await.unwrap();
    let all = tx.all_grants().await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(roles().await, [Role::UnitHead]);
    // That it was held stays known.
    assert!(all.iter().any(|g| g.grant.id == clerk && g.until.is_some()));
}

pub async fn roles_that_do_not_go_together(store: &Store) {
    let county = County::build(store).await;
    let [system, security, _] = county.admins;
    let cases = [
        (security, Role::AuditAdmin, Scope::System),
        (security, Role::Clerk, Scope::Unit(county.farm)),
        (county.clerk, Role::SecurityAdmin, Scope::System),
    ];
    for (user, role, scope) in cases {
        let mut tx = begin(store, system).await;
        let grant = Grant::new(new(), user, role, scope).unwrap();
        let refused = tx.request_change(&Proposal::Grant(grant)).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{role}");
    }
    // Two requests that go alone but not together: the second is refused when it is confirmed.
    let mut requests = Vec::new();
    let newcomer = person(store, &county.admins, "new", Role::Expert, Scope::Assigned).await;
    let mut tx = begin(store, system).await;
    let held = tx.grants(newcomer).await.unwrap()[0].id;
    let revoke = Proposal::Revoke { user: newcomer, grant: held };
    requests.push(tx.request_change(&revoke).await.unwrap());
    tx.commit().await.unwrap();
    let mut tx = begin(store, security).await;
    tx.decide_change(requests[0], Decision::Confirmed, "", None).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, system).await;
    for (role, scope) in
        [(Role::AuditAdmin, Scope::System), (Role::Clerk, Scope::Unit(county.farm))]
    {
        let grant = Grant::new(new(), newcomer, role, scope).unwrap();
        requests.push(tx.request_change(&Proposal::Grant(grant)).await.unwrap());
    }
    tx.commit().await.unwrap();
    let mut tx = begin(store, security).await;
    tx.decide_change(requests[1], Decision::Confirmed, "", None).await.unwrap();
    let refused = tx.decide_change(requests[2], Decision::Confirmed, "", None).await;
    assert!(matches!(
        refused,
        Err(StoreError::Refused(Refusal::AdministratorOutOfBusiness(Role::AuditAdmin, _)))
    ));
}

pub async fn sign_in_and_lock_out(store: &Store) {
    let county = County::build(store).await;
    let user = county.clerk;
    let failed = |until| async move {
        let mut tx = store.begin(Actor::stranger("10.0.0.66", now())).await.unwrap();
        tx.sign_in_failed(user, until).await.unwrap();
        tx.commit().await.unwrap();
    };
    failed(None).await;
    failed(Some(Moment(9_000_000_000_000))).await;
    let mut reader = store.reader().await.unwrap();
    let credential = reader.credential(user).await.unwrap().unwrap();
    assert_eq!((credential.failures, credential.must_change), (2, true));
    assert_eq!(credential.locked_until, Some(Moment(9_000_000_000_000)));
    drop(reader);

    let mut tx = begin(store, county.admins[1]).await;
    tx.unlock(user).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, user).await;
    tx.set_password("$argon2id$丙").await.unwrap();
    let id = tx.open_session(user, "digest-1", "csrf-1").await.unwrap();
    tx.commit().await.unwrap();

    let mut reader = store.reader().await.unwrap();
    let credential = reader.credential(user).await.unwrap().unwrap();
    assert_eq!((credential.failures, credential.must_change), (0, false));
    assert_eq!(credential.phc, "$argon2id$丙");
    let session = reader.session("digest-1").await.unwrap().unwrap();
    assert_eq!((session.id, session.user, session.csrf.as_str()), (id, user, "csrf-1"));
    assert!(reader.session("digest-2").await.unwrap().is_none());
    drop(reader);

    let mut tx = begin(store, user).await;
    let seen = tx.at();
    tx.see_session(id).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, user).await;
    assert_eq!(tx.session("digest-1").await.unwrap().unwrap().seen_at, seen);
    assert_eq!(tx.drop_idle_sessions(seen).await.unwrap(), 0);
    assert_eq!(tx.drop_idle_sessions(Moment(seen.0 + 1)).await.unwrap(), 1);
    assert!(matches!(tx.end_session(id).await, Err(StoreError::Conflict(_))));
}

pub async fn who_leaves_is_out_at_once(store: &Store) {
    let county = County::build(store).await;
    let [system, security, _] = county.admins;
    let mut tx = begin(store, county.clerk).await;
    tx.open_session(county.clerk, "digest", "csrf").await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, system).await;
    let leave = Proposal::SetActive { user: county.clerk, active: false };
    let request = tx.request_change(&leave).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, security).await;
    tx.decide_change(request, Decision::Confirmed, "调离", None).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, system).await;
    let user = tx.user(county.clerk).await.unwrap().value;
    assert_eq!(tx.access(county.clerk).await.unwrap().roles(), []);
    // The name stays with what was done.
    assert_eq!((user.active, user.login.as_str()), (false, "li.hua"));
    assert!(tx.session("digest").await.unwrap().is_none());
    let same = User { id: new(), active: true, ..user };
    let taken = tx.request_change(&Proposal::AddUser { user: same, grants: vec![] }).await;
    assert!(matches!(taken, Err(StoreError::Taken("登录名"))));
}
