//! A report under review: its page, and points changed in review.

mod compare;
mod points;
mod view;

use super::loaded::{Loaded, work};
use super::report;
use crate::app::App;
use crate::http::{Form, Page, Problem, back_to};
use crate::security::Signed;
use axum::extract::{Path, State};
use axum::response::Response;
use jiheng_base::Decimal;
use jiheng_base::exact::plain;
use jiheng_domain::draft::FieldPath;
use serde::Deserialize;

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
) -> Result<Page<view::Review>, Problem> {
    view::page(&app, &signed, report::id(&report)?).await
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
    let row = live.rows.into_iter().find(|row| points::path(row) == sent.path);
    let row = row.ok_or_else(|| Problem::Bad("请选要调整的指标".into()))?;
    let most = row.weight.unwrap_or_default();
    let points = sent.points.trim().parse::<Decimal>().ok();
    let points = points.zip(most.parse::<Decimal>().ok());
    let Some((points, _)) =
        points.filter(|(points, most)| *points >= Decimal::ZERO && points <= most)
    else {
        return Err(Problem::Bad(format!("调整后的得分应是 0 到 {most} 之间的数")));
    };
    let path = FieldPath::new(&sent.path)?;
    let claimed = row.points.unwrap_or_default();
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.adjust(id, &path, &claimed, &plain(points), &sent.reason).await?;
    transaction.commit().await?;
    Ok(back_to(report::home(id, "review")))
}
