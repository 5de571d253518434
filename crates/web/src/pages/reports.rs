//! The reports that a person sees.

use super::frame::Frame;
use super::listing::{Choice, PER_PAGE, encoded, order_of, orders};
use super::shown::ReportLine;
use crate::app::App;
use crate::http::{Page, Problem};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Query, State};
use jiheng_domain::{Permission, StateKind};
use jiheng_store::ListQuery;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "reports.html")]
pub(crate) struct Reports {
    frame: Frame,
    total: u64,
    words: String,
    states: Vec<Choice>,
    orders: Vec<Choice>,
    lines: Vec<ReportLine>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    words: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    order: String,
    #[serde(default)]
    page: u32,
}

pub(crate) async fn list(
    State(app): State<App>,
    signed: Signed,
    Query(wanted): Query<Wanted>,
) -> Result<Page<Reports>, Problem> {
    let frame = Frame::of(&signed, "自评报告", "/reports");
    let state = StateKind::from_code(&wanted.state);
    let order_code = if wanted.order.is_empty() { "unit" } else { wanted.order.as_str() };
    let query = ListQuery {
        states: state.into_iter().collect(),
        words: wanted.words.clone(),
        order: order_of(order_code),
        skip: wanted.page.saturating_mul(PER_PAGE),
        take: PER_PAGE,
        ..ListQuery::default()
    };
    let found =
        app.store().reader().await?.list(&signed.access, Permission::ViewReport, &query).await?;
    let address = |page: u32| {
        let words = encoded(&wanted.words);
        format!(
            "?words={words}&state={}&order={}&page={page}",
            encoded(&wanted.state),
            encoded(order_code)
        )
    };
    let shown_to = u64::from(query.skip) + found.reports.len() as u64;
    Ok(Page(Reports {
        frame,
        total: found.total,
        states: StateKind::ALL
            .iter()
            .map(|s| Choice::new(s.code(), s.text(), &wanted.state))
            .collect(),
        orders: orders(order_code),
        lines: found.reports.iter().map(ReportLine::from).collect(),
        previous: wanted.page.checked_sub(1).map(address),
        next: (shown_to < found.total).then(|| address(wanted.page + 1)),
        words: wanted.words,
    }))
}
