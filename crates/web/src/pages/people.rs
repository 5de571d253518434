//! Changes to people and roles, each asked for here and confirmed by somebody else.

use super::person::home;
use crate::app::App;
use crate::http::{Form, Problem, back_to};
use crate::security::Signed;
use axum::extract::{Path, State};
use axum::response::Response;
use jiheng_domain::organisation::Proposal;
use jiheng_domain::{Grant, RegionCode, Role, Scope, User, UserId};
use serde::Deserialize;
use uuid::Uuid;

/// A role and what it is to be held over, as the form has it.
#[derive(Deserialize)]
pub(crate) struct RoleFields {
    role: String,
    unit: String,
    scope_region: String,
}

impl RoleFields {
    pub(crate) fn grant(&self, user: UserId) -> Result<Grant, Problem> {
        let role = Role::from_code(&self.role).ok_or(Problem::NotFound)?;
        let scope = scope(role, &self.unit, &self.scope_region)?;
        Ok(Grant::new(Uuid::now_v7().into(), user, role, scope)?)
    }
}

/// The scope that a role goes with, over the unit or region that was chosen.
pub(crate) fn scope(role: Role, unit: &str, region: &str) -> Result<Scope, Problem> {
    let missing = |what: &str| Problem::Bad(format!("{role}：请选{what}作为范围"));
    if role.is_administrator() {
        return Ok(Scope::System);
    }
    if role == Role::Expert {
        return Ok(Scope::Assigned);
    }
    let chosen = (!unit.is_empty()).then(|| unit.parse().map_err(|_| Problem::NotFound));
    match chosen.transpose()? {
        Some(unit) if role.is_of_unit() => Ok(Scope::Unit(unit)),
        Some(unit) => Ok(Scope::Department(unit)),
        None if role.is_of_unit() || role == Role::Department => Err(missing("单位")),
        None if region.is_empty() => Err(missing("单位或区划")),
        None => Ok(Scope::Region(RegionCode::new(region)?)),
    }
}

#[derive(Deserialize)]
pub(crate) struct NewPerson {
    login: String,
    person_name: String,
    #[serde(default)]
    phone: String,
    role: String,
    unit: String,
    scope_region: String,
}

pub(crate) async fn add(
    State(app): State<App>,
    signed: Signed,
    Form(sent): Form<NewPerson>,
) -> Result<Response, Problem> {
    let user = User {
        id: Uuid::now_v7().into(),
        login: User::check_login(&sent.login)?,
        name: User::check_name(&sent.person_name)?,
        phone: User::check_phone(&sent.phone)?,
        active: true,
    };
    let role = RoleFields { role: sent.role, unit: sent.unit, scope_region: sent.scope_region };
    let grants = vec![role.grant(user.id)?];
    ask(&app, &signed, &Proposal::AddUser { user, grants }).await?;
    Ok(back_to("/organisation"))
}

pub(crate) async fn grant(
    State(app): State<App>,
    signed: Signed,
    Path(person): Path<String>,
    Form(sent): Form<RoleFields>,
) -> Result<Response, Problem> {
    let user = person.parse().map_err(|_| Problem::NotFound)?;
    ask(&app, &signed, &Proposal::Grant(sent.grant(user)?)).await?;
    Ok(back_to(home(user)))
}

#[derive(Deserialize)]
pub(crate) struct Change {
    what: String,
    #[serde(default)]
    grant: String,
    #[serde(default)]
    person_name: String,
    #[serde(default)]
    phone: String,
}

pub(crate) async fn change(
    State(app): State<App>,
    signed: Signed,
    Path(person): Path<String>,
    Form(sent): Form<Change>,
) -> Result<Response, Problem> {
    let user: UserId = person.parse().map_err(|_| Problem::NotFound)?;
    let proposal = match sent.what.as_str() {
        "particulars" => Proposal::ChangePerson {
            user,
            name: User::check_name(&sent.person_name)?,
            phone: User::check_phone(&sent.phone)?,
        },
        "reset" => Proposal::ResetPassword { user },
        "stop" => Proposal::SetActive { user, active: false },
        "restore" => Proposal::SetActive { user, active: true },
        "revoke" => {
            let grant = sent.grant.parse().map_err(|_| Problem::NotFound)?;
            Proposal::Revoke { user, grant }
        }
        _ => return Err(Problem::NotFound),
    };
    ask(&app, &signed, &proposal).await?;
    Ok(back_to(home(user)))
}

/// Asks for a change in the name of whoever is signed in.
pub(super) async fn ask(app: &App, signed: &Signed, proposal: &Proposal) -> Result<(), Problem> {
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.request_change(proposal).await?;
    Ok(transaction.commit().await?)
}
