//! Experts: reports are assigned to them and taken back, and they say what they think.

use super::frame::Frame;
use super::parts::Names;
use super::report;
use super::shown::ReportLine;
use crate::app::App;
use crate::http::{Form, Page, Problem, back_to};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiheng_domain::sign::Opinion;
use jiheng_domain::{Permission, Role, Subject, UserId};
use jiheng_store::{ExpertOpinion, ListQuery, Order, Reader};
use serde::Deserialize;

/// More than anyone is asked to look at.
const MOST_ASSIGNED: u32 = 500;

/// What the review page shows of experts.
pub(super) struct Experts {
    pub(super) may_assign: bool,
    pub(super) may_give: bool,
    pub(super) assigned: Vec<Assigned>,
    pub(super) opinions: Vec<Given>,
    pub(super) choices: Vec<Choice>,
    pub(super) levels: &'static [Opinion],
}

/// To whom a report is assigned.
pub(super) struct Assigned {
    pub(super) id: UserId,
    pub(super) name: String,
    pub(super) at: String,
}

/// What an expert thinks.
pub(super) struct Given {
    pub(super) by: String,
    pub(super) at: String,
    pub(super) opinion: Opinion,
    pub(super) words: String,
}

/// Somebody to assign it to.
pub(super) struct Choice {
    pub(super) id: UserId,
    pub(super) name: String,
}

impl Experts {
    /// For whoever is signed in: an expert reads the own opinions only, so that each judges alone.
    pub(super) async fn of(
        reader: &mut Reader,
        signed: &Signed,
        over: &Subject,
        names: &Names,
    ) -> Result<Self, Problem> {
        let id = over.report.ok_or(Problem::NotFound)?;
        let name = |id: UserId| names.of(id);
        let is_expert = signed.access.roles_over(over) == [Role::Expert];
        let own = |by: UserId| !is_expert || by == signed.user.id;
        let assigned = reader.assignments(id).await?.into_iter().filter(|a| own(a.expert));
        let assigned: Vec<Assigned> = assigned
            .map(|a| Assigned { id: a.expert, name: name(a.expert), at: a.at.minute() })
            .collect();
        let given = reader.expert_opinions(id).await?.into_iter().filter(|o| own(o.expert));
        let given = given.map(|o: ExpertOpinion| Given {
            by: name(o.expert),
            at: o.at.minute(),
            opinion: o.opinion,
            words: o.words,
        });
        let may_assign = signed.allows(Permission::AssignExpert, over);
        let choices = if may_assign { choices(reader).await? } else { Vec::new() };
        let is_free = |choice: &Choice| !assigned.iter().any(|a| a.id == choice.id);
        Ok(Self {
            may_assign,
            may_give: signed.allows(Permission::GiveOpinion, over),
            opinions: given.collect(),
            choices: choices.into_iter().filter(is_free).collect(),
            assigned,
            levels: Opinion::ALL,
        })
    }

    /// Whether there is anything to show.
    pub(super) fn is_of_use(&self) -> bool {
        self.may_assign || self.may_give || !self.assigned.is_empty() || !self.opinions.is_empty()
    }
}

/// The people who can be asked.
pub(super) async fn choices(reader: &mut Reader) -> Result<Vec<Choice>, Problem> {
    let all = reader.experts().await?.into_iter();
    Ok(all.map(|(id, name)| Choice { id, name }).collect())
}

#[derive(Deserialize)]
pub(crate) struct One {
    expert: String,
    what: String,
}

pub(crate) async fn assign(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
    Form(sent): Form<One>,
) -> Result<Response, Problem> {
    let id = report::id(&report)?;
    let expert = expert(&sent.expert)?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.assign(id, expert, sent.what == "assign").await?;
    transaction.commit().await?;
    Ok(back_to(report::home(id, "review")))
}

fn expert(id: &str) -> Result<UserId, Problem> {
    id.parse().map_err(|_| {
        Problem::Bad("请先选一位专家；没有可选的，请系统管理员建立“第三方/专家”账号".into())
    })
}

/// What is ticked on the desk: `expert`, `what`, `back`, and each `report`.
pub(crate) async fn assign_many(
    State(app): State<App>,
    signed: Signed,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let all = |name: &'static str| sent.iter().filter(move |(key, _)| key == name);
    let one = |name| all(name).map(|(_, value)| value.as_str()).next().unwrap_or_default();
    let expert = expert(one("expert"))?;
    let reports = all("report").map(|(_, id)| report::id(id)).collect::<Result<Vec<_>, _>>()?;
    if reports.is_empty() {
        return Err(Problem::Bad("请先在列表里勾选报告".into()));
    }
    let mut transaction = app.store().begin(signed.actor()).await?;
    for id in reports {
        transaction.assign(id, expert, one("what") == "assign").await?;
    }
    transaction.commit().await?;
    // Only an address of the desk itself.
    let back = Some(one("back")).filter(|back| back.starts_with('?')).unwrap_or_default();
    Ok(back_to(format!("/desk{back}")))
}

#[derive(Deserialize)]
pub(crate) struct Thought {
    opinion: String,
    words: String,
}

pub(crate) async fn opinion(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
    Form(sent): Form<Thought>,
) -> Result<Response, Problem> {
    let id = report::id(&report)?;
    let opinion = Opinion::from_code(&sent.opinion).ok_or(Problem::NotFound)?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.give_opinion(id, opinion, &sent.words).await?;
    transaction.commit().await?;
    Ok(back_to(report::home(id, "review")))
}

#[derive(Template)]
#[template(path = "assigned.html")]
pub(crate) struct Mine {
    frame: Frame,
    lines: Vec<MyLine>,
    open: usize,
}

struct MyLine {
    line: ReportLine,
    since: String,
    opinion: Option<&'static str>,
}

/// What is assigned to the expert who is signed in.
pub(crate) async fn mine(State(app): State<App>, signed: Signed) -> Result<Page<Mine>, Problem> {
    let mut reader = app.store().reader().await?;
    let query = ListQuery { order: Order::Changed, take: MOST_ASSIGNED, ..ListQuery::default() };
    let found = reader.list(&signed.access, Permission::GiveOpinion, &query).await?;
    let assigned = reader.assigned_to(signed.user.id).await?;
    let given = reader.opinions_by(signed.user.id).await?;
    let lines = found.reports.iter().map(|listed| {
        let id = listed.report.id;
        let since = assigned.iter().find(|a| a.report == id).map(|a| a.at.day().to_string());
        let own = given.iter().rev().find(|o| o.report == id);
        let mut line = ReportLine::from(listed);
        line.path.push_str("/review");
        let opinion = own.map(|o| o.opinion.text());
        MyLine { line, since: since.unwrap_or_default(), opinion }
    });
    let lines: Vec<MyLine> = lines.collect();
    let open = lines.iter().filter(|l| l.opinion.is_none()).count();
    Ok(Page(Mine { frame: Frame::of(&signed, "指派给我的", "/assigned"), lines, open }))
}
