//! A report opened for reading: what is filled in, what the engine says of it, what can be done.

use super::Names;
use crate::app::App;
use crate::engine::{Checked, LastYear, Live};
use crate::form::Fields;
use crate::http::Problem;
use crate::pages::loaded::{Loaded, work};
use crate::pages::paper::{self, Part};
use crate::security::Signed;
use jiheng_domain::workflow::{Transition, open_actions};
use jiheng_domain::{Permission, ReportId, StateKind, Subject};
use jiheng_store::{ErrorReason, Reader};

pub(crate) struct Opened {
    pub(crate) loaded: Loaded,
    pub(crate) fields: Fields,
    /// The report of the year before, if there is one.
    pub(crate) last: Option<(Loaded, LastYear)>,
    pub(crate) live: Live,
    pub(crate) checked: Checked,
    pub(crate) paper: Vec<Part>,
    pub(crate) names: Names,
    pub(crate) reasons: Vec<ErrorReason>,
    pub(crate) actions: Vec<Transition>,
    over: Subject,
}

impl Opened {
    pub(crate) async fn read(
        app: &App,
        signed: &Signed,
        reader: &mut Reader,
        id: ReportId,
    ) -> Result<Self, Problem> {
        let loaded = Loaded::read(reader, id).await?;
        let last = loaded.last(reader).await?;
        let fields = loaded.fields();
        let (subject, values) = (loaded.subject.clone(), fields.clone());
        let told = last.as_ref().map(|l| (l.subject.clone(), l.fields()));
        let (live, checked, paper, last_year) = work(app, move |engine| {
            let last_year = told.map(|(last, own)| engine.last_year(&last, &own));
            let mut live = engine.figures(&subject, &values);
            if let Some(last) = &last_year {
                live.faults.extend(last.unanswered(&values));
            }
            let checked = engine.check(&subject, &values);
            (live, checked, paper::parts(engine, &subject, &values), last_year)
        })
        .await?;
        let over = reader.subject(id).await?;
        let roles = signed.access.roles_over(&over);
        let context = reader.step_context(&loaded.report, &checked.errors(), app.now()).await?;
        Ok(Self {
            actions: open_actions(loaded.report.state.kind(), &roles, &context),
            last: last.zip(last_year),
            names: Names::read(reader).await?,
            reasons: reader.error_reasons(id).await?,
            loaded,
            fields,
            live,
            checked,
            paper,
            over,
        })
    }

    pub(crate) fn state(&self) -> StateKind {
        self.loaded.report.state.kind()
    }

    /// That over which roles are held.
    pub(crate) fn over(&self) -> &Subject {
        &self.over
    }

    /// Whether the person may do it with this report, whatever its state.
    pub(crate) fn may(&self, signed: &Signed, permission: Permission) -> bool {
        signed.allows(permission, &self.over)
    }
}
