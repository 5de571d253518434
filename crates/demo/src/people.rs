//! Who works in the county: an account for every role.

use crate::place::{DEPARTMENTS, Place};
use crate::{DemoError, WHOLE_UNITS, person};
use jiheng_domain::organisation::{Decision, Proposal};
use jiheng_domain::{Grant, Moment, Region, RegionCode, Role, Scope, Unit, UnitId, User, UserId};
use jiheng_store::{Actor, Founder, Store};
use uuid::Uuid;

const NAMES: [&str; 16] = [
    "周明",
    "陈静",
    "李涛",
    "王敏",
    "赵海燕",
    "刘志强",
    "孙莉",
    "吴建国",
    "郑晓梅",
    "冯伟",
    "何芳",
    "邓超群",
    "许文",
    "沈丽华",
    "韩冰",
    "杨帆",
];

/// The people of a unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Staff {
    pub(crate) clerk: UserId,
    pub(crate) head: UserId,
    /// 组长 and 成员, where there is a group.
    pub(crate) group: Option<[UserId; 2]>,
}

/// Everybody, with the units.
pub(crate) struct People {
    pub(crate) region: RegionCode,
    pub(crate) units: Vec<UnitId>,
    pub(crate) staff: Vec<Staff>,
    pub(crate) office: UserId,
    pub(crate) division: UserId,
    pub(crate) expert: UserId,
    /// Whoever reviews for a department, by its place.
    pub(crate) departments: Vec<(usize, UserId)>,
}

/// An account to be made.
struct Account {
    user: User,
    grants: Vec<Grant>,
}

struct Accounts(Vec<Account>);

impl Accounts {
    fn add(&mut self, login: String, roles: &[Role], scope: &Scope) -> Result<UserId, DemoError> {
        let id = new::<UserId>();
        let name = NAMES[self.0.len() % NAMES.len()].to_owned();
        let phone = format!("0000-{:07}", 3_398_000 + self.0.len());
        let grant = |role: &Role| Grant::new(new(), id, *role, scope.clone());
        let grants = roles.iter().map(grant).collect::<Result<_, _>>()?;
        self.0.push(Account { user: User { id, login, name, phone, active: true }, grants });
        Ok(id)
    }
}

impl People {
    pub(crate) async fn build(
        store: &Store,
        places: &[Place],
        phc: &str,
        at: Moment,
    ) -> Result<Self, DemoError> {
        let founder = |(login, name): (&str, &str)| Founder {
            login: login.into(),
            name: name.into(),
            phc: phc.into(),
        };
        let admins = [("xitong", "系统管理员"), ("anquan", "安全管理员"), ("shenji", "审计管理员")];
        let mut transaction = store.begin(Actor::stranger("演示", at)).await?;
        let [system, security, _] = transaction.found(admins.map(founder)).await?;
        transaction.commit().await?;
        let region = RegionCode::new("420199")?;
        let units = add_units(store, system, &region, places, at).await?;

        let mut accounts = Accounts(Vec::new());
        let county = Scope::Region(region.clone());
        let office = accounts.add("jixiao".into(), &[Role::PerformanceOffice], &county)?;
        let division = accounts.add("gushi".into(), &[Role::FinanceDivision], &county)?;
        accounts.add("renda".into(), &[Role::Observer], &county)?;
        let expert = accounts.add("zhuanjia".into(), &[Role::Expert], &Scope::Assigned)?;
        let mut departments = Vec::new();
        for (place, login) in DEPARTMENTS.iter().filter(|(place, _)| *place < units.len()) {
            let scope = Scope::Department(units[*place]);
            departments.push((*place, accounts.add((*login).into(), &[Role::Department], &scope)?));
        }
        let mut staff = Vec::new();
        for (unit, number) in units.iter().zip(1..) {
            let scope = Scope::Unit(*unit);
            let clerk = accounts.add(format!("tianbao{number:02}"), &[Role::Clerk], &scope)?;
            let head = accounts.add(format!("fuze{number:02}"), &[Role::UnitHead], &scope)?;
            let group = if number <= WHOLE_UNITS {
                let member = [Role::GroupMember];
                let leader = accounts.add(format!("zuzhang{number:02}"), &member, &scope)?;
                Some([leader, accounts.add(format!("zuyuan{number:02}"), &member, &scope)?])
            } else {
                None
            };
            staff.push(Staff { clerk, head, group });
        }
        let own: Vec<UserId> = accounts.0.iter().map(|a| a.user.id).collect();
        let whole = accounts.0.len().min(8 + 4 * WHOLE_UNITS);
        confirm(store, [system, security], accounts.0, phc, at).await?;
        // Whoever a visitor is likely to be need not choose another password first.
        for user in &own[..whole] {
            let mut transaction = store.begin(person(*user, at)).await?;
            transaction.set_password(phc).await?;
            transaction.commit().await?;
        }
        Ok(Self { region, units, staff, office, division, expert, departments })
    }

