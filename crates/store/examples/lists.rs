//! How long the lists take in a county of 300 units with 50 projects in 3 years:
//! `cargo run --release -p jiheng-store --example lists [postgres://…]`.

#![allow(clippy::unwrap_used, clippy::panic)]

use jiheng_domain::draft::FieldPath;
use jiheng_domain::moment::Day;
use jiheng_domain::organisation::{Decision, Proposal};
use jiheng_domain::task::{Dates, TaskScope, TaskState};
use jiheng_domain::workflow::Attempt;
use jiheng_domain::{
    Access, Action, Assessment, Grant, Moment, Permission, Region, RegionCode, ReportKind, Role,
    Scope, StateKind, Task, TaskId, Unit, UnitId, UnitKind, User, UserId,
};
use jiheng_store::{
    Actor, FormerReport, Founder, ListQuery, Location, LogQuery, Order, Reader, Seen, Store,
    Transaction,
};
use std::time::{Duration, Instant};
use uuid::Uuid;

const UNITS: u32 = 300;
const PROJECTS: u32 = 50;
/// One unit in ten is a department over the nine that follow.
const UNDER_A_DEPARTMENT: u32 = 10;
const YEARS: [u16; 3] = [2023, 2024, 2025];
const RUNS: usize = 9;
/// 2026-03-02 in Beijing.
const NOW: Moment = Moment(1_772_413_200_000);
const TODAY: Day = Day { year: 2026, month: 3, day: 2 };

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let postgres = std::env::args().nth(1);
    let location = Location { folder: folder.path().to_owned(), postgres };
    let store = Store::open(&location).await.unwrap();
    let began = Instant::now();
    let county = County::build(&store).await;
    println!("建成：{:.1} 秒", began.elapsed().as_secs_f32());
    measure(&store, &county).await;
}

struct County {
    office: UserId,
    department: UserId,
    clerk: UserId,
    unit: UnitId,
    task: TaskId,
}

async fn measure(store: &Store, county: &County) {
    let mut reader = store.reader().await.unwrap();
    let office = reader.access(county.office).await.unwrap();
    let department = reader.access(county.department).await.unwrap();
    let clerk = reader.access(county.clerk).await.unwrap();
    let this_year = ListQuery { task: Some(county.task), take: 50, ..ListQuery::default() };
    let lists = [
        ("审核台，本年，按风险", &office, this_year.clone()),
        (
            "审核台，本年，财政审核中",
            &office,
            ListQuery { states: vec![StateKind::FinanceReview], ..this_year.clone() },
        ),
        ("审核台，本年，最后一页", &office, ListQuery { skip: 15_200, ..this_year.clone() }),
        ("审核台，三年全部", &office, ListQuery { take: 50, ..ListQuery::default() }),
        ("按单位和项目排", &office, ListQuery { order: Order::Unit, ..this_year.clone() }),
        ("查找“单位 7”", &office, ListQuery { words: "单位 7".into(), ..this_year.clone() }),
        ("主管部门的审核台", &department, this_year.clone()),
        ("填报人的报告", &clerk, this_year),
    ];
    for (name, access, query) in lists {
        let mut times = Vec::new();
        let mut total = 0;
        for _ in 0..RUNS {
            let began = Instant::now();
            total = reader.list(access, Permission::ViewReport, &query).await.unwrap().total;
            times.push(began.elapsed());
        }
        tell(name, times, total as usize);
    }
    for (name, access, role) in
        [("待办，绩效股", &office, Role::PerformanceOffice), ("待办，填报人", &clerk, Role::Clerk)]
    {
        let mut times = Vec::new();
        let mut total = 0;
        for _ in 0..RUNS {
            let began = Instant::now();
            total = reader.waiting(access, role, 0, 50).await.unwrap().total;
            times.push(began.elapsed());
        }
        tell(name, times, total as usize);
    }
    others(&mut reader, county, &office).await;
}

async fn others(reader: &mut Reader, county: &County, office: &Access) {
    let mut times = [const { Vec::new() }; 3];
    let mut counts = [0; 3];
    for _ in 0..RUNS {
        let began = Instant::now();
        counts[0] = reader.board(office, county.task, TODAY).await.unwrap().len();
        times[0].push(began.elapsed());
        let began = Instant::now();
        counts[1] = reader.reports_of_unit(county.task, county.unit).await.unwrap().len();
        times[1].push(began.elapsed());
        let began = Instant::now();
        let query = LogQuery { unit: Some(county.unit), take: 50, ..LogQuery::default() };
        counts[2] = reader.log(&query).await.unwrap().len();
        times[2].push(began.elapsed());
    }
    for (at, name) in ["进度板，三百个单位", "一个单位的报告", "日志一页"].into_iter().enumerate()
    {
        tell(name, std::mem::take(&mut times[at]), counts[at]);
    }
}

fn tell(name: &str, mut times: Vec<Duration>, count: usize) {
    times.sort_unstable();
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "{name}：{count} 行，中位 {}.{} 毫秒，最慢 {} 毫秒",
        median.as_millis(),
        median.as_micros() / 100 % 10,
        slowest.as_millis()
    );
}

