//! A task: its dates, the reports of one's own unit, the progress of all.

use super::frame::Frame;
use super::shown::state_class;
use crate::app::App;
use crate::http::{Form, Page, Problem, back_to};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiheng_domain::moment::parse_day;
use jiheng_domain::sign::GroupPost;
use jiheng_domain::task::TaskState;
use jiheng_domain::{
    Grant, Permission, Progress, Refusal, ReportKind, Scope, Subject, Task, TaskId, UnitId,
};
use jiheng_store::Reader;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "task.html")]
pub(crate) struct TaskPage {
    frame: Frame,
    task: Task,
    version: i64,
    scheme: String,
    notice: String,
    extensions: Vec<String>,
    may_manage: bool,
    may_board: bool,
    is_draft: bool,
    is_issued: bool,
    has_projects: bool,
    own_units: Vec<OwnUnit>,
    tiles: Vec<Tile>,
    board: Vec<BoardLine>,
}

struct OwnUnit {
    id: String,
    name: String,
    may_fill: bool,
    reports: Vec<OwnReport>,
    group: Vec<String>,
    people: Vec<Person>,
}

struct OwnReport {
    path: String,
    subject: String,
    state: &'static str,
    class: &'static str,
    changed: String,
}

struct Person {
    id: String,
    name: String,
}

struct Tile {
    name: &'static str,
    count: u64,
}

struct BoardLine {
    unit: String,
    name: String,
    submit: String,
    counts: Vec<u64>,
    states: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Path(task): Path<String>,
) -> Result<Page<TaskPage>, Problem> {
    let id: TaskId = task.parse().map_err(|_| Problem::NotFound)?;
    let mut reader = app.store().reader().await?;
    let found = reader.task(id).await?;
    let (task, version) = (found.value, found.version);
    let may_manage = manages(&signed, &task);
    if task.state == TaskState::Draft && !may_manage {
        return Err(Problem::NotFound);
    }
    let may_board = signed.may(Permission::ViewBoard);
    let today = app.now().day();
    let rows = if may_board { reader.board(&signed.access, id, today).await? } else { Vec::new() };
    let count = |progress: Progress| rows.iter().map(|r| r.board.count(progress)).sum();
    let tiles = Progress::ALL.iter().map(|p| Tile { name: p.text(), count: count(*p) }).collect();
    let board = rows.iter().map(|row| {
        let states: Vec<String> =
            row.states.iter().map(|(state, count)| format!("{state} {count}")).collect();
        BoardLine {
            unit: row.unit.to_string(),
            name: row.name.clone(),
            submit: row.submit.to_string(),
            counts: Progress::ALL.iter().map(|p| row.board.count(*p)).collect(),
            states: states.join("，"),
        }
    });
    let board = board.collect();
    let engine = app.engine();
    let scheme = engine.law().scheme(&task.scheme);
    let mut extensions = Vec::new();
    for extension in reader.extensions(id).await? {
        let unit = match extension.unit {
            Some(unit) => reader.unit(unit).await?.value.name,
            None => "全部单位".into(),
        };
        extensions.push(format!("{unit}延至 {}：{}", extension.submit, extension.reason));
    }
    let notice = match task.notice {
        Some(notice) => reader.attachment(notice).await?.name,
        None => "无".into(),
    };
    Ok(Page(TaskPage {
        frame: Frame::of(&signed, task.title.clone(), "/tasks"),
        version,
        scheme: scheme.map_or_else(|| task.scheme.clone(), |s| s.title.clone()),
        notice,
        extensions,
        may_manage,
        may_board,
        is_draft: task.state == TaskState::Draft,
        is_issued: task.state == TaskState::Issued,
        has_projects: task.kinds.contains(&ReportKind::Project),
        own_units: own_units(&mut reader, &signed, id).await?,
        tiles,
        board,
        task,
    }))
}

/// Whether the person's office set the task.
fn manages(signed: &Signed, task: &Task) -> bool {
    let mut grants = signed.access.grants.iter().filter(|g| g.role.may(Permission::ManageTask));
    grants.any(|g| g.scope == Scope::Region(task.region.clone()))
}

async fn own_units(
    reader: &mut Reader,
    signed: &Signed,
    task: TaskId,
) -> Result<Vec<OwnUnit>, Problem> {
    let mut units: Vec<UnitId> = signed
        .access
        .grants
        .iter()
        .filter_map(|g| match g.scope {
            Scope::Unit(unit) if g.role.may(Permission::ViewReport) => Some(unit),
            _ => None,
        })
        .collect();
    units.sort_unstable();
    units.dedup();
    let grants = reader.all_grants().await?;
    let mut own = Vec::new();
    for unit in units {
        let subject = Subject { position: reader.position(unit).await?, report: None };
        let mut people = Vec::new();
        let members = grants.iter().filter(|g| g.until.is_none());
        for held in members.filter(|g| g.grant.scope == Scope::Unit(unit)) {
            let id = held.grant.user;
            if held.grant.role.may(Permission::SignReport) {
                people.push(Person { id: id.to_string(), name: reader.user(id).await?.value.name });
            }
        }
        let group = reader.group(task, unit).await?.into_iter().filter(|m| m.active);
        let reports = reader.reports_of_unit(task, unit).await?.into_iter();
        own.push(OwnUnit {
            id: unit.to_string(),
            name: reader.unit(unit).await?.value.name,
            may_fill: signed.allows(Permission::FillReport, &subject),
            reports: reports
                .map(|r| OwnReport {
                    path: format!("/reports/{}", r.id),
                    subject: r.project.clone().unwrap_or_else(|| "部门整体".into()),
                    state: r.state.kind().text(),
                    class: state_class(r.state.kind()),
                    changed: r.changed_at.minute(),
                })
                .collect(),
            group: group.map(|m| format!("{} {}", m.post.text(), m.name)).collect(),
            people,
        });
    }
    Ok(own)
}

