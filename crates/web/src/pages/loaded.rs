//! A report with what its pages need.

use crate::app::App;
use crate::engine::{Checked, Engine};
use crate::form::{Fields, Subject};
use crate::http::Problem;
use jiheng_base::evaluation::Kind;
use jiheng_domain::draft::Field;
use jiheng_domain::{Report, ReportId, ReportKind, Task, Unit};
use jiheng_store::Reader;

/// A report, its task, its unit, and what is filled in.
pub(crate) struct Loaded {
    pub(crate) report: Report,
    pub(crate) task: Task,
    pub(crate) unit: Unit,
    pub(crate) subject: Subject,
    pub(crate) stored: Vec<Field>,
}

impl Loaded {
    pub(crate) async fn read(reader: &mut Reader, id: ReportId) -> Result<Self, Problem> {
        let report = reader.report(id).await?;
        let task = reader.task(report.task).await?.value;
        let unit = reader.unit(report.unit).await?.value;
        let supervisor = match unit.supervisor {
            Some(id) => Some(reader.unit(id).await?.value.name),
            None => None,
        };
        let subject = Subject {
            unit: unit.name.clone(),
            year: task.year,
            kind: match report.kind {
                ReportKind::Department => Kind::DepartmentSelfEvaluation,
                ReportKind::Project => Kind::ProjectSelfEvaluation,
            },
            scheme: task.scheme.clone(),
            project: report.project.clone().filter(|_| report.kind == ReportKind::Project),
            supervisor,
        };
        let stored = reader.fields(id).await?;
        Ok(Self { report, task, unit, subject, stored })
    }

    pub(crate) async fn of(app: &App, id: ReportId) -> Result<Self, Problem> {
        Self::read(&mut app.store().reader().await?, id).await
    }

    /// The report of the year before on the same subject.
    pub(crate) async fn last(&self, reader: &mut Reader) -> Result<Option<Self>, Problem> {
        match self.report.previous {
            Some(last) => Ok(Some(Self::read(reader, last).await?)),
            None => Ok(None),
        }
    }

    /// The values by their paths.
    pub(crate) fn fields(&self) -> Fields {
        self.stored.iter().map(|f| (f.path.to_string(), f.value.clone())).collect()
    }

    /// 清河县水利局, or the project with its unit.
    pub(crate) fn title(&self) -> String {
        match &self.report.project {
            Some(project) => format!("{project}（{}）", self.unit.name),
            None => self.unit.name.clone(),
        }
    }

    /// The findings of what is filled in now.
    pub(crate) async fn checked(&self, app: &App) -> Result<Checked, Problem> {
        let (subject, fields) = (self.subject.clone(), self.fields());
        work(app, move |engine| engine.check(&subject, &fields)).await
    }
}

/// The engine at work, beside the threads that answer.
pub(crate) async fn work<T: Send + 'static>(
    app: &App,
    run: impl FnOnce(&Engine) -> T + Send + 'static,
) -> Result<T, Problem> {
    let engine = app.engine();
    tokio::task::spawn_blocking(move || run(&engine)).await.map_err(|_| Problem::Internal)
}
