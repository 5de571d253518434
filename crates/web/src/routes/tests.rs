//! Every route × every role × own and foreign unit, made from the list of routes itself.

mod log;
mod pages;
mod tasks;
mod trouble;
mod visitor;
mod walk;

use super::{Guard, ROUTES, Route, Scope, router};
use crate::app::App;
use crate::engine::Engine;
use crate::security::session::Opening;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use jiheng_domain::organisation::{Decision, Proposal};
use jiheng_domain::task::{Dates, TaskScope, TaskState};
use jiheng_domain::{
    Grant, Moment, Permission, Region, RegionCode, ReportId, ReportKind, Role, Task, TaskId, Unit,
    UnitId, UnitKind, User, UserId,
};
use jiheng_isolate::{Limits, Reader};
use jiheng_store::{Actor, Founder, Location, Store};
use jiheng_testbed::{fresh_database, run_again};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

const NOW: Moment = Moment(1_772_380_800_000);

/// A place with a unit and its report.
struct Place {
    unit: UnitId,
    report: ReportId,
}

struct County {
    router: Router,
    store: Store,
    task: TaskId,
    /// Somebody with an account.
    person: UserId,
    own: Place,
    foreign: Place,
    _data: Option<TempDir>,
}

/// A role with the cookie and the token of its session.
struct Holder {
    role: Role,
    user: UserId,
    cookie: String,
    csrf: String,
}

fn region(code: &str) -> RegionCode {
    RegionCode::new(code).unwrap()
}

/// Two counties that know nothing of each other, each with a unit and its report in one task.
async fn county() -> (County, Vec<Holder>) {
    let data = tempfile::tempdir().unwrap();
    let location = Location { folder: data.path().into(), postgres: fresh_database().await };
    let (county, holders) = county_at(&location).await;
    (County { _data: Some(data), ..county }, holders)
}

async fn county_at(location: &Location) -> (County, Vec<Holder>) {
    let store = Store::open(location).await.unwrap();
    let founder =
        |login: &str| Founder { login: login.into(), name: login.into(), phc: String::new() };
    let mut transaction = store.begin(Actor::stranger("", NOW)).await.unwrap();
    let admins = ["admin", "security", "audit"].map(founder);
    let [system, security, audit] = transaction.found(admins).await.unwrap();
    transaction.commit().await.unwrap();

    let mut transaction = store.begin(Actor::person(system, "", NOW)).await.unwrap();
    let mut units = Vec::new();
    for code in ["420198", "420199"] {
        let name = format!("县{code}");
        transaction.add_region(&Region { code: region(code), name, parent: None }).await.unwrap();
        let unit = Unit {
            id: Uuid::now_v7().into(),
            code: None,
            name: format!("单位{code}"),
            kind: UnitKind::Administrative,
            region: region(code),
            supervisor: None,
            active: true,
            closed_on: None,
            successor: None,
        };
        transaction.add_unit(&unit).await.unwrap();
        units.push(unit.id);
    }
    transaction.commit().await.unwrap();

    let mut holders = Vec::new();
    let mut office = system;
    for role in Role::ALL.iter().copied() {
        let user = match role {
            Role::SystemAdmin => system,
            Role::SecurityAdmin => security,
            Role::AuditAdmin => audit,
            role => person(&store, role, units[0], system, security).await,
        };
        if role == Role::PerformanceOffice {
            office = user;
        }
        holders.push(sign_in(&store, role, user).await);
    }
    let mut task = task(&units);
    let notice = store.put_content("关于开展自评的通知".as_bytes()).await.unwrap();
    let mut transaction = store.begin(Actor::person(office, "", NOW)).await.unwrap();
    task.notice = Some(transaction.attach(&notice, "通知.pdf", "application/pdf").await.unwrap());
    transaction.add_task(&task).await.unwrap();
    transaction.issue_task(task.id, 1).await.unwrap();
    let mut reports = Vec::new();
    for unit in &units {
        reports.push(transaction.reports_of_unit(task.id, *unit).await.unwrap()[0].id);
    }
    transaction.commit().await.unwrap();
    let reader = Reader::new("false".into(), Vec::new(), Limits::default());
    let app = App::with_clock(store.clone(), Engine::new().unwrap(), reader, false, || NOW);
    let place = |at: usize| Place { unit: units[at], report: reports[at] };
    let (own, foreign) = (place(0), place(1));
    let router = router(app);
    let county = County { router, store, task: task.id, person: office, own, foreign, _data: None };
    (county, holders)
}