impl County {
    async fn build(store: &Store) -> Self {
        let founder =
            |login: &str| Founder { login: login.into(), name: login.into(), phc: "-".into() };
        let mut tx = store.begin(Actor::stranger("", NOW)).await.unwrap();
        let admins = tx.found(["xitong", "anquan", "shenji"].map(founder)).await.unwrap();
        tx.commit().await.unwrap();
        let region = RegionCode::new("420199").unwrap();
        let mut tx = begin(store, admins[0]).await;
        let county = Region { code: region.clone(), name: "清河县".into(), parent: None };
        tx.add_region(&county).await.unwrap();
        let mut units: Vec<UnitId> = Vec::new();
        for number in 0..UNITS {
            let supervisor = match number % UNDER_A_DEPARTMENT {
                0 => None,
                place => units.get((number - place) as usize).copied(),
            };
            units.push(add_unit(&mut tx, number, &region, supervisor).await);
        }
        tx.commit().await.unwrap();
        let over_county = Scope::Region(region.clone());
        let office = person(store, &admins, Role::PerformanceOffice, over_county).await;
        let over_units = Scope::Department(units[0]);
        let department = person(store, &admins, Role::Department, over_units).await;
        let clerk = person(store, &admins, Role::Clerk, Scope::Unit(units[1])).await;
        let mut task = new::<TaskId>();
        for year in YEARS {
            task = fill(store, office, &region, &units, year).await;
        }
        hand_in(store, &admins, &units, task).await;
        Self { office, department, clerk, unit: units[1], task }
    }
}

/// A year of reports: former years as they were approved, this year in drafts.
async fn fill(
    store: &Store,
    office: UserId,
    region: &RegionCode,
    units: &[UnitId],
    year: u16,
) -> TaskId {
    let id: TaskId = new();
    let mut tx = begin(store, office).await;
    let day = |month| Day { year: year + 1, month, day: 1 };
    let task = Task {
        id,
        year,
        region: region.clone(),
        scheme: "hubei".into(),
        title: format!("{year}年度绩效自评"),
        scope: TaskScope::Region,
        kinds: vec![ReportKind::Department, ReportKind::Project],
        dates: Dates { begin: day(2), submit: day(4), department: day(5), finance: day(6) },
        evidence: Vec::new(),
        notice: None,
        state: TaskState::Draft,
        closing: None,
    };
    tx.add_task(&task).await.unwrap();
    tx.issue_task(id, 1).await.unwrap();
    let former = Some(&year) != YEARS.last();
    if former {
        tx.close_task(id, 2).await.unwrap();
    }
    tx.commit().await.unwrap();
    let fields = [(FieldPath::new("budget.annual").unwrap(), "1000000".to_owned())];
    let names: Vec<String> = (0..PROJECTS).map(|number| format!("项目 {number}")).collect();
    let reports: Vec<FormerReport<'_>> = names
        .iter()
        .zip(0..)
        .map(|(project, number)| FormerReport {
            kind: ReportKind::Project,
            project,
            fields: &fields,
            figures: figures(number),
        })
        .collect();
    for unit in units {
        let mut tx = begin(store, office).await;
        if former {
            tx.take_over(id, *unit, &reports).await.unwrap();
        } else {
            for report in &reports {
                let project = Some(report.project);
                let added = tx.add_report(id, *unit, report.kind, project).await.unwrap();
                tx.assess(added, &report.figures).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
    }
    id
}

/// Every third department hands in all that it has.
async fn hand_in(store: &Store, admins: &[UserId; 3], units: &[UnitId], task: TaskId) {
    for unit in units.iter().step_by(3 * UNDER_A_DEPARTMENT as usize) {
        let clerk = person(store, admins, Role::Clerk, Scope::Unit(*unit)).await;
        let head = person(store, admins, Role::UnitHead, Scope::Unit(*unit)).await;
        let reports = {
            let mut reader = store.reader().await.unwrap();
            reader.reports_of_unit(task, *unit).await.unwrap()
        };
        for report in reports {
            for (user, version, action) in [(clerk, 1, Action::Send), (head, 2, Action::Submit)] {
                let mut tx = begin(store, user).await;
                let seen = Seen { version, content: report.content };
                let attempt = Attempt { action, words: "" };
                tx.take_step(report.id, seen, attempt, &[]).await.unwrap();
                tx.commit().await.unwrap();
            }
        }
    }
}

fn figures(number: u32) -> Assessment {
    let number = i64::from(number);
    Assessment {
        errors: number % 4,
        doubts: number % 7,
        claimed_points: Some(9_000 + number),
        computed_points: Some(8_900),
        budget_fen: Some(100_000_000),
        spent_fen: Some(90_000_000 - number * 1_000_000),
    }
}

async fn add_unit(
    tx: &mut Transaction,
    number: u32,
    region: &RegionCode,
    supervisor: Option<UnitId>,
) -> UnitId {
    let unit = Unit {
        id: new(),
        code: Some(format!("{number:06}")),
        name: format!("单位 {number}"),
        kind: UnitKind::Institution,
        region: region.clone(),
        supervisor,
        active: true,
        closed_on: None,
        successor: None,
    };
    tx.add_unit(&unit).await.unwrap();
    unit.id
}

async fn person(store: &Store, admins: &[UserId; 3], role: Role, scope: Scope) -> UserId {
    let id: UserId = new();
    let user = User {
        id,
        login: format!("u{id}"),
        name: "某人".into(),
        phone: String::new(),
        active: true,
    };
    let grants = vec![Grant::new(new(), id, role, scope).unwrap()];
    let mut tx = begin(store, admins[0]).await;
    let request = tx.request_change(&Proposal::AddUser { user, grants }).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = begin(store, admins[1]).await;
    tx.decide_change(request, Decision::Confirmed, "", Some("-")).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn begin(store: &Store, user: UserId) -> Transaction {
    store.begin(Actor::person(user, "", NOW)).await.unwrap()
}

fn new<T: From<Uuid>>() -> T {
    T::from(Uuid::now_v7())
}
