//! A person: who it is, which roles are held and were held, and what can be asked for.

use super::frame::Frame;
use super::place_names::PlaceNames;
use super::proposals::Pending;
use crate::app::App;
use crate::http::{Page, Problem};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Path, State};
use jiheng_domain::organisation::Concerned;
use jiheng_domain::{Permission, Region, Role, Unit, User, UserId};
use jiheng_store::HeldGrant;

#[derive(Template)]
#[template(path = "person.html")]
pub(crate) struct Person {
    frame: Frame,
    may_manage: bool,
    user: User,
    held: Vec<RoleLine>,
    former: Vec<RoleLine>,
    pending: Vec<Pending>,
    roles: &'static [Role],
    units: Vec<Unit>,
    regions: Vec<Region>,
}

struct RoleLine {
    id: String,
    text: String,
    since: String,
    until: String,
}

/// The page of a person.
pub(super) fn home(id: UserId) -> String {
    format!("/organisation/people/{id}")
}

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Path(person): Path<String>,
) -> Result<Page<Person>, Problem> {
    let id: UserId = person.parse().map_err(|_| Problem::NotFound)?;
    let mut reader = app.store().reader().await?;
    let user = reader.user(id).await?.value;
    let regions = reader.regions().await?;
    let units: Vec<Unit> = reader.units().await?.into_iter().map(|u| u.value).collect();
    let names = PlaceNames::new(&regions, units.iter());
    let grants = reader.all_grants().await?.into_iter().filter(|g| g.grant.user == id);
    let (held, former): (Vec<HeldGrant>, Vec<HeldGrant>) = grants.partition(|g| g.until.is_none());
    let line = |g: HeldGrant| RoleLine {
        id: g.grant.id.to_string(),
        text: names.grant(&g.grant),
        since: g.since.day().to_string(),
        until: g.until.map(|u| u.day().to_string()).unwrap_or_default(),
    };
    let pending = reader.pending_about(Concerned::Person(id)).await?;
    let pending = Pending::of(&mut reader, pending, &names).await?;
    Ok(Page(Person {
        frame: Frame::of(&signed, user.name.clone(), "/organisation"),
        may_manage: signed.may(Permission::ManageOrganisation),
        held: held.into_iter().map(line).collect(),
        former: former.into_iter().map(line).collect(),
        pending,
        roles: Role::ALL,
        units: units.iter().filter(|u| u.active).cloned().collect(),
        user,
        regions,
    }))
}
