//! A report: where it stands, what is found, what can be done.

mod view;

use super::loaded::Loaded;
use super::required;
use crate::app::App;
use crate::http::{Form, Problem, back_to};
use crate::security::Signed;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use jiheng_domain::ReportId;
use jiheng_domain::draft::FieldPath;
use serde::Deserialize;

pub(super) fn id(text: &str) -> Result<ReportId, Problem> {
    text.parse().map_err(|_| Problem::NotFound)
}

/// The page that a form was sent from: that of the report, its review, or what is filled in.
pub(super) fn home(id: ReportId, back: &str) -> String {
    let page = match back {
        "review" => "/review",
        "fill" => "/fill#required",
        _ => "",
    };
    format!("/reports/{id}{page}")
}

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
) -> Result<Response, Problem> {
    Ok(view::page(&app, &signed, id(&report)?).await?.into_response())
}

#[derive(Deserialize)]
pub(crate) struct NewComment {
    path: String,
    words: String,
    #[serde(default)]
    back: String,
}

pub(crate) async fn comment(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
    Form(sent): Form<NewComment>,
) -> Result<Response, Problem> {
    let id = id(&report)?;
    let path = (!sent.path.is_empty()).then(|| FieldPath::new(&sent.path)).transpose()?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.comment(id, path.as_ref(), &sent.words).await?;
    transaction.commit().await?;
    Ok(back_to(home(id, &sent.back)))
}

#[derive(Deserialize)]
pub(crate) struct Settled {
    #[serde(default)]
    back: String,
}

pub(crate) async fn settle_comment(
    State(app): State<App>,
    signed: Signed,
    Path((report, comment)): Path<(String, String)>,
    Form(sent): Form<Settled>,
) -> Result<Response, Problem> {
    let id = id(&report)?;
    let comment = comment.parse().map_err(|_| Problem::NotFound)?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.settle_comment(id, comment).await?;
    transaction.commit().await?;
    Ok(back_to(home(id, &sent.back)))
}

#[derive(Deserialize)]
pub(crate) struct NewReason {
    fingerprint: String,
    version: i64,
    words: String,
    #[serde(default)]
    back: String,
}

pub(crate) async fn give_reason(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
    Form(sent): Form<NewReason>,
) -> Result<Response, Problem> {
    let id = id(&report)?;
    let mut reader = app.store().reader().await?;
    let loaded = Loaded::read(&mut reader, id).await?;
    let mut errors = required::missing(&mut reader, &loaded).await?;
    drop(reader);
    errors.extend(loaded.checked(&app).await?.errors());
    let error = errors.into_iter().find(|e| e.fingerprint == sent.fingerprint);
    let error = error.ok_or_else(|| {
        Problem::Conflict("这处错误已经不在了，内容可能刚改过；请刷新后再看".into())
    })?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.give_reason(id, &error, &sent.words, sent.version).await?;
    transaction.commit().await?;
    Ok(back_to(home(id, &sent.back)))
}
