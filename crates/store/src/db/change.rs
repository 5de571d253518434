//! Who changes what: the entry of the log that goes with each write.

use jiheng_domain::{Entity, Moment, ReportId, UnitId, UserId};
use serde::Serialize;

/// In whose name, from where and when something is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who; none for one who is not signed in, and for the program itself.
    pub user: Option<UserId>,
    /// From which address.
    pub address: String,
    /// When.
    pub at: Moment,
}

impl Actor {
    /// A person at an address.
    pub fn person(user: UserId, address: impl Into<String>, at: Moment) -> Self {
        Self { user: Some(user), address: address.into(), at }
    }

    /// Someone who is not signed in.
    pub fn stranger(address: impl Into<String>, at: Moment) -> Self {
        Self { user: None, address: address.into(), at }
    }
}

/// A change as the log keeps it.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(super) entity: Entity,
    pub(super) id: String,
    pub(super) action: &'static str,
    pub(super) unit: Option<UnitId>,
    pub(super) report: Option<ReportId>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

impl Change {
    /// A change of one thing, in a word that the user reads.
    pub(crate) fn of(entity: Entity, id: impl ToString, action: &'static str) -> Self {
        Self {
            entity,
            id: id.to_string(),
            action,
            unit: None,
            report: None,
            before: None,
            after: None,
        }
    }

    /// Of a unit.
    pub(crate) fn unit(mut self, unit: UnitId) -> Self {
        self.unit = Some(unit);
        self
    }

    /// Of a report.
    pub(crate) fn report(mut self, report: ReportId) -> Self {
        self.report = Some(report);
        self
    }

    /// What stood there.
    pub(crate) fn before(mut self, value: impl Serialize) -> Self {
        self.before = serde_json::to_string(&value).ok();
        self
    }

    /// What stands there now.
    pub(crate) fn after(mut self, value: impl Serialize) -> Self {
        self.after = serde_json::to_string(&value).ok();
        self
    }
}
