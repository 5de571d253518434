//! The evidence that the task asks of a report: what was brought, what is missing, and why.

use super::loaded::Loaded;
use crate::form::{FieldFault, Fields, assemble};
use crate::http::Problem;
use jiheng_domain::gate::{OpenError, WrittenReason, open_errors};
use jiheng_domain::task::{Due, IndicatorRow, due};
use jiheng_store::{ErrorReason, Evidence, Reader};

/// What a report is to bring, as the pages show it.
pub(super) struct Required {
    pub(super) lines: Vec<Line>,
    /// How many are neither brought nor explained.
    pub(super) open: usize,
}

/// One thing to bring.
pub(super) struct Line {
    pub(super) name: String,
    /// The indicator that it bears out; empty for the whole report.
    pub(super) indicator: String,
    /// The field that it bears out; empty for the whole report.
    pub(super) about: String,
    pub(super) fingerprint: String,
    pub(super) files: Vec<File>,
    pub(super) reason: String,
    pub(super) version: i64,
}

/// A file that was brought.
pub(super) struct File {
    pub(super) id: String,
    pub(super) name: String,
}

impl Required {
    pub(super) async fn of(reader: &mut Reader, loaded: &Loaded) -> Result<Self, Problem> {
        let brought = reader.evidence(loaded.report.id).await?;
        let reasons = reader.error_reasons(loaded.report.id).await?;
        let lines: Vec<Line> =
            all(loaded).iter().map(|one| line(one, &brought, &reasons)).collect();
        let is_open = |line: &&Line| line.files.is_empty() && line.reason.is_empty();
        let open = lines.iter().filter(is_open).count();
        Ok(Self { lines, open })
    }
}

fn line(one: &Due, brought: &[Evidence], reasons: &[ErrorReason]) -> Line {
    let fingerprint = one.as_error().fingerprint;
    let known = reasons.iter().find(|r| r.reason.fingerprint == fingerprint);
    let files = brought.iter().filter(|e| is_met(one, e));
    Line {
        name: one.name.clone(),
        indicator: one.indicator.clone(),
        about: one.row.as_ref().map(|row| format!("{row}.name")).unwrap_or_default(),
        files: files.map(|e| File { id: e.id.to_string(), name: e.file.name.clone() }).collect(),
        reason: known.map(|r| r.reason.text.clone()).unwrap_or_default(),
        version: known.map_or(0, |r| r.version),
        fingerprint,
    }
}

fn is_met(one: &Due, evidence: &Evidence) -> bool {
    let path = evidence.path.as_ref().map(jiheng_domain::draft::FieldPath::as_str);
    one.is_met_by(&evidence.requirement, path)
}

/// What the task asks of a report as it is filled in now.
fn all(loaded: &Loaded) -> Vec<Due> {
    if loaded.task.evidence.is_empty() {
        return Vec::new();
    }
    let fields = loaded.fields();
    let kinds = (loaded.report.kind, loaded.unit.kind);
    due(&loaded.task.evidence, kinds, &rows(loaded, &fields))
}

fn rows(loaded: &Loaded, fields: &Fields) -> Vec<IndicatorRow> {
    let row = |id: &String| {
        let path = format!("indicators.{id}");
        let get = |field: &str| fields.get(&format!("{path}.{field}")).cloned().unwrap_or_default();
        IndicatorRow { names: [get("dimension"), get("category"), get("name")], path }
    };
    assemble(&loaded.subject, fields).indicators.iter().map(row).collect()
}

/// What was not brought, explained or not.
async fn lacking(reader: &mut Reader, loaded: &Loaded) -> Result<Vec<Due>, Problem> {
    let mut all = all(loaded);
    if !all.is_empty() {
        let brought = reader.evidence(loaded.report.id).await?;
        all.retain(|one| !brought.iter().any(|e| is_met(one, e)));
    }
    Ok(all)
}

/// The same as that which holds a report back.
pub(super) async fn missing(
    reader: &mut Reader,
    loaded: &Loaded,
) -> Result<Vec<OpenError>, Problem> {
    Ok(lacking(reader, loaded).await?.iter().map(Due::as_error).collect())
}

/// What is neither brought nor explained, at the row that it is about.
pub(super) async fn gaps(reader: &mut Reader, loaded: &Loaded) -> Result<Vec<FieldFault>, Problem> {
    let lacking = lacking(reader, loaded).await?;
    let reasons = reader.error_reasons(loaded.report.id).await?;
    let reasons: Vec<WrittenReason> = reasons.into_iter().map(|r| r.reason).collect();
    let open =
        lacking.into_iter().filter(|one| !open_errors(&[one.as_error()], &reasons).is_empty());
    let gap = |one: Due| FieldFault { what: one.lacking(), path: one.row.unwrap_or_default() };
    Ok(open.map(gap).collect())
}
