//! Batch check of files from units that do not use the system.

use super::frame::Frame;
use super::loaded::work;
use crate::app::App;
use crate::engine::{CheckedFile, Engine, Uploaded, unpack};
use crate::http::{Page, Problem, attachment, back_to};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::response::Response;
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Level};
use jiheng_check::{FindingInfo, Verdict};
use jiheng_domain::BatchId;
use jiheng_isolate::Reader;
use jiheng_store::BatchFile;

/// So many are checked in one go, and so many batches are listed.
const MOST_FILES: usize = 200;
const LISTED: u32 = 50;
const MEDIA_TYPE: &str = "application/octet-stream";

#[derive(Template)]
#[template(path = "batches.html")]
pub(crate) struct Batches {
    frame: Frame,
    most: usize,
    batches: Vec<BatchLine>,
}

struct BatchLine {
    path: String,
    at: String,
    files: i64,
}

#[derive(Template)]
#[template(path = "batch.html")]
pub(crate) struct Shown {
    frame: Frame,
    id: String,
    errors: i64,
    doubts: i64,
    files: Vec<BatchFile>,
}

#[derive(Template)]
#[template(path = "batch_file.html")]
pub(crate) struct ShownFile {
    frame: Frame,
    id: String,
    number: usize,
    file: BatchFile,
    findings: Vec<Found>,
}

struct Found {
    level: &'static str,
    class: &'static str,
    code: &'static str,
    message: String,
    place: String,
    quote: String,
    details: Vec<String>,
}

pub(crate) async fn list(State(app): State<App>, signed: Signed) -> Result<Page<Batches>, Problem> {
    let batches = app.store().reader().await?.batches(signed.user.id, LISTED).await?;
    let line = |b: jiheng_store::Batch| BatchLine {
        path: format!("/batches/{}", b.id),
        at: b.at.minute(),
        files: b.files,
    };
    Ok(Page(Batches {
        frame: Frame::of(&signed, "批量核对", "/batches"),
        most: MOST_FILES,
        batches: batches.into_iter().map(line).collect(),
    }))
}

pub(crate) async fn take(
    State(app): State<App>,
    signed: Signed,
    mut multipart: Multipart,
) -> Result<Response, Problem> {
    let broken = |_| Problem::TooLarge(app.upload_limit());
    let mut files = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(broken)? {
        let Some(name) = field.file_name().map(str::to_owned).filter(|n| !n.is_empty()) else {
            continue;
        };
        files.extend(unpack(name, field.bytes().await.map_err(broken)?.to_vec()));
    }
    if files.is_empty() {
        return Err(Problem::Bad("请先选要核对的文件，或一个装有文件的压缩包".into()));
    }
    if files.len() > MOST_FILES {
        return Err(Problem::Bad(format!("一次最多核对 {MOST_FILES} 份，请分几次上传")));
    }
    let reader = app.reader();
    let checked = work(&app, move |engine| {
        files.into_iter().map(|file| check(engine, &reader, file)).collect::<Vec<_>>()
    })
    .await?;
    let mut contents = Vec::new();
    for (_, bytes) in &checked {
        contents.push(match bytes {
            Some(bytes) => Some(app.store().put_content(bytes).await?),
            None => None,
        });
    }
    let mut transaction = app.store().begin(signed.actor()).await?;
    let mut rows = Vec::new();
    for ((mut row, _), content) in checked.into_iter().zip(&contents) {
        if let Some(content) = content {
            row.file = Some(transaction.attach(content, &row.name, MEDIA_TYPE).await?);
        }
        rows.push(row);
    }
    let id = transaction.add_batch(&rows).await?;
    transaction.commit().await?;
    Ok(back_to(format!("/batches/{id}")))
}

fn check(engine: &Engine, reader: &Reader, file: Uploaded) -> (BatchFile, Option<Vec<u8>>) {
    let mut row = BatchFile {
        name: file.name,
        file: None,
        unit_name: String::new(),
        verdict: String::new(),
        errors: 0,
        doubts: 0,
        claimed: String::new(),
        computed: String::new(),
    };
    let read = file.content.as_ref().map_err(Clone::clone);
    match read.and_then(|bytes| engine.check_file(reader, bytes)) {
        Ok((_, report)) => {
            let count = |level| i64::try_from(report.count(level)).unwrap_or(i64::MAX);
            let points = |p: Option<Decimal>| p.map(plain).unwrap_or_default();
            row.errors = count(Level::Error);
            row.doubts = count(Level::Doubt);
            row.claimed = points(report.score.reported.claimed);
            row.computed = points(report.score.reported.total);
            row.verdict = report.verdict.text().to_owned();
            row.unit_name = report.document.unit.unwrap_or_default();
        }
        Err(reason) => row.verdict = format!("{}：{reason}", Verdict::Unreadable.text()),
    }
    (row, file.content.ok())
}

