//! Who else has a form open.

use jiheng_domain::{Moment, ReportId, UserId};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A page that was closed falls silent.
const SILENT: i64 = 45_000;

/// A person with the name, and when the page was last heard of.
type Seen = (UserId, String, Moment);

/// Who is in which form.
#[derive(Debug, Default)]
pub(crate) struct Presence(Mutex<HashMap<ReportId, Vec<Seen>>>);

impl Presence {
    /// Notes that a person has a form open, and tells the names of the others who have.
    pub(crate) fn others(
        &self,
        report: ReportId,
        user: UserId,
        name: &str,
        now: Moment,
    ) -> Vec<String> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, people| {
            people.retain(|(_, _, seen)| now.0 - seen.0 < SILENT);
            !people.is_empty()
        });
        let people = all.entry(report).or_default();
        people.retain(|(known, ..)| *known != user);
        let others = people.iter().map(|(_, name, _)| name.clone()).collect();
        people.push((user, name.to_owned(), now));
        others
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn who_falls_silent_has_left() {
        let presence = Presence::default();
        let report = ReportId::from(Uuid::from_u128(1));
        let [one, other] = [2, 3].map(|n| UserId::from(Uuid::from_u128(n)));
        assert!(presence.others(report, one, "甲", Moment(0)).is_empty());
        assert_eq!(presence.others(report, other, "乙", Moment(1_000)), ["甲"]);
        assert_eq!(presence.others(report, one, "甲", Moment(2_000)), ["乙"]);
        assert!(presence.others(report, one, "甲", Moment(60_000)).is_empty());
    }
}
