//! Tasks: the list, and a new one.

use super::evidence_rows::{EvidenceRow, read_rows, rows_of};
use super::frame::Frame;
use crate::app::App;
use crate::http::{Page, Problem, back_to};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Response};
use jiheng_domain::moment::{Day, parse_day};
use jiheng_domain::task::{Dates, RequiredEvidence, TaskScope, TaskState};
use jiheng_domain::{Permission, Refusal, Region, RegionCode, ReportKind, Scope, Task, UnitKind};
use jiheng_law::SchemeKind;
use jiheng_store::StoredContent;
use std::collections::HashMap;
use uuid::Uuid;

/// A notice goes out as bytes that no browser runs.
pub(super) const MEDIA_TYPE: &str = "application/octet-stream";

#[derive(Template)]
#[template(path = "tasks.html")]
pub(crate) struct Tasks {
    frame: Frame,
    may_manage: bool,
    tasks: Vec<TaskLine>,
}

struct TaskLine {
    path: String,
    year: u16,
    title: String,
    scheme: String,
    kinds: String,
    submit: String,
    state: &'static str,
    class: &'static str,
}

pub(crate) async fn list(State(app): State<App>, signed: Signed) -> Result<Page<Tasks>, Problem> {
    let may_manage = signed.may(Permission::ManageTask);
    let engine = app.engine();
    let scheme =
        |id: &str| engine.law().scheme(id).map_or_else(|| id.to_owned(), |s| s.title.clone());
    let tasks = app.store().reader().await?.tasks().await?.into_iter().map(|t| t.value);
    // What is being prepared concerns nobody yet.
    let seen = tasks.filter(|t| may_manage || t.state != TaskState::Draft);
    let today = app.now().day();
    let line = |t: Task| TaskLine {
        path: format!("/tasks/{}", t.id),
        year: t.year,
        scheme: scheme(&t.scheme),
        kinds: t.kinds.iter().map(|k| k.text()).collect::<Vec<_>>().join("、"),
        submit: t.dates.submit.to_string(),
        state: t.state_on(today).text(),
        class: if t.state_on(today) == TaskState::Issued { "is-open" } else { "" },
        title: t.title,
    };
    let tasks = seen.map(line).collect();
    let frame = Frame::of(&signed, "自评任务", "/tasks");
    Ok(Page(Tasks { frame, may_manage, tasks }))
}

#[derive(Template)]
#[template(path = "task_new.html")]
struct NewTask {
    frame: Frame,
    fault: String,
    schemes: Vec<SchemeChoice>,
    regions: Vec<Region>,
    evidence: Vec<EvidenceRow>,
    unit_kinds: &'static [UnitKind],
    sent: Sent,
}

struct SchemeChoice {
    id: String,
    title: String,
}

/// The form as it was sent.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) title: String,
    year: String,
    scheme: String,
    region: String,
    begin: String,
    submit: String,
    department_day: String,
    finance: String,
    pub(super) version: String,
    pub(super) evidence: Vec<RequiredEvidence>,
    kinds: Vec<ReportKind>,
    pub(super) notice: Option<(String, Vec<u8>)>,
}

pub(crate) async fn new(State(app): State<App>, signed: Signed) -> Result<Response, Problem> {
    let today = app.now().day();
    let year = today.year.saturating_sub(1);
    let sent = Sent { year: year.to_string(), begin: today.to_string(), ..Sent::default() };
    page(&app, &signed, sent, String::new()).await
}

async fn page(app: &App, signed: &Signed, sent: Sent, fault: String) -> Result<Response, Problem> {
    let engine = app.engine();
    let schemes = engine
        .law()
        .schemes
        .iter()
        .map(|s| SchemeChoice { id: s.id.clone(), title: s.title.clone() })
        .collect();
    let regions = own_regions(app, signed).await?;
    let frame = Frame::of(signed, "新建自评任务", "/tasks");
    let evidence = rows_of(&sent.evidence);
    Ok(Page(NewTask { frame, fault, schemes, regions, evidence, unit_kinds: UnitKind::ALL, sent })
        .into_response())
}

