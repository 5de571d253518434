//! What is done with a task: issued, closed, extended; units reminded; projects and groups added.

use super::task::manages;
use crate::app::App;
use crate::http::{Form, Problem, back_to};
use crate::security::Signed;
use axum::extract::{Path, State};
use axum::response::Response;
use jiheng_domain::moment::parse_day;
use jiheng_domain::sign::GroupPost;
use jiheng_domain::task::TaskState;
use jiheng_domain::{Grant, Permission, Refusal, ReportKind, Scope, TaskId, UnitId};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Moved {
    to: String,
    version: i64,
    #[serde(default)]
    closing: String,
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
        "closing" => {
            let wrong = Refusal::Field { field: "截止日期", wrong: "请选日期" };
            let last = Some(sent.closing.trim()).filter(|day| !day.is_empty());
            let last = last.map(|day| parse_day(day).ok_or(wrong)).transpose()?;
            transaction.close_task_after(id, sent.version, last).await?;
        }
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
    let extensions = transaction.extensions(task).await?;
    let state = transaction.task(task).await?.value.state_for(unit, &extensions, app.now().day());
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
