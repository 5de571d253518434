//! The form of a report. Its values come by script, so that they are set in one way.

use super::frame::Frame;
use super::loaded::{Loaded, work};
use super::report;
use super::required::Required;
use crate::app::App;
use crate::engine::{LastYear, Passage, SIGNED_ON, Told};
use crate::form::PASSAGES;
use crate::http::{Page, Problem};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Path, State};
use jiheng_domain::{ReportKind, State as ReportState};
use jiheng_law::{Day, EconomicClass, Scheme};
use jiheng_report::entry::layout::{FURTHER_AMOUNTS, GROUPS, MAIN_AMOUNTS, OPERATORS, needed_for};
use std::collections::HashSet;

#[derive(Template)]
#[template(path = "fill.html")]
pub(crate) struct Fill {
    frame: Frame,
    id: String,
    title: String,
    year: u16,
    kind: &'static str,
    scheme: String,
    is_project: bool,
    has_last: bool,
    editable: bool,
    required: Required,
    may_fill: bool,
    back: &'static str,
    state: &'static str,
    returned: String,
    limit: usize,
    amounts: Vec<AmountLine>,
    places: Vec<Place>,
    dimensions: Vec<String>,
    categories: Vec<String>,
    classes: Vec<EconomicClass>,
    groups: Vec<&'static str>,
    signs: Vec<&'static str>,
}

struct AmountLine {
    path: String,
    label: String,
    needed: bool,
    /// In 万元; empty where last year has none.
    last: String,
}

/// Where the author writes, with what the data say before it.
struct Place {
    before: Vec<Told>,
    /// The field or the list; empty for the end of the report.
    slot: String,
    label: &'static str,
    hint: &'static str,
}

pub(crate) async fn show(
    State(app): State<App>,
    signed: Signed,
    Path(report): Path<String>,
) -> Result<Page<Fill>, Problem> {
    let mut reader = app.store().reader().await?;
    let loaded = Loaded::read(&mut reader, report::id(&report)?).await?;
    let required = Required::of(&mut reader, &loaded).await?;
    let last = loaded.last(&mut reader).await?;
    drop(reader);
    let (subject, fields) = (loaded.subject.clone(), loaded.fields());
    let (outline, last) = work(&app, move |engine| {
        let last = last.map(|last| engine.last_year(&last.subject, &last.fields()));
        (engine.outline(&subject, &fields), last.unwrap_or_default())
    })
    .await?;
    let engine = app.engine();
    let law = engine.law();
    let pack = law.scheme(&loaded.subject.scheme).ok_or(Problem::NotFound)?;
    let scheme = pack.at(Day::end_of(loaded.subject.year));
    let state = loaded.report.state.kind();
    let returned = match &loaded.report.state {
        ReportState::Returned { step, reasons } => format!("{step}退回：{reasons}"),
        ReportState::Reopened { reason } => format!("重开原因：{reason}"),
        _ => String::new(),
    };
    Ok(Page(Fill {
        frame: Frame::of(&signed, format!("填报：{}", loaded.title()), "/reports"),
        id: loaded.report.id.to_string(),
        title: loaded.title(),
        year: loaded.subject.year,
        kind: loaded.subject.kind.text(),
        has_last: loaded.report.previous.is_some(),
        is_project: loaded.report.kind == ReportKind::Project,
        editable: state.is_editable(),
        required,
        may_fill: state.is_editable(),
        back: "fill",
        state: state.text(),
        returned,
        limit: app.upload_limit(),
        amounts: amounts(&scheme, &last),
        places: outline.into_iter().map(place).collect(),
        dimensions: scored(&scheme),
        categories: categories(&scheme),
        classes: law.economic.iter().cloned().collect(),
        groups: GROUPS.iter().map(|(_, name)| *name).collect(),
        signs: OPERATORS.iter().map(|(_, sign)| *sign).collect(),
        scheme: scheme.title,
    }))
}

fn place(passage: Passage) -> Place {
    let known = PASSAGES.iter().find(|p| passage.slot.strip_prefix("words.") == Some(p.field));
    let (label, hint) = match known {
        Some(known) => (known.label, known.hint),
        None if passage.slot == SIGNED_ON => ("成文日期", "如：2026年3月20日"),
        None => ("", ""),
    };
    Place { before: passage.before, slot: passage.slot, label, hint }
}

fn amounts(scheme: &Scheme, last: &LastYear) -> Vec<AmountLine> {
    let needed = needed_for(scheme.execution.base);
    let all = MAIN_AMOUNTS.iter().chain(&FURTHER_AMOUNTS);
    let line = |amount: &jiheng_report::entry::layout::Amount| {
        let path = format!("budget.{}", amount.field);
        AmountLine {
            label: amount.label.to_owned(),
            needed: needed.contains(&amount.field),
            last: last.amounts.get(&path).cloned().unwrap_or_default(),
            path,
        }
    };
    all.map(line).collect()
}

/// The dimensions that have indicators; the execution of the budget is scored by itself.
fn scored(scheme: &Scheme) -> Vec<String> {
    let own = scheme.dimensions.iter().filter(|d| !d.execution);
    own.map(|d| d.name.clone()).collect()
}

fn categories(scheme: &Scheme) -> Vec<String> {
    let own = scheme.categories.iter().flat_map(|c| c.required.iter().chain(&c.usual));
    let mut names: Vec<String> = own.cloned().collect();
    let mut known = HashSet::new();
    names.retain(|name| known.insert(name.clone()));
    names
}
