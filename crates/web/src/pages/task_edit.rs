//! A task made otherwise: its title, its notice, the evidence that it asks for.

use super::evidence_rows::{EvidenceRow, rows_of};
use super::frame::Frame;
use super::task::manages;
use super::tasks::{MEDIA_TYPE, read, stored};
use crate::app::App;
use crate::http::{Page, Problem, back_to};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Response};
use jiheng_domain::task::RequiredEvidence;
use jiheng_domain::{Task, TaskId, UnitKind};
use jiheng_store::Reader;

#[derive(Template)]
#[template(path = "task_edit.html")]
struct TaskEdit {
    frame: Frame,
    fault: String,
    id: TaskId,
    version: String,
    title: String,
    notice: String,
    evidence: Vec<EvidenceRow>,
    unit_kinds: &'static [UnitKind],
}

/// What the form shows.
struct Shown<'a> {
    title: &'a str,
    evidence: &'a [RequiredEvidence],
    version: String,
    fault: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Path(task): Path<String>,
) -> Result<Response, Problem> {
    let mut reader = app.store().reader().await?;
    let (task, version) = managed(&mut reader, &signed, &task).await?;
    let shown = Shown {
        title: &task.title,
        evidence: &task.evidence,
        version: version.to_string(),
        fault: String::new(),
    };
    page(&mut reader, &signed, &task, shown).await
}

async fn managed(reader: &mut Reader, signed: &Signed, task: &str) -> Result<(Task, i64), Problem> {
    let id: TaskId = task.parse().map_err(|_| Problem::NotFound)?;
    let found = reader.task(id).await?;
    if manages(signed, &found.value) {
        Ok((found.value, found.version))
    } else {
        Err(Problem::NotFound)
    }
}

async fn page(
    reader: &mut Reader,
    signed: &Signed,
    task: &Task,
    shown: Shown<'_>,
) -> Result<Response, Problem> {
    let notice = match task.notice {
        Some(notice) => reader.attachment(notice).await?.name,
        None => String::new(),
    };
    Ok(Page(TaskEdit {
        frame: Frame::of(signed, "修改任务", "/tasks"),
        fault: shown.fault,
        id: task.id,
        version: shown.version,
        title: shown.title.to_owned(),
        notice,
        evidence: rows_of(shown.evidence),
        unit_kinds: UnitKind::ALL,
    })
    .into_response())
}

pub(crate) async fn change(
    State(app): State<App>,
    signed: Signed,
    Path(task): Path<String>,
    multipart: Multipart,
) -> Result<Response, Problem> {
    let mut reader = app.store().reader().await?;
    let (task, _) = managed(&mut reader, &signed, &task).await?;
    let sent = read(multipart, &app).await?;
    let mut changed =
        Task { title: sent.title.clone(), evidence: sent.evidence.clone(), ..task.clone() };
    if let Err(fault) = changed.check() {
        let shown = Shown {
            title: &sent.title,
            evidence: &sent.evidence,
            version: sent.version.clone(),
            fault: fault.to_string(),
        };
        let page = page(&mut reader, &signed, &task, shown).await?;
        return Ok(Problem::from(fault).beside(page));
    }
    drop(reader);
    let version = sent.version.parse().map_err(|_| Problem::NotFound)?;
    let content = stored(&app, &sent).await?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    if let Some((content, name)) = content {
        changed.notice = Some(transaction.attach(&content, &name, MEDIA_TYPE).await?);
    }
    transaction.change_task(&changed, version).await?;
    transaction.commit().await?;
    Ok(back_to(format!("/tasks/{}", task.id)))
}
