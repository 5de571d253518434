//! A task: its dates, the reports of one's own unit, the progress of all.

use super::chart::Figure;
use super::frame::Frame;
use super::shown::state_class;
use super::tasks::MEDIA_TYPE;
use crate::app::App;
use crate::http::{Page, Problem, attachment};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiheng_domain::task::{RequiredEvidence, TaskState};
use jiheng_domain::{Permission, Progress, ReportKind, Scope, Subject, Task, TaskId, UnitId};
use jiheng_store::Reader;

#[derive(Template)]
#[template(path = "task.html")]
pub(crate) struct TaskPage {
    frame: Frame,
    task: Task,
    version: i64,
    scheme: String,
    /// The name of the notice; empty where there is none.
    notice: String,
    evidence: Vec<String>,
    extensions: Vec<String>,
    may_manage: bool,
    may_board: bool,
    state: &'static str,
    is_draft: bool,
    is_issued: bool,
    /// The last day on which reports are taken; empty where none is set.
    closing: String,
    has_projects: bool,
    own_units: Vec<OwnUnit>,
    /// How many reports are how far.
    chart: Figure,
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
    show_only_issued(&task, may_manage)?;
    let may_board = signed.may(Permission::ViewBoard);
    let today = app.now().day();
    let rows = if may_board { reader.board(&signed.access, id, today).await? } else { Vec::new() };
    let count = |progress: Progress| rows.iter().map(|r| r.board.count(progress)).sum();
    let counts = Progress::ALL.iter().map(|p| (p.text().to_owned(), count(*p)));
    let chart = Figure::counts("各份报告到了哪一步（份）", "进度", counts);
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
        None => String::new(),
    };
    Ok(Page(TaskPage {
        frame: Frame::of(&signed, task.title.clone(), "/tasks"),
        version,
        scheme: scheme.map_or_else(|| task.scheme.clone(), |s| s.title.clone()),
        notice,
        evidence: task.evidence.iter().map(RequiredEvidence::told).collect(),
        extensions,
        may_manage,
        may_board,
        state: task.state_on(today).text(),
        is_draft: task.state == TaskState::Draft,
        is_issued: task.state_on(today) == TaskState::Issued,
        closing: task.closing.map(|day| day.to_string()).unwrap_or_default(),
        has_projects: task.kinds.contains(&ReportKind::Project),
        own_units: own_units(&mut reader, &signed, id).await?,
        chart,
        board,
        task,
    }))
}

/// What is being prepared concerns nobody yet but those who prepare it.
fn show_only_issued(task: &Task, may_manage: bool) -> Result<(), Problem> {
    if task.state == TaskState::Draft && !may_manage { Err(Problem::NotFound) } else { Ok(()) }
}

/// The notice, as it was attached.
pub(crate) async fn notice(
    State(app): State<App>,
    signed: Signed,
    Path(task): Path<String>,
) -> Result<Response, Problem> {
    let id: TaskId = task.parse().map_err(|_| Problem::NotFound)?;
    let mut reader = app.store().reader().await?;
    let task = reader.task(id).await?.value;
    show_only_issued(&task, manages(&signed, &task))?;
    let file = reader.attachment(task.notice.ok_or(Problem::NotFound)?).await?;
    drop(reader);
    let bytes = app.store().content(&file).await?;
    Ok(attachment(&file.name, MEDIA_TYPE, bytes))
}

/// Whether the person's office set the task.
pub(super) fn manages(signed: &Signed, task: &Task) -> bool {
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
        let stored = reader.unit(unit).await?.value;
        own.push(OwnUnit {
            id: unit.to_string(),
            name: stored.name,
            may_fill: signed.allows(Permission::FillReport, &subject) && stored.active,
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