fn id(text: &str) -> Result<BatchId, Problem> {
    text.parse().map_err(|_| Problem::NotFound)
}

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Path(batch): Path<String>,
) -> Result<Page<Shown>, Problem> {
    let id = id(&batch)?;
    let files = app.store().reader().await?.batch(id, signed.user.id).await?;
    Ok(Page(Shown {
        frame: Frame::of(&signed, "批量核对结果", "/batches"),
        id: id.to_string(),
        errors: files.iter().map(|f| f.errors).sum(),
        doubts: files.iter().map(|f| f.doubts).sum(),
        files,
    }))
}

/// A file of one's own batch with its content.
async fn content(
    app: &App,
    signed: &Signed,
    batch: BatchId,
    number: usize,
) -> Result<(BatchFile, Vec<u8>), Problem> {
    let mut reader = app.store().reader().await?;
    let mut files = reader.batch(batch, signed.user.id).await?;
    let contents = reader.batch_contents(batch).await?;
    drop(reader);
    let (_, file) = contents.into_iter().find(|(at, _)| *at == number).ok_or(Problem::NotFound)?;
    let bytes = app.store().content(&file).await?;
    Ok((files.swap_remove(number), bytes))
}

pub(crate) async fn file(
    State(app): State<App>,
    signed: Signed,
    Path((batch, number)): Path<(String, usize)>,
) -> Result<Page<ShownFile>, Problem> {
    let id = id(&batch)?;
    let (file, bytes) = content(&app, &signed, id, number).await?;
    let reader = app.reader();
    let checked = work(&app, move |engine| engine.check_file(&reader, &bytes)).await?;
    let (_, report) = checked.map_err(Problem::Bad)?;
    Ok(Page(ShownFile {
        frame: Frame::of(&signed, file.name.clone(), "/batches"),
        id: id.to_string(),
        number,
        file,
        findings: report.findings.iter().map(found).collect(),
    }))
}

fn found(finding: &FindingInfo) -> Found {
    let place = finding.locations.first();
    let page = place.and_then(|p| p.page).map(|p| format!("第{p}页 ")).unwrap_or_default();
    Found {
        level: finding.level.text(),
        class: match finding.level {
            Level::Error => "is-error",
            Level::Doubt => "is-doubt",
            Level::Note => "",
        },
        code: finding.code,
        message: finding.message.clone(),
        place: place.map(|p| format!("{page}{}", p.path)).unwrap_or_default(),
        quote: place.map(|p| p.quote.clone()).unwrap_or_default(),
        details: finding.details(),
    }
}

pub(crate) async fn download(
    State(app): State<App>,
    signed: Signed,
    Path((batch, number, document)): Path<(String, usize, String)>,
) -> Result<Response, Problem> {
    let kind = match document.as_str() {
        "annotated" => CheckedFile::Annotated,
        "findings" => CheckedFile::Findings,
        _ => return Err(Problem::NotFound),
    };
    let (file, bytes) = content(&app, &signed, id(&batch)?, number).await?;
    let name = file.name.rsplit('/').next().unwrap_or_default().to_owned();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "bin"));
    let saved = match kind {
        CheckedFile::Annotated => format!("{stem}（批注本）.{ending}"),
        CheckedFile::Findings => format!("{stem}（核对发现）.html"),
    };
    let reader = app.reader();
    let made =
        work(&app, move |engine| engine.made_of_file(&reader, &file.name, &bytes, kind)).await?;
    Ok(attachment(&saved, MEDIA_TYPE, made.map_err(Problem::Bad)?))
}

pub(crate) async fn workbook(
    State(app): State<App>,
    signed: Signed,
    Path(batch): Path<String>,
) -> Result<Response, Problem> {
    let id = id(&batch)?;
    let mut reader = app.store().reader().await?;
    let files = reader.batch(id, signed.user.id).await?;
    let contents = reader.batch_contents(id).await?;
    drop(reader);
    let mut uploaded: Vec<Uploaded> = files
        .into_iter()
        .map(|file| Uploaded { name: file.name, content: Err(file.verdict) })
        .collect();
    for (number, file) in contents {
        if let Some(own) = uploaded.get_mut(number) {
            own.content = Ok(app.store().content(&file).await?);
        }
    }
    let reader = app.reader();
    let made = work(&app, move |engine| engine.list_of_files(&reader, &uploaded)).await?;
    Ok(attachment("批量核对清单.xlsx", MEDIA_TYPE, made.map_err(Problem::Bad)?))
}
