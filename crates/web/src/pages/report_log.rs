//! The log of one report: who did what when, with what stood there before and after.

mod told;

use super::frame::Frame;
use super::loaded::Loaded;
use super::log_pages::{self, LogPages, Wanted};
use super::report;
use crate::app::App;
use crate::http::{Page, Problem};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Path, Query, State};
use jiheng_domain::{Permission, Role, Subject};
use jiheng_store::LogQuery;
use told::{Known, Told};

#[derive(Template)]
#[template(path = "report_log.html")]
pub(crate) struct ReportLog {
    frame: Frame,
    id: String,
    /// Whether the person sees the report itself, with what was written in it.
    sees_report: bool,
    lines: Vec<Line>,
    pages: LogPages,
}

struct Line {
    at: String,
    who: String,
    address: String,
    told: Told,
}

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Page<ReportLog>, Problem> {
    let id = report::id(&report)?;
    let mut reader = app.store().reader().await?;
    let over = reader.subject(id).await?;
    let sees_report = signed.allows(Permission::ViewReport, &over);
    let loaded = Loaded::read(&mut reader, id).await?;
    let known = Known::of(&mut reader, &loaded).await?;
    let query = LogQuery {
        report: Some(id),
        without_business: !sees_report,
        without_review: sees_report && !hears_of_review(&signed, &over),
        without_copies: true,
        ..LogQuery::default()
    };
    let address = format!("/reports/{id}/log");
    let (entries, pages) = log_pages::read(&mut reader, wanted, query, &address).await?;
    let line = |entry: &jiheng_store::LogEntry| Line {
        at: entry.at.minute(),
        who: entry.user.map_or_else(|| "系统".into(), |user| known.name(user)),
        address: entry.address.clone(),
        told: if sees_report { known.tell(entry) } else { Told::in_short(entry) },
    };
    Ok(Page(ReportLog {
        frame: Frame::of(&signed, format!("操作记录：{}", loaded.title()), "/reports"),
        id: id.to_string(),
        sees_report,
        lines: entries.iter().map(line).collect(),
        pages,
    }))
}

/// Whether somebody of the review reads it: the unit does not learn who its experts are, and each
/// expert judges alone.
fn hears_of_review(signed: &Signed, over: &Subject) -> bool {
    let roles = signed.access.roles_over(over);
    roles.into_iter().any(|role| !role.is_of_unit() && role != Role::Expert)
}
