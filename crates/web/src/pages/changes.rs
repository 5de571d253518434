//! Changes to people and roles, confirmed by the security administrator.

use super::frame::Frame;
use super::organisation::Names;
use crate::app::App;
use crate::http::{Form, Page, Problem, back_to};
use crate::security::{Signed, password};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use jiheng_domain::organisation::{Decision, Proposal};
use jiheng_domain::{ChangeRequestId, UserId};
use jiheng_store::Reader;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "changes.html")]
pub(crate) struct Changes {
    frame: Frame,
    changes: Vec<ChangeLine>,
    given: Option<Given>,
    locked: Vec<Locked>,
}

struct ChangeLine {
    id: String,
    at: String,
    by: String,
    what: &'static str,
    details: String,
}

/// An initial password, shown once.
struct Given {
    name: String,
    login: String,
    password: String,
}

struct Locked {
    id: String,
    name: String,
    login: String,
    until: String,
}

pub(crate) async fn show(State(app): State<App>, signed: Signed) -> Result<Response, Problem> {
    page(&app, &signed, None).await
}

async fn page(app: &App, signed: &Signed, given: Option<Given>) -> Result<Response, Problem> {
    let mut reader = app.store().reader().await?;
    let regions = reader.regions().await?;
    let units = reader.units().await?;
    let names = Names::new(&regions, units.iter().map(|u| &u.value));
    let mut changes = Vec::new();
    for request in reader.change_requests(Decision::Pending).await? {
        changes.push(ChangeLine {
            id: request.id.to_string(),
            at: request.requested_at.minute(),
            by: reader.user(request.requested_by).await?.value.name,
            what: request.proposal.text(),
            details: details(&mut reader, &request.proposal, &names).await?,
        });
    }
    let mut locked = Vec::new();
    for user in reader.users().await?.into_iter().map(|u| u.value) {
        let until = reader.credential(user.id).await?.and_then(|c| c.locked_until);
        if let Some(until) = until.filter(|until| *until > app.now()) {
            let (id, until) = (user.id.to_string(), until.minute());
            locked.push(Locked { id, name: user.name, login: user.login, until });
        }
    }
    let frame = Frame::of(signed, "变更确认", "/changes");
    Ok(Page(Changes { frame, changes, given, locked }).into_response())
}

async fn details(
    reader: &mut Reader,
    proposal: &Proposal,
    names: &Names,
) -> Result<String, Problem> {
    if let Proposal::AddUser { user, grants } = proposal {
        let grants: Vec<String> = grants.iter().map(|g| names.grant(g)).collect();
        return Ok(format!("{}（登录名 {}）{}", user.name, user.login, grants.join("、")));
    }
    let user = reader.user(proposal.user()).await?.value;
    let person = format!("{}（登录名 {}）", user.name, user.login);
    Ok(match proposal {
        Proposal::Grant(grant) => format!("{person}{}", names.grant(grant)),
        Proposal::RenameUser { name, .. } => format!("{person}改为{name}"),
        Proposal::Revoke { grant, .. } => {
            let held = reader.grants(user.id).await?;
            let held = held.iter().find(|g| g.id == *grant).map(|g| names.grant(g));
            format!("{person}{}", held.unwrap_or_default())
        }
        _ => person,
    })
}

#[derive(Deserialize)]
pub(crate) struct Decided {
    decision: String,
}

pub(crate) async fn decide(
    State(app): State<App>,
    signed: Signed,
    Path(change): Path<String>,
    Form(sent): Form<Decided>,
) -> Result<Response, Problem> {
    let id: ChangeRequestId = change.parse().map_err(|_| Problem::NotFound)?;
    let decision = Decision::from_code(&sent.decision)
        .filter(|d| *d != Decision::Pending)
        .ok_or(Problem::NotFound)?;
    let proposal = app.store().reader().await?.change_request(id).await?.proposal;
    let needs_password =
        matches!(proposal, Proposal::AddUser { .. } | Proposal::ResetPassword { .. });
    let initial = match needs_password && decision == Decision::Confirmed {
        true => Some(password::initial().map_err(|_| Problem::Internal)?),
        false => None,
    };
    let phc = match initial.clone() {
        Some(initial) => {
            let hash = tokio::task::spawn_blocking(move || password::hash(&initial)).await;
            Some(hash.ok().and_then(Result::ok).ok_or(Problem::Internal)?)
        }
        None => None,
    };
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.decide_change(id, decision, "", phc.as_deref()).await?;
    let user = match &initial {
        Some(_) => Some(transaction.user(proposal.user()).await?.value),
        None => None,
    };
    transaction.commit().await?;
    let given = user.zip(initial).map(|(user, password)| Given {
        name: user.name,
        login: user.login,
        password,
    });
    page(&app, &signed, given).await
}

pub(crate) async fn unlock(
    State(app): State<App>,
    signed: Signed,
    Path(person): Path<String>,
) -> Result<Response, Problem> {
    let user: UserId = person.parse().map_err(|_| Problem::NotFound)?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.unlock(user).await?;
    transaction.commit().await?;
    Ok(back_to("/changes"))
}
