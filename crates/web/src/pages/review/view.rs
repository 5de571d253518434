//! The page of a report under review: text, points, findings, evidence, last year and comments side
//! by side.

use super::compare::{CompareLine, compare};
use super::points::{AdjustmentLine, PointsLine, adjusted, adjustment, lines};
use crate::app::App;
use crate::engine::{LastYear, amounts, indicators};
use crate::http::{Page, Problem};
use crate::pages::experts::Experts;
use crate::pages::frame::Frame;
use crate::pages::loaded::work;
use crate::pages::paper::{self, Part};
use crate::pages::parts::Opened;
use crate::pages::parts::action::{ActionLine, actions};
use crate::pages::parts::comment::{CommentLine, Target, comments, targets};
use crate::pages::parts::evidence::{EvidenceLine, evidence};
use crate::pages::parts::finding::{Explained, explained};
use crate::pages::parts::history::{ChangeLine, StepLine, changes, steps};
use crate::pages::required::Required;
use crate::pages::shown::{hundredths, shown, state_class};
use crate::security::Signed;
use askama::Template;
use jiheng_domain::{Action, Permission, ReportId, StateKind};
use jiheng_store::Adjustment;

#[derive(Template)]
#[template(path = "review.html")]
pub(crate) struct Review {
    frame: Frame,
    id: String,
    /// The page that its forms come back to; this one.
    back: &'static str,
    state: &'static str,
    state_class: &'static str,
    version: i64,
    content: i64,
    claimed: String,
    computed: String,
    adjusted: String,
    rate: String,
    lines: Vec<PointsLine>,
    adjustments: Vec<AdjustmentLine>,
    marks: Vec<Explained>,
    evidence: Vec<EvidenceLine>,
    last_year: Option<LastReport>,
    changes: Vec<ChangeLine>,
    comments: Vec<CommentLine>,
    /// Comments that nobody has settled: they go back with the report.
    open_comments: usize,
    targets: Vec<Target>,
    steps: Vec<StepLine>,
    actions: Vec<ActionLine>,
    may_return: bool,
    experts: Experts,
    required: Required,
    /// Nothing is brought or explained in review.
    may_fill: bool,
    paper: Vec<Part>,
    may_adjust: bool,
    may_comment: bool,
}

struct LastReport {
    path: String,
    paper: Vec<Part>,
    lines: Vec<CompareLine>,
}

pub(super) async fn page(
    app: &App,
    signed: &Signed,
    id: ReportId,
) -> Result<Page<Review>, Problem> {
    let mut reader = app.store().reader().await?;
    let opened = Opened::read(app, signed, &mut reader, id).await?;
    let state = opened.state();
    let may = |permission| opened.may(signed, permission);
    let may_adjust = may(Permission::AdjustPoints) && state == StateKind::FinanceReview;
    let may_comment = may(Permission::CommentReport);
    let experts = Experts::of(&mut reader, signed, opened.over(), &opened.names).await?;
    let Opened { loaded, fields, last, live, checked, names, reasons, .. } = opened;
    let now = LastYear {
        amounts: amounts(&fields, &live.derived),
        rate: live.rate.clone(),
        total: live.total.clone(),
        indicators: indicators(&fields),
        problems: Vec::new(),
    };
    let last_year = match last {
        Some((report, told)) => {
            let (subject, own) = (report.subject.clone(), report.fields());
            let paper = work(app, move |engine| paper::parts(engine, &subject, &own)).await?;
            let path = format!("/reports/{}", report.report.id);
            Some(LastReport { path, paper, lines: compare(&now, &told) })
        }
        None => None,
    };
    let adjustments = reader.adjustments(id).await?;
    let current: Vec<&Adjustment> =
        adjustments.iter().filter(|a| a.round == loaded.report.round).collect();
    let comments = comments(&mut reader, id, &fields, &names).await?;
    Ok(Page(Review {
        frame: Frame::of(signed, loaded.title(), "/desk"),
        id: id.to_string(),
        back: "review",
        state: state.text(),
        state_class: state_class(state),
        version: loaded.report.version,
        content: loaded.report.content,
        claimed: hundredths(reader.assessment(id).await?.claimed_points),
        computed: shown(live.total.as_ref()),
        adjusted: shown(adjusted(&live, &current).as_ref()),
        rate: shown(live.rate.as_ref()),
        lines: lines(&live, &fields, &current),
        adjustments: adjustments.iter().map(|a| adjustment(a, &fields, &names)).collect(),
        marks: checked.marks.into_iter().map(|mark| explained(mark, &reasons)).collect(),
        evidence: evidence(&mut reader, id, &fields, &names).await?,
        last_year,
        changes: changes(&mut reader, id, &fields).await?,
        open_comments: comments.iter().filter(|c| !c.settled).count(),
        comments,
        targets: targets(&fields),
        steps: steps(&mut reader, id, &names).await?,
        may_return: opened.actions.iter().any(|t| t.action == Action::Return),
        actions: actions(&opened.actions),
        experts,
        required: Required::of(&mut reader, &loaded).await?,
        may_fill: false,
        paper: opened.paper,
        may_adjust,
        may_comment,
    }))
}
