//! The log, for those who audit.

use super::frame::Frame;
use super::log_pages::{self, LogPages, Wanted};
use super::parts::Names;
use crate::app::App;
use crate::http::{Page, Problem};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Query, State};
use jiheng_domain::Role;
use jiheng_store::LogQuery;

const SHOWN_CHARS: usize = 160;

#[derive(Template)]
#[template(path = "log.html")]
pub(crate) struct Log {
    frame: Frame,
    without_business: bool,
    entries: Vec<Entry>,
    pages: LogPages,
}

struct Entry {
    at: String,
    who: String,
    address: String,
    entity: &'static str,
    action: String,
    /// The report that it is about; empty where it is of none.
    report: String,
    before: String,
    after: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Query(wanted): Query<Wanted>,
) -> Result<Page<Log>, Problem> {
    // An observer sees business, but only that of the own scope, which the log of a report shows.
    if !signed.access.roles().contains(&Role::AuditAdmin) {
        return Err(Problem::Forbidden("各份报告的改动记录请在报告页面查看".into()));
    }
    let mut reader = app.store().reader().await?;
    let query = LogQuery { without_business: true, ..LogQuery::default() };
    let (found, pages) = log_pages::read(&mut reader, wanted, query, "/log").await?;
    let names = Names::read(&mut reader).await?;
    let short = |text: Option<&String>| {
        text.map(|t| t.chars().take(SHOWN_CHARS).collect()).unwrap_or_default()
    };
    Ok(Page(Log {
        frame: Frame::of(&signed, "日志", "/log"),
        without_business: true,
        pages,
        entries: found
            .iter()
            .map(|e| Entry {
                at: e.at.minute(),
                who: e.user.map_or_else(|| "未登录".into(), |user| names.of(user)),
                address: e.address.clone(),
                entity: e.entity.text(),
                action: e.action.clone(),
                report: e.report.map(|id| id.to_string()).unwrap_or_default(),
                before: short(e.before.as_ref()),
                after: short(e.after.as_ref()),
            })
            .collect(),
    }))
}
