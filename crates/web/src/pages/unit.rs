//! A unit: what is known of it, who works there, and what can be asked for.

use super::frame::Frame;
use super::people::ask;
use super::place_names::PlaceNames;
use super::proposals::Pending;
use crate::app::App;
use crate::http::{Form, Page, Problem, back_to};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiheng_domain::moment::{Day, parse_day};
use jiheng_domain::organisation::{Concerned, Proposal};
use jiheng_domain::{Permission, Refusal, Region, RegionCode, Scope, Unit, UnitId, UnitKind};
use jiheng_store::Reader;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "unit.html")]
pub(crate) struct UnitPage {
    frame: Frame,
    may_manage: bool,
    unit: Unit,
    version: i64,
    region: String,
    supervisor: Option<Other>,
    successor: Option<Other>,
    under: Vec<Other>,
    former_names: Vec<String>,
    people: Vec<PersonLine>,
    unfinished: usize,
    pending: Vec<Pending>,
    today: Day,
    kinds: &'static [UnitKind],
    regions: Vec<Region>,
    /// The other units that work.
    others: Vec<Other>,
}

struct Other {
    id: UnitId,
    name: String,
    /// Whether it is the supervising department.
    supervises: bool,
}

struct PersonLine {
    id: String,
    name: String,
    phone: String,
    role: &'static str,
    active: bool,
}

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Path(unit): Path<String>,
) -> Result<Page<UnitPage>, Problem> {
    let id: UnitId = unit.parse().map_err(|_| Problem::NotFound)?;
    let mut reader = app.store().reader().await?;
    let found = reader.unit(id).await?;
    let (unit, version) = (found.value, found.version);
    let regions = reader.regions().await?;
    let units: Vec<Unit> = reader.units().await?.into_iter().map(|u| u.value).collect();
    let names = PlaceNames::new(&regions, units.iter());
    let above = unit.supervisor;
    let other = |id: UnitId| Other { id, name: names.unit(id), supervises: above == Some(id) };
    let all_names = reader.unit_names(id).await?;
    let former = all_names.windows(2).map(|pair| {
        let [(since, name), (until, _)] = pair else { return String::new() };
        format!("{name}（{} 至 {}）", since.day(), until.day())
    });
    let pending = reader.pending_about(Concerned::Unit(id)).await?;
    let pending = Pending::of(&mut reader, pending, &names).await?;
    let others = units.iter().filter(|u| u.active && u.id != id);
    Ok(Page(UnitPage {
        frame: Frame::of(&signed, unit.name.clone(), "/organisation"),
        may_manage: signed.may(Permission::ManageOrganisation),
        version,
        region: names.region(&unit.region),
        supervisor: unit.supervisor.map(other),
        successor: unit.successor.map(other),
        under: units.iter().filter(|u| u.supervisor == Some(id)).map(|u| other(u.id)).collect(),
        former_names: former.filter(|line| !line.is_empty()).collect(),
        people: people(&mut reader, id).await?,
        unfinished: reader.unfinished_reports(id).await?.len(),
        pending,
        today: signed.now.day(),
        kinds: UnitKind::ALL,
        others: others.map(|u| other(u.id)).collect(),
        regions,
        unit,
    }))
}

/// Who holds a role over the unit itself.
async fn people(reader: &mut Reader, unit: UnitId) -> Result<Vec<PersonLine>, Problem> {
    let mut people = Vec::new();
    for held in reader.all_grants().await?.into_iter().filter(|g| g.until.is_none()) {
        let (Scope::Unit(over) | Scope::Department(over)) = held.grant.scope else { continue };
        if over != unit {
            continue;
        }
        let user = reader.user(held.grant.user).await?.value;
        people.push(PersonLine {
            id: user.id.to_string(),
            name: user.name,
            phone: user.phone,
            role: held.grant.role.text(),
            active: user.active,
        });
    }
    Ok(people)
}

#[derive(Deserialize)]
pub(crate) struct Changed {
    version: i64,
    name: String,
    unit_code: String,
    kind: String,
    region: String,
    supervisor: String,
}

pub(crate) async fn change(
    State(app): State<App>,
    signed: Signed,
    Path(unit): Path<String>,
    Form(sent): Form<Changed>,
) -> Result<Response, Problem> {
    let id: UnitId = unit.parse().map_err(|_| Problem::NotFound)?;
    let now = app.store().reader().await?.unit(id).await?.value;
    let wanted = Unit {
        name: Unit::check_name(&sent.name)?,
        code: Some(sent.unit_code.trim().to_owned()).filter(|c| !c.is_empty()),
        kind: UnitKind::from_code(&sent.kind).ok_or(Problem::NotFound)?,
        region: RegionCode::new(&sent.region)?,
        supervisor: chosen(&sent.supervisor)?,
        ..now.clone()
    };
    if wanted == now {
        return Err(Problem::Bad("没有改动，不用申请".into()));
    }
    ask(&app, &signed, &Proposal::ChangeUnit { unit: wanted, version: sent.version }).await?;
    Ok(back_to(home(id)))
}

#[derive(Deserialize)]
pub(crate) struct Closed {
    day: String,
    successor: String,
}

pub(crate) async fn close(
    State(app): State<App>,
    signed: Signed,
    Path(unit): Path<String>,
    Form(sent): Form<Closed>,
) -> Result<Response, Problem> {
    let unit: UnitId = unit.parse().map_err(|_| Problem::NotFound)?;
    let missing = Refusal::Field { field: "撤销日期", wrong: "请选日期" };
    let day = parse_day(&sent.day).ok_or(missing)?;
    let successor = chosen(&sent.successor)?;
    ask(&app, &signed, &Proposal::CloseUnit { unit, day, successor }).await?;
    Ok(back_to(home(unit)))
}

pub(crate) async fn reopen(
    State(app): State<App>,
    signed: Signed,
    Path(unit): Path<String>,
) -> Result<Response, Problem> {
    let unit: UnitId = unit.parse().map_err(|_| Problem::NotFound)?;
    ask(&app, &signed, &Proposal::ReopenUnit { unit }).await?;
    Ok(back_to(home(unit)))
}

fn home(id: UnitId) -> String {
    format!("/organisation/units/{id}")
}

fn chosen(id: &str) -> Result<Option<UnitId>, Problem> {
    (!id.is_empty()).then(|| id.parse().map_err(|_| Problem::NotFound)).transpose()
}