fn task(units: &[UnitId]) -> Task {
    let day = NOW.day();
    Task {
        id: Uuid::now_v7().into(),
        year: 2025,
        region: region("420198"),
        scheme: "hubei".into(),
        title: "自评".into(),
        scope: TaskScope::Units(units.to_vec()),
        kinds: vec![ReportKind::Department],
        dates: Dates { begin: day, submit: day, department: day, finance: day },
        evidence: Vec::new(),
        notice: None,
        state: TaskState::Draft,
        closing: None,
    }
}

async fn person(
    store: &Store,
    role: Role,
    unit: UnitId,
    system: UserId,
    security: UserId,
) -> UserId {
    let id: UserId = Uuid::now_v7().into();
    let user = User {
        id,
        login: role.code().into(),
        name: role.text().into(),
        phone: String::new(),
        active: true,
    };
    let scopes = [
        jiheng_domain::Scope::Unit(unit),
        jiheng_domain::Scope::Department(unit),
        jiheng_domain::Scope::Region(region("420198")),
        jiheng_domain::Scope::Assigned,
    ];
    // The widest that goes with the role.
    let scope = scopes.into_iter().rev().find(|scope| role.goes_with(scope)).unwrap();
    let grant = Grant::new(Uuid::now_v7().into(), id, role, scope).unwrap();
    let mut transaction = store.begin(Actor::person(system, "", NOW)).await.unwrap();
    let proposal = Proposal::AddUser { user, grants: vec![grant] };
    let request = transaction.request_change(&proposal).await.unwrap();
    transaction.commit().await.unwrap();
    let mut transaction = store.begin(Actor::person(security, "", NOW)).await.unwrap();
    transaction.decide_change(request, Decision::Confirmed, "", Some("phc")).await.unwrap();
    transaction.commit().await.unwrap();
    let mut transaction = store.begin(Actor::person(id, "", NOW)).await.unwrap();
    transaction.set_password("phc").await.unwrap();
    transaction.commit().await.unwrap();
    id
}

async fn sign_in(store: &Store, role: Role, user: UserId) -> Holder {
    let opening = Opening::fresh().unwrap();
    let mut transaction = store.begin(Actor::person(user, "", NOW)).await.unwrap();
    transaction.open_session(user, &opening.digest, &opening.csrf).await.unwrap();
    transaction.commit().await.unwrap();
    Holder { role, user, cookie: format!("jiheng={}", opening.token), csrf: opening.csrf }
}

impl County {
    fn address(&self, route: &Route, place: &Place) -> String {
        route
            .path
            .replace("{report}", &place.report.to_string())
            .replace("{unit}", &place.unit.to_string())
            .replace("{task}", &self.task.to_string())
            .replace("{document}", "report")
            .replace("{number}", "1")
            .replace("{name}", "jiheng.css")
            .replace("{person}", &self.person.to_string())
            .replace("{change}", &Uuid::now_v7().to_string())
            .replace("{batch}", &Uuid::now_v7().to_string())
            .replace("{evidence}", &Uuid::now_v7().to_string())
            .replace("{comment}", &Uuid::now_v7().to_string())
            .replace("{conflict}", &Uuid::now_v7().to_string())
    }

