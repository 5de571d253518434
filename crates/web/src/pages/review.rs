//! A report under review: text, points, findings, evidence, last year and comments side by side.

use super::experts::Experts;
use super::frame::Frame;
use super::loaded::{Loaded, work};
use super::paper::{self, Part};
use super::report;
use super::required::Required;
use super::shown::state_class;
use crate::app::App;
use crate::engine::{Live, Mark};
use crate::form::{Fields, label};
use crate::http::{Form, Page, Problem, back_to};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiheng_base::Decimal;
use jiheng_base::exact::plain;
use jiheng_domain::draft::FieldPath;
use jiheng_domain::workflow::open_actions;
use jiheng_domain::{Action, Permission, ReportId, StateKind, UserId};
use jiheng_store::{Adjustment, Reader};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "review.html")]
pub(crate) struct Review {
    frame: Frame,
    id: String,
    state: &'static str,
    state_class: &'static str,
    version: i64,
    content: i64,
    claimed: String,
    adjusted: String,
    rate: String,
    last_points: String,
    last_rate: String,
    lines: Vec<Line>,
    adjustments: Vec<Given>,
    marks: Vec<Explained>,
    evidence: Vec<File>,
    last_year: Option<LastYear>,
    comments: Vec<Remark>,
    actions: Vec<Way>,
    experts: Experts,
    required: Required,
    may_fill: bool,
    back: &'static str,
    paper: Vec<Part>,
    may_adjust: bool,
    may_comment: bool,
}

/// An indicator with its points, this year and last.
struct Line {
    path: String,
    name: String,
    target: String,
    actual: String,
    last_actual: String,
    weight: String,
    points: String,
    given: String,
    trace: String,
    is_lost: bool,
}

struct Given {
    name: String,
    claimed: String,
    adjusted: String,
    reason: String,
    by: String,
    at: String,
}

struct Explained {
    mark: Mark,
    reason: String,
}

struct File {
    id: String,
    name: String,
    about: String,
}

struct LastYear {
    path: String,
    paper: Vec<Part>,
}

struct Remark {
    about: String,
    words: String,
    by: String,
    at: String,
    is_settled: bool,
}

struct Way {
    code: &'static str,
    text: &'static str,
    class: &'static str,
    needs: String,
}

type Names = HashMap<UserId, String>;

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
) -> Result<Page<Review>, Problem> {
    let id = report::id(&report)?;
    let mut reader = app.store().reader().await?;
    let loaded = Loaded::read(&mut reader, id).await?;
    let last = match loaded.report.previous {
        Some(last) => Some(Loaded::read(&mut reader, last).await?),
        None => None,
    };
    let (subject, values) = (loaded.subject.clone(), loaded.fields());
    let last_told = last.as_ref().map(|l| (l.subject.clone(), l.fields()));
    let (live, checked, paper, last_live, last_paper) = work(&app, move |engine| {
        let (last_live, last_paper) = last_told
            .map(|(subject, values)| {
                (engine.figures(&subject, &values), paper::parts(engine, &subject, &values))
            })
            .unwrap_or_default();
        let checked = engine.check(&subject, &values);
        let paper = paper::parts(engine, &subject, &values);
        (engine.figures(&subject, &values), checked, paper, last_live, last_paper)
    })
    .await?;
    let fields = loaded.fields();
    let last_fields = last.as_ref().map(Loaded::fields).unwrap_or_default();
    let names: Names =
        reader.users().await?.into_iter().map(|u| (u.value.id, u.value.name)).collect();
    let over = reader.subject(id).await?;
    let context = reader.step_context(&loaded.report, &checked.errors(), app.now()).await?;
    let state = loaded.report.state.kind();
    let adjustments = reader.adjustments(id).await?;
    let round = loaded.report.round;
    let of_round = |a: &&Adjustment| a.round == round;
    let current: Vec<&Adjustment> = adjustments.iter().filter(of_round).collect();
    let reasons = reader.error_reasons(id).await?;
    let explained = |mark: Mark| {
        let known = reasons.iter().find(|r| r.reason.fingerprint == mark.fingerprint);
        Explained { reason: known.map(|r| r.reason.text.clone()).unwrap_or_default(), mark }
    };
    let evidence = reader.evidence(id).await?.into_iter().map(|e| File {
        id: e.id.to_string(),
        name: e.file.name,
        about: e.path.map_or(e.requirement, |p| label(p.as_str(), &fields)),
    });
    let may = |permission| signed.allows(permission, &over);
    Ok(Page(Review {
        frame: Frame::of(&signed, loaded.title(), "/desk"),
        id: id.to_string(),
        state: state.text(),
        state_class: state_class(state),
        version: loaded.report.version,
        content: loaded.report.content,
        adjusted: adjusted(&live, &current).unwrap_or_else(|| "–".into()),
        claimed: live.total.clone().unwrap_or_else(|| "–".into()),
        rate: live.rate.clone().unwrap_or_else(|| "–".into()),
        last_points: last_live.total.clone().unwrap_or_else(|| "–".into()),
        last_rate: last_live.rate.clone().unwrap_or_else(|| "–".into()),
        lines: lines(&live, &fields, &last_fields, &current),
        adjustments: adjustments.iter().map(|a| given(a, &fields, &names)).collect(),
        marks: checked.marks.into_iter().map(explained).collect(),
        evidence: evidence.collect(),
        last_year: last
            .map(|l| LastYear { path: format!("/reports/{}", l.report.id), paper: last_paper }),
        comments: remarks(&mut reader, id, &fields, &names).await?,
        actions: open_actions(state, &signed.access.roles_over(&over), &context)
            .iter()
            .map(|t| way(t.action, t.needs.iter().map(|n| n.text()).collect()))
            .collect(),
        experts: Experts::of(&mut reader, &signed, &over, &names).await?,
        required: Required::of(&mut reader, &loaded).await?,
        may_fill: false,
        back: "review",
        paper,
        may_adjust: may(Permission::AdjustPoints) && state == StateKind::FinanceReview,
        may_comment: may(Permission::CommentReport),
    }))
}