/// The regions that the person's office answers for.
async fn own_regions(app: &App, signed: &Signed) -> Result<Vec<Region>, Problem> {
    let own: Vec<RegionCode> = signed
        .access
        .grants
        .iter()
        .filter(|g| g.role.may(Permission::ManageTask))
        .filter_map(|g| match &g.scope {
            Scope::Region(code) => Some(code.clone()),
            _ => None,
        })
        .collect();
    let regions = app.store().reader().await?.regions().await?;
    Ok(regions.into_iter().filter(|r| own.contains(&r.code)).collect())
}

pub(crate) async fn create(
    State(app): State<App>,
    signed: Signed,
    multipart: Multipart,
) -> Result<Response, Problem> {
    let sent = read(multipart, &app).await?;
    let task = match task(&app, &signed, &sent).await {
        Ok(task) => task,
        Err(Problem::Bad(fault)) => {
            let page = page(&app, &signed, sent, fault.clone()).await?;
            return Ok(Problem::Bad(fault).beside(page));
        }
        Err(problem) => return Err(problem),
    };
    let mut task = task;
    let content = stored(&app, &sent).await?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    if let Some((content, name)) = content {
        task.notice = Some(transaction.attach(&content, &name, MEDIA_TYPE).await?);
    }
    transaction.add_task(&task).await?;
    transaction.commit().await?;
    Ok(back_to(format!("/tasks/{}", task.id)))
}

/// The notice in the data folder, with its name, if one was sent.
pub(super) async fn stored(
    app: &App,
    sent: &Sent,
) -> Result<Option<(StoredContent, String)>, Problem> {
    Ok(match &sent.notice {
        Some((name, bytes)) => Some((app.store().put_content(bytes).await?, name.clone())),
        None => None,
    })
}

pub(super) async fn read(mut multipart: Multipart, app: &App) -> Result<Sent, Problem> {
    let broken = |_| Problem::TooLarge(app.upload_limit());
    let mut texts: HashMap<String, String> = HashMap::new();
    let mut notice = None;
    while let Some(field) = multipart.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(file) if file.is_empty() => {}
            Some(file) => notice = Some((file, field.bytes().await.map_err(broken)?.to_vec())),
            None => {
                texts.insert(name, field.text().await.map_err(broken)?);
            }
        }
    }
    let kinds = ReportKind::ALL.iter().copied().filter(|k| texts.contains_key(k.code()));
    let kinds = kinds.collect();
    let evidence = read_rows(&texts);
    let mut text = |name: &str| texts.remove(name).unwrap_or_default();
    Ok(Sent {
        title: text("title"),
        year: text("year"),
        scheme: text("scheme"),
        region: text("region"),
        begin: text("begin"),
        submit: text("submit"),
        department_day: text("department_day"),
        finance: text("finance"),
        version: text("version"),
        evidence,
        kinds,
        notice,
    })
}

async fn task(app: &App, signed: &Signed, sent: &Sent) -> Result<Task, Problem> {
    let region = RegionCode::new(&sent.region)?;
    if !own_regions(app, signed).await?.iter().any(|r| r.code == region) {
        return Err(Problem::forbidden(Permission::ManageTask));
    }
    let day = |text: &str, field: &'static str| -> Result<Day, Problem> {
        let missing = Refusal::Field { field, wrong: "请选日期" };
        parse_day(text).ok_or_else(|| missing.into())
    };
    let engine = app.engine();
    let pack = engine.law().scheme(&sent.scheme);
    let pack = pack.ok_or_else(|| Problem::Bad("请选评分方案".into()))?;
    let unfit = sent.kinds.iter().find(|k| !pack.kinds.contains(&SchemeKind::from(**k)));
    if let Some(kind) = unfit {
        return Err(Problem::Bad(format!(
            "方案“{}”不用于{kind}，请换方案或去掉这一类",
            pack.title
        )));
    }
    let task = Task {
        id: Uuid::now_v7().into(),
        year: sent.year.trim().parse().unwrap_or_default(),
        region,
        scheme: sent.scheme.clone(),
        title: sent.title.trim().to_owned(),
        scope: TaskScope::Region,
        kinds: sent.kinds.clone(),
        dates: Dates {
            begin: day(&sent.begin, "开始日期")?,
            submit: day(&sent.submit, "单位报送截止")?,
            department: day(&sent.department_day, "主管部门审核截止")?,
            finance: day(&sent.finance, "财政审核截止")?,
        },
        evidence: sent.evidence.clone(),
        notice: None,
        state: TaskState::Draft,
        closing: None,
    };
    task.check()?;
    Ok(task)
}
