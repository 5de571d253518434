//! Regions, units and people.

use super::frame::Frame;
use super::listing::encoded;
use super::place_names::PlaceNames;
use crate::app::App;
use crate::http::{Form, Page, Problem, back_to};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiheng_domain::organisation::Decision;
use jiheng_domain::{Permission, Refusal, Region, RegionCode, Role, Unit, UnitKind, User};
use serde::Deserialize;
use uuid::Uuid;

const PEOPLE_PER_PAGE: usize = 50;

/// Which people.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    words: String,
    #[serde(default)]
    page: usize,
}

#[derive(Template)]
#[template(path = "organisation.html")]
pub(crate) struct Organisation {
    frame: Frame,
    may_manage: bool,
    pending: usize,
    regions: Vec<RegionLine>,
    units: Vec<UnitLine>,
    people: Vec<PersonLine>,
    found: usize,
    words: String,
    previous: Option<String>,
    next: Option<String>,
    kinds: &'static [UnitKind],
    roles: &'static [Role],
}

struct RegionLine {
    code: String,
    name: String,
    parent: String,
}

struct UnitLine {
    id: String,
    name: String,
    code: String,
    kind: &'static str,
    region: String,
    supervisor: String,
    active: bool,
}

struct PersonLine {
    id: String,
    login: String,
    name: String,
    phone: String,
    active: bool,
    grants: Vec<String>,
}

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Page<Organisation>, Problem> {
    let mut reader = app.store().reader().await?;
    let regions = reader.regions().await?;
    let units = reader.units().await?;
    let users = reader.users().await?;
    let grants = reader.all_grants().await?;
    let pending = reader.change_requests(Decision::Pending).await?.len();
    let names = PlaceNames::new(&regions, units.iter().map(|u| &u.value));
    let words = asked.words.trim();
    let is_asked = |user: &User| user.login.contains(words) || user.name.contains(words);
    let users: Vec<User> = users.into_iter().map(|u| u.value).filter(is_asked).collect();
    let found = users.len();
    let skip = asked.page.saturating_mul(PEOPLE_PER_PAGE);
    let address = |page: usize| format!("?words={}&page={page}#people", encoded(words));
    let previous = asked.page.checked_sub(1).map(address);
    let next = (found.saturating_sub(skip) > PEOPLE_PER_PAGE).then(|| address(asked.page + 1));
    let people = users.into_iter().skip(skip).take(PEOPLE_PER_PAGE).map(|user| {
        let own = grants.iter().filter(|g| g.grant.user == user.id && g.until.is_none());
        PersonLine {
            id: user.id.to_string(),
            login: user.login,
            name: user.name,
            phone: user.phone,
            active: user.active,
            grants: own.map(|g| names.grant(&g.grant)).collect(),
        }
    });
    Ok(Page(Organisation {
        frame: Frame::of(&signed, "机构人员", "/organisation"),
        may_manage: signed.may(Permission::ManageOrganisation),
        pending,
        people: people.collect(),
        found,
        previous,
        next,
        words: words.to_owned(),
        regions: regions
            .iter()
            .map(|r| RegionLine {
                code: r.code.to_string(),
                name: r.name.clone(),
                parent: r.parent.as_ref().map(|p| names.region(p)).unwrap_or_default(),
            })
            .collect(),
        units: units
            .iter()
            .map(|u| &u.value)
            .map(|u| UnitLine {
                id: u.id.to_string(),
                name: u.name.clone(),
                code: u.code.clone().unwrap_or_default(),
                kind: u.kind.text(),
                region: names.region(&u.region),
                supervisor: u.supervisor.map(|s| names.unit(s)).unwrap_or_default(),
                active: u.active,
            })
            .collect(),
        kinds: UnitKind::ALL,
        roles: Role::ALL,
    }))
}

#[derive(Deserialize)]
pub(crate) struct NewRegion {
    code: String,
    region_name: String,
    parent: String,
}

pub(crate) async fn add_region(
    State(app): State<App>,
    signed: Signed,
    Form(sent): Form<NewRegion>,
) -> Result<Response, Problem> {
    let name = sent.region_name.trim().to_owned();
    if name.is_empty() {
        return Err(Refusal::Field { field: "区划名称", wrong: "不能为空" }.into());
    }
    let parent = Some(sent.parent).filter(|p| !p.is_empty());
    let region = Region {
        code: RegionCode::new(&sent.code)?,
        name,
        parent: parent.map(|p| RegionCode::new(&p)).transpose()?,
    };
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.add_region(&region).await?;
    transaction.commit().await?;
    Ok(back_to("/organisation"))
}

#[derive(Deserialize)]
pub(crate) struct NewUnit {
    name: String,
    unit_code: String,
    kind: String,
    #[serde(default)]
    region: String,
    #[serde(default)]
    supervisor: String,
}

pub(crate) async fn add_unit(
    State(app): State<App>,
    signed: Signed,
    Form(sent): Form<NewUnit>,
) -> Result<Response, Problem> {
    let supervisor = Some(sent.supervisor.as_str()).filter(|s| !s.is_empty());
    let unit = Unit {
        id: Uuid::now_v7().into(),
        code: Some(sent.unit_code.trim().to_owned()).filter(|c| !c.is_empty()),
        name: Unit::check_name(&sent.name)?,
        kind: UnitKind::from_code(&sent.kind).unwrap_or(UnitKind::Other),
        region: RegionCode::new(&sent.region)?,
        supervisor: supervisor.map(str::parse).transpose().map_err(|_| Problem::NotFound)?,
        active: true,
        closed_on: None,
        successor: None,
    };
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.add_unit(&unit).await?;
    transaction.commit().await?;
    Ok(back_to("/organisation"))
}
