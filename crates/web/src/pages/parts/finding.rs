//! Findings, with what the unit says to them.

use crate::engine::Mark;
use jiheng_store::ErrorReason;

pub(crate) struct Explained {
    pub(crate) mark: Mark,
    /// Why the unit leaves it as it is; empty where it gave no reason.
    pub(crate) reason: String,
    /// That of the reason, 0 before there is one.
    pub(crate) version: i64,
}

pub(crate) fn explained(mark: Mark, reasons: &[ErrorReason]) -> Explained {
    let known = reasons.iter().find(|r| r.reason.fingerprint == mark.fingerprint);
    Explained {
        reason: known.map(|r| r.reason.text.clone()).unwrap_or_default(),
        version: known.map_or(0, |r| r.version),
        mark,
    }
}