fn way(action: Action, needs: Vec<&str>) -> Way {
    let class = if action == Action::Return { "risky" } else { "main" };
    Way { code: action.code(), text: action.text(), class, needs: needs.join("、") }
}

/// The score with what was given in review in the place of what was claimed.
fn adjusted(live: &Live, given: &[&Adjustment]) -> Option<String> {
    let mut total: Decimal = live.total.as_deref()?.parse().ok()?;
    for line in &live.rows {
        let path = format!("indicators.{}", line.name);
        // The last one on a line counts.
        let Some(last) = given.iter().rev().find(|a| a.path.as_str() == path) else { continue };
        let points: Decimal = line.points.as_deref()?.parse().ok()?;
        let now: Decimal = last.adjusted.parse().ok()?;
        total = total.checked_sub(points)?.checked_add(now)?;
    }
    Some(plain(total))
}

fn lines(live: &Live, fields: &Fields, last: &Fields, given: &[&Adjustment]) -> Vec<Line> {
    let line = |row: &crate::engine::Points| {
        let path = format!("indicators.{}", row.name);
        let get = |field: &str| fields.get(&format!("{path}.{field}")).cloned().unwrap_or_default();
        let name = get("name");
        let unit = get("unit");
        let given = given.iter().rev().find(|a| a.path.as_str() == path);
        Line {
            target: format!("{}{}{unit}", get("operator").replace("定性", ""), get("target")),
            actual: format!("{}{unit}", get("actual")),
            last_actual: last_actual(last, &name),
            weight: row.weight.clone().unwrap_or_default(),
            points: row.points.clone().unwrap_or_else(|| "–".into()),
            given: given.map(|a| a.adjusted.clone()).unwrap_or_default(),
            trace: row.trace.clone(),
            is_lost: row.lost,
            path,
            name,
        }
    };
    live.rows.iter().map(line).collect()
}

/// What the indicator of the same name came to last year.
fn last_actual(last: &Fields, name: &str) -> String {
    let is_name = |path: &str| path.starts_with("indicators.") && path.ends_with(".name");
    let found = last.iter().find(|(path, value)| is_name(path) && *value == name);
    let row = found.and_then(|(path, _)| path.strip_suffix(".name"));
    let get = |field: &str| {
        row.and_then(|row| last.get(&format!("{row}.{field}"))).cloned().unwrap_or_default()
    };
    format!("{}{}", get("actual"), get("unit"))
}

fn given(adjustment: &Adjustment, fields: &Fields, names: &Names) -> Given {
    Given {
        name: label(adjustment.path.as_str(), fields),
        claimed: adjustment.claimed.clone(),
        adjusted: adjustment.adjusted.clone(),
        reason: adjustment.reason.clone(),
        by: names.get(&adjustment.by).cloned().unwrap_or_default(),
        at: adjustment.at.minute(),
    }
}

async fn remarks(
    reader: &mut Reader,
    id: ReportId,
    fields: &Fields,
    names: &Names,
) -> Result<Vec<Remark>, Problem> {
    let comments = reader.comments(id).await?.into_iter().map(|c| Remark {
        about: c.path.map_or_else(|| "整份报告".into(), |p| label(p.as_str(), fields)),
        words: c.words,
        by: names.get(&c.by).cloned().unwrap_or_default(),
        at: c.at.minute(),
        is_settled: c.settled.is_some(),
    });
    Ok(comments.collect())
}

#[derive(Deserialize)]
pub(crate) struct Adjusted {
    path: String,
    points: String,
    reason: String,
}

pub(crate) async fn adjust(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
    Form(sent): Form<Adjusted>,
) -> Result<Response, Problem> {
    let id = report::id(&report)?;
    let loaded = Loaded::of(&app, id).await?;
    let (subject, fields) = (loaded.subject.clone(), loaded.fields());
    let live = work(&app, move |engine| engine.figures(&subject, &fields)).await?;
    let row = live.rows.into_iter().find(|row| format!("indicators.{}", row.name) == sent.path);
    let row = row.ok_or_else(|| Problem::Bad("请选要调整的指标".into()))?;
    let number = |text: Option<&str>| text.and_then(|t| t.trim().parse::<Decimal>().ok());
    let points = number(Some(&sent.points));
    let most = number(row.weight.as_deref());
    let points =
        points.zip(most).filter(|(points, most)| *points >= Decimal::ZERO && points <= most);
    let Some((points, _)) = points else {
        let most = row.weight.unwrap_or_default();
        return Err(Problem::Bad(format!("调整后的得分应是 0 到 {most} 之间的数")));
    };
    let path = FieldPath::new(&sent.path)?;
    let claimed = row.points.unwrap_or_default();
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.adjust(id, &path, &claimed, &plain(points), &sent.reason).await?;
    transaction.commit().await?;
    Ok(back_to(report::home(id, "review")))
}
