//! Evidence: files that bear out what a report says.

use super::report;
use crate::app::App;
use crate::http::{Problem, attachment, back_to};
use crate::security::Signed;
use axum::extract::{Multipart, Path, State};
use axum::response::Response;
use jiheng_domain::EvidenceId;
use jiheng_domain::draft::FieldPath;

/// What is not named as a kind of file here goes out as bytes that no browser runs.
const MEDIA_TYPE: &str = "application/octet-stream";

pub(crate) async fn add(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
    mut multipart: Multipart,
) -> Result<Response, Problem> {
    let id = report::id(&report)?;
    let broken = |_| Problem::TooLarge(app.upload_limit());
    let (mut about, mut requirement, mut back) = (String::new(), String::new(), String::new());
    let mut file = None;
    while let Some(field) = multipart.next_field().await.map_err(broken)? {
        match (field.name().unwrap_or_default(), field.file_name().map(str::to_owned)) {
            (_, Some(name)) if !name.is_empty() => {
                file = Some((name, field.bytes().await.map_err(broken)?));
            }
            ("about", _) => about = field.text().await.map_err(broken)?,
            ("requirement", _) => requirement = field.text().await.map_err(broken)?,
            ("back", _) => back = field.text().await.map_err(broken)?,
            _ => {}
        }
    }
    let (name, bytes) = file.ok_or_else(|| Problem::Bad("请先选一个文件".into()))?;
    let path = (!about.is_empty()).then(|| FieldPath::new(&about)).transpose()?;
    let content = app.store().put_content(&bytes).await?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    let file = transaction.attach(&content, &name, MEDIA_TYPE).await?;
    transaction.add_evidence(id, path.as_ref(), &requirement, file).await?;
    transaction.commit().await?;
    Ok(back_to(report::home(id, &back)))
}

pub(crate) async fn download(
    State(app): State<App>,
    Path((report, evidence)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let wanted: EvidenceId = evidence.parse().map_err(|_| Problem::NotFound)?;
    let all = app.store().reader().await?.evidence(report::id(&report)?).await?;
    let found = all.into_iter().find(|e| e.id == wanted).ok_or(Problem::NotFound)?;
    let bytes = app.store().content(&found.file).await?;
    Ok(attachment(&found.file.name, MEDIA_TYPE, bytes))
}

pub(crate) async fn remove(
    State(app): State<App>,
    signed: Signed,
    Path((report, evidence)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id = report::id(&report)?;
    let evidence = evidence.parse().map_err(|_| Problem::NotFound)?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.remove_evidence(id, evidence).await?;
    transaction.commit().await?;
    Ok(back_to(format!("/reports/{id}")))
}
