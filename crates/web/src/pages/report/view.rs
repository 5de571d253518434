//! The page of a report.

mod lines;

use super::Loaded;
use crate::app::App;
use crate::engine::{Mark, OutputKind};
use crate::http::{Page, Problem};
use crate::pages::frame::Frame;
use crate::pages::loaded::work;
use crate::pages::paper::{self, Part};
use crate::pages::required::{self, Required};
use crate::pages::shown::state_class;
use crate::security::Signed;
use askama::Template;
use jiheng_domain::sign::Opinion;
use jiheng_domain::workflow::open_actions;
use jiheng_domain::{Permission, ReportId, State, StateKind, UserId};
use lines::{
    ActionLine, ChangeLine, CommentLine, ErrorLine, EvidenceLine, FrozenLine, MemberLine, StepLine,
    Target, action, changes, comments, error, evidence, frozen, lacking, members, shown, steps,
    targets,
};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "report.html")]
pub(crate) struct ReportPage {
    frame: Frame,
    id: String,
    task_id: String,
    task_title: String,
    state: &'static str,
    state_class: &'static str,
    returned_by: String,
    returned: String,
    version: i64,
    content: i64,
    round: i64,
    total: String,
    grade: String,
    rate: String,
    errors: Vec<ErrorLine>,
    marks: Vec<Mark>,
    doubts: usize,
    lacking: Vec<String>,
    changes: Vec<ChangeLine>,
    paper: Vec<Part>,
    actions: Vec<ActionLine>,
    members: Vec<MemberLine>,
    comments: Vec<CommentLine>,
    targets: Vec<Target>,
    steps: Vec<StepLine>,
    frozen: Vec<FrozenLine>,
    evidence: Vec<EvidenceLine>,
    required: Required,
    back: &'static str,
    documents: [OutputKind; 5],
    opinions: &'static [Opinion],
    may_fill: bool,
    may_sign: bool,
    may_comment: bool,
}

pub(super) async fn page(
    app: &App,
    signed: &Signed,
    id: ReportId,
) -> Result<Page<ReportPage>, Problem> {
    let mut reader = app.store().reader().await?;
    let loaded = Loaded::read(&mut reader, id).await?;
    let fields = loaded.fields();
    let (subject, values) = (loaded.subject.clone(), fields.clone());
    let (live, checked, paper) = work(app, move |engine| {
        let live = engine.figures(&subject, &values);
        (live, engine.check(&subject, &values), paper::parts(engine, &subject, &values))
    })
    .await?;
    let names: HashMap<UserId, String> =
        reader.users().await?.into_iter().map(|u| (u.value.id, u.value.name)).collect();
    let reasons = reader.error_reasons(id).await?;
    let over = reader.subject(id).await?;
    let roles = signed.access.roles_over(&over);
    let context = reader.step_context(&loaded.report, &checked.errors(), app.now()).await?;
    let state = loaded.report.state.kind();
    let may = |permission| signed.allows(permission, &over);
    let actions = open_actions(state, &roles, &context);
    let (returned_by, returned) = match &loaded.report.state {
        State::Returned { step, reasons } => (format!("{step}退回"), reasons.clone()),
        State::Reopened { reason } => ("已重开".into(), reason.clone()),
        _ => Default::default(),
    };
    let mut lacking = lacking(&live, &checked.gaps, &fields);
    lacking.extend(required::gaps(&mut reader, &loaded).await?.into_iter().map(|gap| gap.what));
    let doubts = checked.count("doubt");
    let (errors, marks): (Vec<Mark>, Vec<Mark>) =
        checked.marks.into_iter().partition(|m| m.level == "error");
    Ok(Page(ReportPage {
        frame: Frame::of(signed, loaded.title(), "/reports"),
        id: id.to_string(),
        task_id: loaded.task.id.to_string(),
        task_title: loaded.task.title.clone(),
        state: state.text(),
        state_class: state_class(state),
        returned_by,
        returned,
        version: loaded.report.version,
        content: loaded.report.content,
        round: loaded.report.round,
        total: shown(&live.total),
        grade: shown(&live.grade),
        rate: shown(&live.rate),
        errors: errors.into_iter().map(|mark| error(mark, &reasons)).collect(),
        marks,
        doubts,
        lacking,
        changes: changes(&mut reader, id, &fields).await?,
        paper,
        actions: actions.iter().map(|t| action(t.action, t.needs)).collect(),
        members: members(&mut reader, &loaded).await?,
        comments: comments(&mut reader, id, &fields, &names).await?,
        targets: targets(&fields),
        steps: steps(&mut reader, id, &names).await?,
        frozen: frozen(&mut reader, id, &names).await?,
        evidence: evidence(&mut reader, id, &fields, &names).await?,
        required: Required::of(&mut reader, &loaded).await?,
        back: "",
        documents: OutputKind::ALL,
        opinions: Opinion::ALL,
        may_fill: may(Permission::FillReport) && state.is_editable(),
        may_sign: may(Permission::SignReport) && state == StateKind::GroupReview,
        may_comment: may(Permission::CommentReport),
    }))
}