    async fn ask(
        &self,
        route: &Route,
        place: &Place,
        holder: Option<&Holder>,
        with_token: bool,
    ) -> StatusCode {
        let method = Method::from_bytes(route.method.to_uppercase().as_bytes()).unwrap();
        let mut request = Request::builder()
            .method(method)
            .uri(self.address(route, place))
            .header("accept", "application/json");
        if let Some(holder) = holder {
            request = request.header("cookie", &holder.cookie);
            if with_token {
                request = request.header("x-csrf", &holder.csrf);
            }
        }
        let request = request.body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap().status()
    }
}

fn guarded() -> impl Iterator<Item = (&'static Route, Permission, Scope)> {
    ROUTES.iter().filter_map(|route| match route.guard {
        Guard::For(permission, scope) => Some((route, permission, scope)),
        Guard::Open => None,
    })
}

/// All of this holds on either database.
#[tokio::test]
async fn over_postgresql_as_well() {
    run_again("routes::tests::").await;
}

#[tokio::test]
async fn every_route_lets_in_whom_it_should_and_nobody_else() {
    let (county, holders) = county().await;
    let mut asked = 0;
    for (route, permission, scope) in guarded().filter(|(r, ..)| r.path != "/sign-out") {
        for holder in &holders {
            let role = holder.role;
            let what = format!("{role} {} {}", route.method, route.path);
            let own = county.ask(route, &county.own, Some(holder), true).await;
            // The auditor keeps the system, and with it the log of every report.
            let keeps = scope == Scope::ReportOrSystem && role == Role::AuditAdmin;
            let covered = !role.is_administrator() && role != Role::Expert;
            let allowed = role.may(permission) && (scope == Scope::Anywhere || covered || keeps);
            match (allowed, scope) {
                (true, _) => assert_ne!(own, StatusCode::UNAUTHORIZED, "{what}"),
                (false, Scope::Anywhere) => assert_eq!(own, StatusCode::FORBIDDEN, "{what}"),
                (false, _) if covered => assert_eq!(own, StatusCode::FORBIDDEN, "{what}"),
                (false, _) => assert_eq!(own, StatusCode::NOT_FOUND, "{what}"),
            }
            // What takes no further id and writes nothing must be there.
            let is_plain = route.method == "get"
                && !["{number}", "{document}", "{evidence}", "{batch}"]
                    .iter()
                    .any(|p| route.path.contains(p));
            let is_log_of_observer = route.path == "/log" && role == Role::Observer;
            if allowed && is_plain && !is_log_of_observer {
                assert_eq!(own, StatusCode::OK, "{what}");
            }
            if scope != Scope::Anywhere {
                let foreign = county.ask(route, &county.foreign, Some(holder), true).await;
                let expected = if keeps { StatusCode::OK } else { StatusCode::NOT_FOUND };
                assert_eq!(foreign, expected, "foreign: {what}");
                asked += 1;
            }
            asked += 1;
        }
    }
    println!("{} routes, {asked} requests", ROUTES.len());
    county.store.close().await;
}

#[tokio::test]
async fn a_stranger_comes_nowhere() {
    let (county, _) = county().await;
    for (route, ..) in guarded() {
        let status = county.ask(route, &county.own, None, false).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{} {}", route.method, route.path);
    }
}

#[tokio::test]
async fn nothing_is_written_without_the_token_of_the_session() {
    let (county, holders) = county().await;
    for (route, permission, _) in guarded().filter(|(r, ..)| r.method != "get") {
        let holder = holders.iter().find(|h| h.role.may(permission)).unwrap();
        let status = county.ask(route, &county.own, Some(holder), false).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{} {}", route.method, route.path);
        let other = holders.iter().find(|h| h.role != holder.role).unwrap();
        let stolen = Holder {
            role: holder.role,
            user: holder.user,
            cookie: holder.cookie.clone(),
            csrf: other.csrf.clone(),
        };
        let status = county.ask(route, &county.own, Some(&stolen), true).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{} {}", route.method, route.path);
    }
}
