//! Documents to download: of what is filled in, and of what was approved.

use super::loaded::{Loaded, work};
use super::report;
use crate::app::App;
use crate::engine::OutputKind;
use crate::http::{Problem, attachment};
use axum::extract::{Path, State};
use axum::response::Response;

pub(crate) async fn download(
    State(app): State<App>,
    Path((report, document)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let kind = OutputKind::ALL.into_iter().find(|k| k.code() == document);
    let kind = kind.ok_or(Problem::NotFound)?;
    let loaded = Loaded::of(&app, report::id(&report)?).await?;
    let fields = loaded.fields();
    let output = work(&app, move |engine| engine.output(&loaded.subject, &fields, kind)).await?;
    let output = output.map_err(Problem::Bad)?;
    Ok(attachment(&output.name, output.media_type, output.bytes))
}

pub(crate) async fn frozen(
    State(app): State<App>,
    Path((report, number, document)): Path<(String, i64, String)>,
) -> Result<Response, Problem> {
    let mut reader = app.store().reader().await?;
    let versions = reader.frozen(report::id(&report)?).await?;
    let version = versions.into_iter().find(|v| v.number == number).ok_or(Problem::NotFound)?;
    let files = reader.frozen_files(version.id).await?;
    let (_, file) =
        files.into_iter().find(|(code, _)| *code == document).ok_or(Problem::NotFound)?;
    drop(reader);
    let bytes = app.store().content(&file).await?;
    Ok(attachment(&file.name, &file.media_type, bytes))
}
