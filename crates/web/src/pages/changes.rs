//! Changes to units, people and roles, confirmed by the security administrator.

use super::frame::Frame;
use super::place_names::PlaceNames;
use super::proposals::Pending;
use crate::app::App;
use crate::http::{Form, Page, Problem, back_to};
use crate::security::{Signed, password};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use jiheng_domain::organisation::{Concerned, Decision, Proposal};
use jiheng_domain::{ChangeRequestId, UserId};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "changes.html")]
pub(crate) struct Changes {
    frame: Frame,
    changes: Vec<Pending>,
    given: Option<Given>,
    locked: Vec<Locked>,
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
    let names = PlaceNames::new(&regions, units.iter().map(|u| &u.value));
    let pending = reader.change_requests(Decision::Pending).await?;
    let changes = Pending::of(&mut reader, pending, &names).await?;
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
    let user = match (&initial, proposal.concerns()) {
        (Some(_), Concerned::Person(user)) => Some(transaction.user(user).await?.value),
        _ => None,
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
