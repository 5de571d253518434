//! States and numbers as the pages show them.

use jiheng_domain::{Assessment, StateKind};
use jiheng_store::ListedReport;

/// The class of the badge of a state.
pub(crate) fn state_class(state: StateKind) -> &'static str {
    use StateKind as S;
    match state {
        S::Draft => "",
        S::Returned | S::Reopened => "is-error",
        S::Approved | S::Published => "is-ok",
        _ => "is-open",
    }
}

/// What is known, or a dash.
pub(crate) fn shown(value: Option<&String>) -> String {
    value.cloned().unwrap_or_else(|| "–".into())
}

/// 9536 as 95.36, without zeros at the end.
pub(crate) fn hundredths(value: Option<i64>) -> String {
    let Some(value) = value else { return "–".into() };
    let text = format!("{}.{:02}", value / 100, (value % 100).abs());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A line of a list of reports.
pub(crate) struct ReportLine {
    pub(crate) path: String,
    pub(crate) unit: String,
    pub(crate) subject: String,
    pub(crate) state: &'static str,
    pub(crate) class: &'static str,
    pub(crate) points: String,
    pub(crate) rate: String,
    pub(crate) errors: i64,
    pub(crate) doubts: i64,
    pub(crate) risk: i64,
    pub(crate) changed: String,
}

impl From<&ListedReport> for ReportLine {
    fn from(listed: &ListedReport) -> Self {
        let ListedReport { report, unit_name, figures, risk, .. } = listed;
        let figures: &Assessment = figures;
        let state = report.state.kind();
        Self {
            path: format!("/reports/{}", report.id),
            unit: unit_name.clone(),
            subject: report.project.clone().unwrap_or_else(|| "部门整体".into()),
            state: state.text(),
            class: state_class(state),
            points: hundredths(figures.computed_points),
            rate: match figures.execution() {
                Some(rate) => format!("{}%", hundredths(Some(rate))),
                None => "–".into(),
            },
            errors: figures.errors,
            doubts: figures.doubts,
            risk: *risk,
            changed: report.changed_at.minute(),
        }
    }
}
