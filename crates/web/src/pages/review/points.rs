//! The points of each indicator: claimed, by the rule, and as changed in review.

use crate::engine::{Live, Points};
use crate::form::{Fields, label};
use crate::pages::parts::Names;
use jiheng_base::Decimal;
use jiheng_base::exact::plain;
use jiheng_store::Adjustment;

pub(crate) struct PointsLine {
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) target: String,
    pub(crate) actual: String,
    pub(crate) weight: String,
    pub(crate) points: String,
    /// As changed in review; empty where nothing was.
    pub(crate) given: String,
    pub(crate) trace: String,
    pub(crate) is_lost: bool,
}

pub(crate) struct AdjustmentLine {
    pub(crate) name: String,
    pub(crate) claimed: String,
    pub(crate) adjusted: String,
    pub(crate) reason: String,
    pub(crate) by: String,
    pub(crate) at: String,
}

/// The row of an indicator.
pub(super) fn path(row: &Points) -> String {
    format!("indicators.{}", row.name)
}

pub(super) fn lines(live: &Live, fields: &Fields, given: &[&Adjustment]) -> Vec<PointsLine> {
    let line = |row: &Points| {
        let path = path(row);
        let get = |field: &str| fields.get(&format!("{path}.{field}")).cloned().unwrap_or_default();
        let unit = get("unit");
        PointsLine {
            name: get("name"),
            target: format!("{}{}{unit}", get("operator").replace("定性", ""), get("target")),
            actual: match get("actual").as_str() {
                "" => "–".into(),
                actual => format!("{actual}{unit}"),
            },
            weight: row.weight.clone().unwrap_or_default(),
            points: row.points.clone().unwrap_or_else(|| "–".into()),
            given: latest(given, &path).map(|a| a.adjusted.clone()).unwrap_or_default(),
            trace: row.trace.clone(),
            is_lost: row.lost,
            path,
        }
    };
    live.rows.iter().map(line).collect()
}

/// The last one on a line counts.
fn latest<'a>(given: &[&'a Adjustment], path: &str) -> Option<&'a Adjustment> {
    given.iter().rev().find(|a| a.path.as_str() == path).copied()
}

/// The score with what was given in review in the place of what was claimed.
pub(super) fn adjusted(live: &Live, given: &[&Adjustment]) -> Option<String> {
    let mut total: Decimal = live.total.as_deref()?.parse().ok()?;
    for row in &live.rows {
        let Some(last) = latest(given, &path(row)) else { continue };
        let points: Decimal = row.points.as_deref()?.parse().ok()?;
        let now: Decimal = last.adjusted.parse().ok()?;
        total = total.checked_sub(points)?.checked_add(now)?;
    }
    Some(plain(total))
}

pub(super) fn adjustment(given: &Adjustment, fields: &Fields, names: &Names) -> AdjustmentLine {
    AdjustmentLine {
        name: label(given.path.as_str(), fields),
        claimed: given.claimed.clone(),
        adjusted: given.adjusted.clone(),
        reason: given.reason.clone(),
        by: names.of(given.by),
        at: given.at.minute(),
    }
}
