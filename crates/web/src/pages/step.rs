//! Taking a report a step further, and signing it in the group.

use super::loaded::{Loaded, work};
use super::{report, required};
use crate::app::App;
use crate::engine::{Checked, Engine, LastYear, OutputKind};
use crate::form::{Fields, Subject};
use crate::http::{Form, Problem, back_to};
use crate::security::Signed;
use axum::extract::{Path, State};
use axum::response::Response;
use jiheng_domain::sign::Opinion;
use jiheng_domain::workflow::Attempt;
use jiheng_domain::{Action, Assessment, ReportId};
use jiheng_store::{Seen, StoreError, StoredContent, ToFreeze};
use serde::Deserialize;

/// So many of the things that are missing are named.
const SHOWN_MISSING: usize = 5;

#[derive(Deserialize)]
pub(crate) struct Taken {
    action: String,
    words: String,
    version: i64,
    content: i64,
    #[serde(default)]
    back: String,
}

pub(crate) async fn take(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
    Form(sent): Form<Taken>,
) -> Result<Response, Problem> {
    let id = report::id(&report)?;
    let action = Action::from_code(&sent.action).ok_or(Problem::NotFound)?;
    let mut reader = app.store().reader().await?;
    let loaded = Loaded::read(&mut reader, id).await?;
    let last = loaded.last(&mut reader).await?.map(|l| (l.subject.clone(), l.fields()));
    let stored = reader.assessment(id).await?;
    drop(reader);
    let (subject, fields) = (loaded.subject.clone(), loaded.fields());
    let mut prepared = work(&app, move |engine| {
        let last = last.map(|(subject, own)| engine.last_year(&subject, &own));
        Prepared::new(engine, &subject, &fields, last.as_ref(), action)
    })
    .await??;
    // What the unit claimed stays what it handed in, whatever is found later.
    if !is_of_unit(action) {
        prepared.figures.claimed_points = stored.claimed_points;
    }
    let mut contents = Vec::new();
    for document in &prepared.documents {
        contents.push(app.store().put_content(&document.bytes).await?);
    }
    let mut transaction = app.store().begin(signed.actor()).await?;
    let seen = Seen { version: sent.version, content: sent.content };
    let taken = if action == Action::Approve {
        let files = attach(&mut transaction, &prepared.documents, &contents).await?;
        let version = ToFreeze {
            content: &prepared.content,
            scheme: &loaded.subject.scheme,
            pack_version: &prepared.pack_version,
            files: &files,
        };
        transaction.approve(id, seen, &sent.words, &version).await.map(drop)
    } else {
        let attempt = Attempt { action, words: &sent.words };
        let mut errors = prepared.checked.errors();
        errors.extend(required::missing(&mut transaction, &loaded).await?);
        transaction.take_step(id, seen, attempt, &errors).await.map(drop)
    };
    if let Err(StoreError::Conflict(_)) = &taken {
        drop(transaction);
        return Err(moved_on(&app, id, seen).await?);
    }
    taken?;
    transaction.assess(id, &prepared.figures).await?;
    transaction.commit().await?;
    Ok(back_to(report::home(id, &sent.back)))
}

/// What has become of a report since the page was opened.
async fn moved_on(app: &App, id: ReportId, seen: Seen) -> Result<Problem, Problem> {
    let mut reader = app.store().reader().await?;
    let report = reader.report(id).await?;
    let last = reader.steps(id).await?.pop().filter(|_| report.version != seen.version);
    let how = match last {
        Some(step) => {
            let by = reader.user(step.by).await?.value.name;
            format!("（{} {by} {}）", step.at.minute(), step.action)
        }
        None => "，内容刚刚改过".into(),
    };
    Ok(Problem::Conflict(format!(
        "您打开这一页以后，报告有了变动：现在是“{}”{how}。没有办理；请看过现在的报告再办",
        report.state.kind()
    )))
}

async fn attach(
    transaction: &mut jiheng_store::Transaction,
    documents: &[Document],
    contents: &[StoredContent],
) -> Result<Vec<(&'static str, jiheng_domain::AttachmentId)>, Problem> {
    let mut files = Vec::new();
    for (document, content) in documents.iter().zip(contents) {
        let id = transaction.attach(content, &document.name, document.media_type).await?;
        files.push((document.code, id));
    }
    Ok(files)
}

/// Whether the unit itself hands the report on, with what it claims.
fn is_of_unit(action: Action) -> bool {
    matches!(action, Action::Send | Action::Submit)
}

/// What a step needs to know of the content, and what an approval freezes.
struct Prepared {
    checked: Checked,
    figures: Assessment,
    content: String,
    pack_version: String,
    documents: Vec<Document>,
}

struct Document {
    code: &'static str,
    name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

impl Prepared {
    fn new(
        engine: &Engine,
        subject: &Subject,
        fields: &Fields,
        last: Option<&LastYear>,
        action: Action,
    ) -> Result<Self, Problem> {
        let checked = engine.check(subject, fields);
        let mut live = engine.figures(subject, fields);
        live.faults.extend(last.map(|last| last.unanswered(fields)).unwrap_or_default());
        let missing = live.faults.len() + checked.gaps.len();
        if is_of_unit(action) && missing > 0 {
            let first = live.faults.iter().map(|f| f.what.as_str());
            let first = first.chain(checked.gaps.iter().map(String::as_str)).take(SHOWN_MISSING);
            let first = first.collect::<Vec<_>>().join("；");
            return Err(Problem::Bad(format!("还有 {missing} 处没有填完，不能报送：{first}")));
        }
        let figures = engine.assessment(subject, fields, &checked);
        let pack_version = engine.pack_version(&subject.scheme, subject.year);
        let content = engine.frozen_content(subject, fields);
        let kinds: &[OutputKind] =
            if action == Action::Approve { &OutputKind::FROZEN } else { &[] };
        let document = |kind: &OutputKind| {
            let output = engine.output(subject, fields, *kind).map_err(Problem::Bad)?;
            let (name, media_type, bytes) = (output.name, output.media_type, output.bytes);
            Ok(Document { code: kind.code(), name, media_type, bytes })
        };
        let documents = kinds.iter().map(document).collect::<Result<_, Problem>>()?;
        Ok(Self { checked, figures, content, pack_version, documents })
    }
}

#[derive(Deserialize)]
pub(crate) struct Signature {
    opinion: String,
    words: String,
}

pub(crate) async fn sign(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
    Form(sent): Form<Signature>,
) -> Result<Response, Problem> {
    let id = report::id(&report)?;
    let opinion = Opinion::from_code(&sent.opinion).ok_or(Problem::NotFound)?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.sign(id, opinion, &sent.words).await?;
    transaction.commit().await?;
    Ok(back_to(format!("/reports/{id}")))
}
