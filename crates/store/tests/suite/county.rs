//! A small invented county: a bureau, a department with a unit under it, a township, their people,
//! and an issued task.

use jiheng_domain::moment::Day;
use jiheng_domain::organisation::{Decision, Proposal};
use jiheng_domain::sign::GroupPost;
use jiheng_domain::task::{Dates, RequiredEvidence, TaskScope, TaskState};
use jiheng_domain::{
    Grant, Moment, Region, RegionCode, ReportId, ReportKind, Role, Scope, Task, TaskId, Unit,
    UnitId, UnitKind, User, UserId,
};
use jiheng_store::{Actor, Founder, Store, StoreError, Transaction};
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

/// 2026-03-02 09:00 in Beijing; each transaction is a second later.
pub const START: i64 = 1_772_413_200_000;
static CLOCK: AtomicI64 = AtomicI64::new(START);

pub fn now() -> Moment {
    Moment(CLOCK.fetch_add(1_000, Ordering::Relaxed))
}

pub fn new<T: From<Uuid>>() -> T {
    T::from(Uuid::now_v7())
}

pub async fn begin(store: &Store, user: UserId) -> Transaction {
    store.begin(Actor::person(user, "10.0.0.8", now())).await.unwrap()
}

pub fn founders() -> [Founder; 3] {
    [("xitong", "周明"), ("anquan", "吴静"), ("shenji", "郑涛")].map(|(login, name)| Founder {
        login: login.into(),
        name: name.into(),
        phc: "$argon2id$甲".into(),
    })
}

pub struct County {
    pub admins: [UserId; 3],
    pub region: RegionCode,
    /// The forestry department and the forest farm under it; a township.
    pub forestry: UnitId,
    pub farm: UnitId,
    pub township: UnitId,
    pub clerk: UserId,
    pub second_clerk: UserId,
    pub head: UserId,
    pub leader: UserId,
    pub member: UserId,
    pub department: UserId,
    pub division: UserId,
    pub office: UserId,
    pub expert: UserId,
    pub observer: UserId,
    pub township_clerk: UserId,
    pub task: TaskId,
}

pub fn unit(name: &str, region: &RegionCode, supervisor: Option<UnitId>) -> Unit {
    Unit {
        id: new(),
        code: None,
        name: name.into(),
        kind: UnitKind::Institution,
        region: region.clone(),
        supervisor,
        active: true,
        closed_on: None,
        successor: None,
    }
}

pub fn day(month: u8, day: u8) -> Day {
    Day { year: 2026, month, day }
}

pub fn task(region: &RegionCode, year: u16) -> Task {
    Task {
        id: new(),
        year,
        region: region.clone(),
        scheme: "hubei".into(),
        title: format!("{year}年度绩效自评"),
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
        state: TaskState::Draft,
        closing: None,
    }
}

impl County {
    pub async fn build(store: &Store) -> Self {
        let mut tx = store.begin(Actor::stranger("10.0.0.1", now())).await.unwrap();
        let admins = tx.found(founders()).await.unwrap();
        tx.commit().await.unwrap();
        let region = RegionCode::new("420199").unwrap();
        let town = RegionCode::new("420199101").unwrap();
        let mut tx = begin(store, admins[0]).await;
        for (code, name, parent) in
            [(&region, "清河县", None), (&town, "柳溪镇", Some(region.clone()))]
        {
            let region = Region { code: code.clone(), name: name.into(), parent };
            tx.add_region(&region).await.unwrap();
        }
        let units = [
            ("清河县林业局", &region, 0),
            ("清河县国有林场", &region, 1),
            ("柳溪镇人民政府", &town, 0),
        ];
        let mut ids: Vec<UnitId> = Vec::new();
        for (name, region, under) in units {
            let supervisor = (under == 1).then(|| ids[0]);
            let unit = unit(name, region, supervisor);
            tx.add_unit(&unit).await.unwrap();
            ids.push(unit.id);
        }
        tx.commit().await.unwrap();
        let [forestry, farm, township] = ids[..] else { panic!() };
        let at = |login, role, scope| person(store, &admins, login, role, scope);
        let mut county = Self {
            admins,
            forestry,
            farm,
            township,
            clerk: at("li.hua", Role::Clerk, Scope::Unit(farm)).await,
            second_clerk: at("li.min", Role::Clerk, Scope::Unit(farm)).await,
            head: at("zhang.qiang", Role::UnitHead, Scope::Unit(farm)).await,
            leader: at("chen.jie", Role::GroupMember, Scope::Unit(farm)).await,
            member: at("yang.fan", Role::GroupMember, Scope::Unit(farm)).await,
            department: at("zhao.lei", Role::Department, Scope::Department(forestry)).await,
            division: at("sun.li", Role::FinanceDivision, Scope::Department(forestry)).await,
            office: at("qian.jun", Role::PerformanceOffice, Scope::Region(region.clone())).await,
            expert: at("feng.yu", Role::Expert, Scope::Assigned).await,
            observer: at("han.xue", Role::Observer, Scope::Region(region.clone())).await,
            township_clerk: at("he.ping", Role::Clerk, Scope::Unit(township)).await,
            task: new(),
            region,
        };
        let mut tx = begin(store, county.office).await;
        let task = task(&county.region, 2025);
        county.task = task.id;
        tx.add_task(&task).await.unwrap();
        assert_eq!(tx.issue_task(task.id, 1).await.unwrap(), 3);
        tx.commit().await.unwrap();
        county
    }

    /// The forest farm's own report.
    pub async fn report(&self, store: &Store) -> ReportId {
        let mut reader = store.reader().await.unwrap();
        reader.reports_of_unit(self.task, self.farm).await.unwrap()[0].id
    }

    /// Gives the forest farm a group of two.
    pub async fn gather(&self, store: &Store) {
        let mut tx = begin(store, self.clerk).await;
        for (user, post) in [(self.member, GroupPost::Member), (self.leader, GroupPost::Leader)] {
            tx.set_member(self.task, self.farm, user, post, true).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

/// A change that is asked for and confirmed, or why not.
pub async fn confirmed(
    store: &Store,
    admins: &[UserId; 3],
    proposal: &Proposal,
) -> Result<(), StoreError> {
    let mut tx = begin(store, admins[0]).await;
    let request = tx.request_change(proposal).await?;
    tx.commit().await?;
    let mut tx = begin(store, admins[1]).await;
    tx.decide_change(request, Decision::Confirmed, "", Some("$argon2id$乙")).await?;
    tx.commit().await
}

/// A person who was asked for and confirmed.
pub async fn person(
    store: &Store,
    admins: &[UserId; 3],
    login: &str,
    role: Role,
    scope: Scope,
) -> UserId {
    let user = User {
        id: new(),
        login: login.into(),
        name: login.into(),
        phone: String::new(),
        active: true,
    };
    let id = user.id;
    let grants = vec![Grant::new(new(), id, role, scope).unwrap()];
    confirmed(store, admins, &Proposal::AddUser { user, grants }).await.unwrap();
    id
}
