//! The page of a report.

use crate::app::App;
use crate::engine::{Live, Mark, OutputKind};
use crate::form::{Fields, label};
use crate::http::{Page, Problem};
use crate::pages::frame::Frame;
use crate::pages::paper::Part;
use crate::pages::parts::Opened;
use crate::pages::parts::action::{ActionLine, actions};
use crate::pages::parts::approval::{FrozenLine, MemberLine, frozen, members};
use crate::pages::parts::comment::{CommentLine, Target, comments, targets};
use crate::pages::parts::evidence::{EvidenceLine, evidence};
use crate::pages::parts::finding::{Explained, explained};
use crate::pages::parts::history::{ChangeLine, StepLine, changes, steps};
use crate::pages::required::{self, Required};
use crate::pages::shown::{shown, state_class};
use crate::security::Signed;
use askama::Template;
use jiheng_domain::sign::Opinion;
use jiheng_domain::{Permission, ReportId, State, StateKind};

#[derive(Template)]
#[template(path = "report.html")]
pub(crate) struct ReportPage {
    frame: Frame,
    id: String,
    /// The page that its forms come back to; this one.
    back: &'static str,
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
    errors: Vec<Explained>,
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
    let opened = Opened::read(app, signed, &mut reader, id).await?;
    let state = opened.state();
    let may = |permission| opened.may(signed, permission);
    let (may_fill, may_sign) = (may(Permission::FillReport), may(Permission::SignReport));
    let may_comment = may(Permission::CommentReport);
    let Opened { loaded, fields, live, checked, names, .. } = opened;
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
        back: "",
        task_id: loaded.task.id.to_string(),
        task_title: loaded.task.title.clone(),
        state: state.text(),
        state_class: state_class(state),
        returned_by,
        returned,
        version: loaded.report.version,
        content: loaded.report.content,
        round: loaded.report.round,
        total: shown(live.total.as_ref()),
        grade: shown(live.grade.as_ref()),
        rate: shown(live.rate.as_ref()),
        errors: errors.into_iter().map(|mark| explained(mark, &opened.reasons)).collect(),
        marks,
        doubts,
        lacking,
        changes: changes(&mut reader, id, &fields).await?,
        paper: opened.paper,
        actions: actions(&opened.actions),
        members: members(&mut reader, &loaded).await?,
        comments: comments(&mut reader, id, &fields, &names).await?,
        targets: targets(&fields),
        steps: steps(&mut reader, id, &names).await?,
        frozen: frozen(&mut reader, id, &names).await?,
        evidence: evidence(&mut reader, id, &fields, &names).await?,
        required: Required::of(&mut reader, &loaded).await?,
        documents: OutputKind::ALL,
        opinions: Opinion::ALL,
        may_fill: may_fill && state.is_editable(),
        may_sign: may_sign && state == StateKind::GroupReview,
        may_comment,
    }))
}

/// What is wrong or missing in the data, and what the text lacks.
fn lacking(live: &Live, gaps: &[String], fields: &Fields) -> Vec<String> {
    let faults = live.faults.iter().map(|f| {
        let of = label(&f.path, fields);
        if of == f.path || f.what.contains(&of) {
            f.what.clone()
        } else {
            format!("{of}：{}", f.what)
        }
    });
    faults.chain(gaps.iter().map(|gap| format!("没有写：{gap}"))).collect()
}
