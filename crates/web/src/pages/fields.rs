//! What the form of a report says to its scripts: values, versions, figures, files dropped in.

use super::loaded::{Loaded, work};
use super::parts::Names;
use super::{report, required};
use crate::app::App;
use crate::engine::{LastYear, Live, Preview};
use crate::form::{FieldPath, is_valid_value};
use crate::http::Problem;
use crate::security::Signed;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use jiheng_domain::draft::{Edit, Field, Merged};
use jiheng_store::Reader;
use serde::{Deserialize, Serialize};

/// A value as the scripts hold it.
#[derive(Serialize)]
pub(crate) struct FieldView {
    path: String,
    value: String,
    version: i64,
    by: String,
    at: String,
}

/// A value that lost against another.
#[derive(Serialize)]
pub(crate) struct ConflictView {
    id: String,
    path: String,
    value: String,
    by: String,
    at: String,
}

/// A comment beside its field.
#[derive(Serialize)]
struct CommentView {
    path: String,
    words: String,
    by: String,
}

/// All that the form shows.
#[derive(Serialize)]
pub(crate) struct All {
    content: i64,
    fields: Vec<FieldView>,
    conflicts: Vec<ConflictView>,
    comments: Vec<CommentView>,
    editors: Vec<String>,
    live: Option<Live>,
    last: Option<LastYear>,
}

#[derive(Deserialize)]
pub(crate) struct Known {
    content: Option<i64>,
}

pub(crate) async fn all(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
    Query(known): Query<Known>,
) -> Result<Json<All>, Problem> {
    let id = report::id(&report)?;
    let editors = app.presence().others(id, signed.user.id, &signed.user.name, app.now());
    let mut reader = app.store().reader().await?;
    let content = reader.report(id).await?.content;
    if known.content == Some(content) {
        let (fields, conflicts, comments) = (Vec::new(), Vec::new(), Vec::new());
        let (live, last) = (None, None);
        return Ok(Json(All { content, fields, conflicts, comments, editors, live, last }));
    }
    let loaded = Loaded::read(&mut reader, id).await?;
    let names = Names::read(&mut reader).await?;
    let comments = reader.comments(id).await?.into_iter().filter(|c| c.settled.is_none());
    let comments = comments.map(|c| CommentView {
        path: c.path.map(String::from).unwrap_or_default(),
        words: c.words,
        by: names.of(c.by),
    });
    let stands = loaded.fields();
    let lost = reader.field_conflicts(id).await?.into_iter();
    // Who typed the same as what stands now has lost nothing.
    let lost = lost.filter(|c| stands.get(c.path.as_str()) != Some(&c.value));
    let conflicts = lost.map(|c| ConflictView {
        id: c.id.to_string(),
        path: c.path.to_string(),
        value: c.value,
        by: names.of(c.by),
        at: c.at.minute(),
    });
    let (conflicts, comments) = (conflicts.collect(), comments.collect());
    let last = loaded.last(&mut reader).await?;
    let (live, last) = figures(&app, reader, &loaded, last).await?;
    let fields = loaded.stored.iter().map(|f| view(f, &names)).collect();
    Ok(Json(All { content, fields, conflicts, comments, editors, live: Some(live), last }))
}

/// The figures, with the evidence that is still to be brought among what is lacking.
async fn figures(
    app: &App,
    mut reader: Reader,
    loaded: &Loaded,
    last: Option<Loaded>,
) -> Result<(Live, Option<LastYear>), Problem> {
    let gaps = required::gaps(&mut reader, loaded).await?;
    drop(reader);
    let (subject, fields) = (loaded.subject.clone(), loaded.fields());
    let (mut live, last) = work(app, move |engine| {
        let last = last.map(|last| engine.last_year(&last.subject, &last.fields()));
        (engine.live(&subject, &fields, last.as_ref()), last)
    })
    .await?;
    live.gaps.extend(gaps);
    Ok((live, last))
}

#[derive(Deserialize)]
pub(crate) struct Sent {
    edits: Vec<SentEdit>,
}

#[derive(Deserialize)]
struct SentEdit {
    path: String,
    base_version: i64,
    value: String,
}

/// What became of an edit.
#[derive(Serialize)]
pub(crate) struct Outcome {
    path: String,
    /// The version that stands.
    version: i64,
    /// The value that stands instead, where another was quicker.
    theirs: Option<FieldView>,
}

#[derive(Serialize)]
pub(crate) struct Saved {
    content: i64,
    outcomes: Vec<Outcome>,
    live: Live,
}

/// More edits at once than any form has fields.
const MOST_EDITS: usize = 3000;

