//! The reports that a person sees.

use super::frame::Frame;
use super::shown::ReportLine;
use crate::app::App;
use crate::http::{Page, Problem};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Query, State};
use jiheng_domain::{Permission, StateKind};
use jiheng_store::{ListQuery, Order};
use serde::Deserialize;

const PER_PAGE: u32 = 50;

/// The orders, as the address has them and as people read them.
const ORDERS: [(&str, &str, Order); 3] = [
    ("risk", "风险高的在前", Order::Risk),
    ("changed", "最近改动的在前", Order::Changed),
    ("unit", "按单位", Order::Unit),
];

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

struct Choice {
    code: &'static str,
    text: &'static str,
    chosen: bool,
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
    let order = ORDERS.iter().find(|(code, ..)| *code == order_code);
    let query = ListQuery {
        states: state.into_iter().collect(),
        words: wanted.words.clone(),
        order: order.map(|(.., order)| *order).unwrap_or_default(),
        skip: wanted.page.saturating_mul(PER_PAGE),
        take: PER_PAGE,
        ..ListQuery::default()
    };
    let found =
        app.store().reader().await?.list(&signed.access, Permission::ViewReport, &query).await?;
    let address = |page: u32| {
        let words: String = wanted.words.bytes().map(|b| format!("%{b:02X}")).collect();
        format!("?words={words}&state={}&order={order_code}&page={page}", wanted.state)
    };
    let shown_to = u64::from(query.skip) + found.reports.len() as u64;
    Ok(Page(Reports {
        frame,
        total: found.total,
        states: StateKind::ALL
            .iter()
            .map(|s| Choice { code: s.code(), text: s.text(), chosen: Some(*s) == state })
            .collect(),
        orders: ORDERS
            .iter()
            .map(|&(code, text, _)| Choice { code, text, chosen: code == order_code })
            .collect(),
        lines: found.reports.iter().map(ReportLine::from).collect(),
        previous: wanted.page.checked_sub(1).map(address),
        next: (shown_to < found.total).then(|| address(wanted.page + 1)),
        words: wanted.words,
    }))
}