    /// Who reviews the reports of a place: its department, or else the division.
    pub(crate) fn reviewer(&self, place: &Place) -> UserId {
        let department = self.departments.iter().find(|(at, _)| Some(*at) == place.above);
        department.map_or(self.division, |(_, user)| *user)
    }

    /// Names to sign in with, and what they are.
    pub(crate) fn told(&self) -> Vec<(String, String)> {
        let mut told: Vec<(&str, &str)> = vec![
            ("jixiao", "财政局绩效股"),
            ("gushi", "财政局业务股室"),
            ("zhuanjia", "评审专家（只看指派的报告）"),
            ("renda", "人大（只读）"),
        ];
        if !self.departments.is_empty() {
            told.push(("shuiliju", "主管部门审核（水利局）"));
        }
        if self.units.len() > 1 {
            told.extend([
                ("tianbao02", "填报人（灌区管理所；01 至 12 各管一个单位）"),
                ("fuze02", "单位负责人（灌区管理所）"),
                ("zuzhang02", "自评小组组长（灌区管理所）"),
                ("zuyuan02", "自评小组成员（灌区管理所）"),
            ]);
        }
        told.extend([("xitong", "系统管理员"), ("anquan", "安全管理员"), ("shenji", "审计管理员")]);
        told.into_iter().map(|(login, what)| (login.to_owned(), what.to_owned())).collect()
    }
}

async fn add_units(
    store: &Store,
    system: UserId,
    region: &RegionCode,
    places: &[Place],
    at: Moment,
) -> Result<Vec<UnitId>, DemoError> {
    let mut transaction = store.begin(person(system, at)).await?;
    let county = Region { code: region.clone(), name: "清河县".into(), parent: None };
    transaction.add_region(&county).await?;
    let mut units: Vec<UnitId> = Vec::new();
    for (place, number) in places.iter().zip(1..) {
        let unit = Unit {
            id: new(),
            code: Some(format!("{number:06}")),
            name: place.name.clone(),
            kind: place.kind,
            region: region.clone(),
            supervisor: place.above.and_then(|above| units.get(above).copied()),
            active: true,
            closed_on: None,
            successor: None,
        };
        transaction.add_unit(&unit).await?;
        units.push(unit.id);
    }
    transaction.commit().await?;
    Ok(units)
}

/// Asked for by one administrator, confirmed by the other.
async fn confirm(
    store: &Store,
    [system, security]: [UserId; 2],
    accounts: Vec<Account>,
    phc: &str,
    at: Moment,
) -> Result<(), DemoError> {
    let mut transaction = store.begin(person(system, at)).await?;
    let mut requests = Vec::new();
    for Account { user, grants } in accounts {
        let proposal = Proposal::AddUser { user, grants };
        requests.push(transaction.request_change(&proposal).await?);
    }
    transaction.commit().await?;
    let mut transaction = store.begin(person(security, at)).await?;
    for request in requests {
        transaction.decide_change(request, Decision::Confirmed, "", Some(phc)).await?;
    }
    transaction.commit().await?;
    Ok(())
}

pub(crate) fn new<T: From<Uuid>>() -> T {
    T::from(Uuid::now_v7())
}