pub(crate) async fn save(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
    Json(sent): Json<Sent>,
) -> Result<Json<Saved>, Problem> {
    let id = report::id(&report)?;
    if sent.edits.len() > MOST_EDITS {
        return Err(Problem::Bad(format!("一次最多保存 {MOST_EDITS} 处")));
    }
    let edits = sent.edits.into_iter().map(edit).collect::<Result<Vec<_>, _>>()?;
    let paths: Vec<String> = edits.iter().map(|e| e.path.to_string()).collect();
    let mut transaction = app.store().begin(signed.actor()).await?;
    let merged = transaction.save_fields(id, edits).await?;
    transaction.commit().await?;
    let mut reader = app.store().reader().await?;
    let loaded = Loaded::read(&mut reader, id).await?;
    let names = Names::read(&mut reader).await?;
    let last = loaded.last(&mut reader).await?;
    let outcome = |(path, merged): (String, Merged)| match merged {
        Merged::Accepted { version } | Merged::Unchanged { version } => {
            Outcome { path, version, theirs: None }
        }
        Merged::Conflict { theirs, .. } => {
            Outcome { path, version: theirs.version, theirs: Some(view(&theirs, &names)) }
        }
    };
    let outcomes = paths.into_iter().zip(merged).map(outcome).collect();
    let (live, _) = figures(&app, reader, &loaded, last).await?;
    Ok(Json(Saved { content: loaded.report.content, outcomes, live }))
}

fn edit(sent: SentEdit) -> Result<Edit, Problem> {
    let unknown = || Problem::Bad(format!("没有字段 {}", sent.path));
    FieldPath::parse(&sent.path).ok_or_else(unknown)?;
    if !is_valid_value(&sent.value) {
        return Err(Problem::Bad("一处最多填两万字".into()));
    }
    let path = jiheng_domain::draft::FieldPath::new(&sent.path)?;
    Ok(Edit { path, base_version: sent.base_version, value: sent.value })
}

pub(crate) async fn settle(
    State(app): State<App>,
    signed: Signed,
    Path((report, conflict)): Path<(String, String)>,
) -> Result<Json<()>, Problem> {
    let id = report::id(&report)?;
    let conflict = conflict.parse().map_err(|_| Problem::NotFound)?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.settle_conflict(id, conflict).await?;
    transaction.commit().await?;
    Ok(Json(()))
}

pub(crate) async fn preview(
    State(app): State<App>,
    Path(report): Path<String>,
    bytes: Bytes,
) -> Result<Json<Preview>, Problem> {
    let loaded = Loaded::of(&app, report::id(&report)?).await?;
    let stamp = stamp(app.now().0.unsigned_abs());
    let reader = app.reader();
    let read = tokio::task::spawn_blocking(move || reader.read(&bytes)).await;
    let document = read.map_err(|_| Problem::Internal)?.map_err(|e| Problem::Bad(e.to_string()))?;
    let fields = loaded.fields();
    let subject = loaded.subject;
    let preview =
        work(&app, move |engine| engine.preview(&document, &subject, &fields, &stamp)).await?;
    preview.map(Json).map_err(Problem::Bad)
}

/// What the same unit's report of the year before says beforehand.
pub(crate) async fn last_year(
    State(app): State<App>,
    Path(report): Path<String>,
) -> Result<Json<Preview>, Problem> {
    let mut reader = app.store().reader().await?;
    let loaded = Loaded::read(&mut reader, report::id(&report)?).await?;
    let none = || Problem::Bad("系统里没有上年的报告；可以把上年的文件拖到页面上带入".into());
    let last = loaded.last(&mut reader).await?.ok_or_else(none)?;
    drop(reader);
    let stamp = stamp(app.now().0.unsigned_abs());
    let preview = work(&app, move |engine| {
        let (own, last_own) = (loaded.fields(), last.fields());
        engine.carried((&last.subject, &last_own), &loaded.subject, &own, &stamp)
    });
    preview.await?.map(Json).map_err(Problem::Bad)
}

/// Milliseconds in base 36, as the scripts begin the ids of rows.
fn stamp(mut millis: u64) -> String {
    let mut digits = Vec::new();
    while millis > 0 {
        digits.push(char::from_digit((millis % 36) as u32, 36).unwrap_or('0'));
        millis /= 36;
    }
    digits.iter().rev().collect()
}

fn view(field: &Field, names: &Names) -> FieldView {
    FieldView {
        path: field.path.to_string(),
        value: field.value.clone(),
        version: field.version,
        by: names.of(field.by),
        at: field.at.minute(),
    }
}
