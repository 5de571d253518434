//! How the reports of a list are spread over points and risk.

use crate::desk::{ListQuery, condition};
use crate::{Reader, StoreError};
use jiheng_domain::{Access, Permission};

/// Points from which on a band begins, in hundredths, the highest band first.
pub const POINT_BANDS: [i64; 4] = [9_000, 8_000, 6_000, 0];
/// Risks from which on a band begins, the highest band first.
pub const RISK_BANDS: [i64; 4] = [300, 100, 1, 0];

/// How many reports are in each band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spread {
    /// By [`POINT_BANDS`].
    pub points: [u64; POINT_BANDS.len()],
    /// Those that have no points yet.
    pub without_points: u64,
    /// By [`RISK_BANDS`].
    pub risk: [u64; RISK_BANDS.len()],
}

impl Reader {
    /// The bands of the reports that a list has on all of its pages.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn spread(
        &mut self,
        access: &Access,
        permission: Permission,
        query: &ListQuery,
    ) -> Result<Spread, StoreError> {
        let (condition, args) = condition(access, permission, query);
        let sql = format!(
            "SELECT {} AS points_band, {} AS risk_band, COUNT(*) AS reports FROM reports r \
             JOIN units u ON u.id = r.unit_id WHERE {condition} GROUP BY 1, 2",
            band("r.computed_points", &POINT_BANDS),
            band("r.risk", &RISK_BANDS),
        );
        let mut spread = Spread::default();
        for row in self.rows(sql, args).await? {
            let reports = row.count("reports")?;
            let at = |name: &str| {
                let band = row.number(name)?;
                Ok::<_, StoreError>(usize::try_from(band).unwrap_or(usize::MAX))
            };
            match spread.points.get_mut(at("points_band")?) {
                Some(band) => *band += reports,
                None => spread.without_points += reports,
            }
            if let Some(band) = spread.risk.get_mut(at("risk_band")?) {
                *band += reports;
            }
        }
        Ok(spread)
    }
}

/// The number of the band of a column; one more than there are where there is no value.
fn band(column: &str, from: &[i64]) -> String {
    // Bounds are ours.
    let whens = (0..).zip(from).map(|(at, from)| format!("WHEN {column} >= {from} THEN {at}"));
    let whens: Vec<String> = whens.collect();
    format!("CAST(CASE {} ELSE {} END AS BIGINT)", whens.join(" "), from.len())
}