#[derive(Deserialize)]
pub(crate) struct Moved {
    to: String,
    version: i64,
}

/// The task, if the person's office set it.
async fn managed(app: &App, signed: &Signed, task: &str) -> Result<TaskId, Problem> {
    let id: TaskId = task.parse().map_err(|_| Problem::NotFound)?;
    let task = app.store().reader().await?.task(id).await?.value;
    if manages(signed, &task) { Ok(id) } else { Err(Problem::NotFound) }
}

pub(crate) async fn advance(
    State(app): State<App>,
    signed: Signed,
    Path(task): Path<String>,
    Form(sent): Form<Moved>,
) -> Result<Response, Problem> {
    let id = managed(&app, &signed, &task).await?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    match sent.to.as_str() {
        "issued" => drop(transaction.issue_task(id, sent.version).await?),
        "closed" => transaction.close_task(id, sent.version).await?,
        _ => return Err(Problem::NotFound),
    }
    transaction.commit().await?;
    Ok(back_to(format!("/tasks/{id}")))
}

#[derive(Deserialize)]
pub(crate) struct Extended {
    unit: String,
    submit: String,
    reason: String,
}

pub(crate) async fn extend(
    State(app): State<App>,
    signed: Signed,
    Path(task): Path<String>,
    Form(sent): Form<Extended>,
) -> Result<Response, Problem> {
    let id = managed(&app, &signed, &task).await?;
    let unit = (!sent.unit.is_empty()).then(|| sent.unit.parse().map_err(|_| Problem::NotFound));
    let missing = Refusal::Field { field: "延期至", wrong: "请选日期" };
    let day = parse_day(&sent.submit).ok_or(missing)?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.extend_task(id, unit.transpose()?, day, &sent.reason).await?;
    transaction.commit().await?;
    Ok(back_to(format!("/tasks/{id}")))
}

#[derive(Deserialize)]
pub(crate) struct Reminded {
    unit: String,
}

pub(crate) async fn remind(
    State(app): State<App>,
    signed: Signed,
    Path(task): Path<String>,
    Form(sent): Form<Reminded>,
) -> Result<Response, Problem> {
    let id = managed(&app, &signed, &task).await?;
    let unit = sent.unit.parse().map_err(|_| Problem::NotFound)?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    let task = transaction.task(id).await?.value;
    let words = format!("“{}”请于 {} 前报送", task.title, task.dates.submit);
    transaction.remind(id, unit, &words).await?;
    transaction.commit().await?;
    Ok(back_to(format!("/tasks/{id}")))
}

#[derive(Deserialize)]
pub(crate) struct NewProject {
    project: String,
}

pub(crate) async fn add_project(
    State(app): State<App>,
    signed: Signed,
    Path((task, unit)): Path<(String, String)>,
    Form(sent): Form<NewProject>,
) -> Result<Response, Problem> {
    let (task, unit) = ids(&task, &unit)?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    let state = transaction.task(task).await?.value.state;
    if state != TaskState::Issued {
        return Err(Refusal::TaskState(state).into());
    }
    let id = transaction.add_report(task, unit, ReportKind::Project, Some(&sent.project)).await?;
    transaction.commit().await?;
    Ok(back_to(format!("/reports/{id}")))
}

#[derive(Deserialize)]
pub(crate) struct Member {
    person: String,
    post: String,
}

pub(crate) async fn set_member(
    State(app): State<App>,
    signed: Signed,
    Path((task, unit)): Path<(String, String)>,
    Form(sent): Form<Member>,
) -> Result<Response, Problem> {
    let (task, unit) = ids(&task, &unit)?;
    let person = sent.person.parse().map_err(|_| Problem::NotFound)?;
    let post = GroupPost::from_code(&sent.post);
    let mut transaction = app.store().begin(signed.actor()).await?;
    let held = transaction.grants(person).await?;
    let signs = |g: &Grant| g.scope == Scope::Unit(unit) && g.role.may(Permission::SignReport);
    if post.is_some() && !held.iter().any(signs) {
        return Err(Problem::Bad(
            "小组成员须是本单位的“自评小组成员”；请系统管理员先授予角色".into(),
        ));
    }
    let shown = post.unwrap_or(GroupPost::Member);
    transaction.set_member(task, unit, person, shown, post.is_some()).await?;
    transaction.commit().await?;
    Ok(back_to(format!("/tasks/{task}")))
}

fn ids(task: &str, unit: &str) -> Result<(TaskId, UnitId), Problem> {
    let task = task.parse().map_err(|_| Problem::NotFound)?;
    Ok((task, unit.parse().map_err(|_| Problem::NotFound)?))
}
