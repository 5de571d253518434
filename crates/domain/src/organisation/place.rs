//! Where a unit stands: under which departments, in which regions.

use super::{Region, RegionCode, Unit};
use crate::{Refusal, UnitId};
use std::collections::HashMap;

/// A unit with everything above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The unit.
    pub unit: UnitId,
    /// Its supervising departments, the nearest first.
    pub supervisors: Vec<UnitId>,
    /// Its region and those around it, the nearest first.
    pub regions: Vec<RegionCode>,
}

/// Who supervises whom, and which region lies in which.
#[derive(Debug, Clone, Default)]
pub struct Supervision {
    units: HashMap<UnitId, (Option<UnitId>, RegionCode)>,
    regions: HashMap<RegionCode, Option<RegionCode>>,
}

impl Supervision {
    /// From the units and the regions of the system.
    #[must_use]
    pub fn new<'a>(
        units: impl IntoIterator<Item = &'a Unit>,
        regions: impl IntoIterator<Item = &'a Region>,
    ) -> Self {
        Self {
            units: units.into_iter().map(|u| (u.id, (u.supervisor, u.region.clone()))).collect(),
            regions: regions.into_iter().map(|r| (r.code.clone(), r.parent.clone())).collect(),
        }
    }

    /// Where a unit stands; none for one that is not known.
    #[must_use]
    pub fn position(&self, unit: UnitId) -> Option<Position> {
        let (_, region) = self.units.get(&unit)?;
        let above = |unit: &UnitId| self.units.get(unit).and_then(|(supervisor, _)| *supervisor);
        let around = |region: &RegionCode| self.regions.get(region).cloned().flatten();
        Some(Position {
            unit,
            supervisors: climb(above(&unit), above),
            regions: climb(Some(region.clone()), around),
        })
    }

    /// Whether `supervisor` may be put over `unit`.
    ///
    /// # Errors
    /// [`Refusal::SupervisionLoop`].
    pub fn may_supervise(&self, supervisor: UnitId, unit: UnitId) -> Result<(), Refusal> {
        let above = self.position(supervisor).map_or_else(Vec::new, |p| p.supervisors);
        if supervisor == unit || above.contains(&unit) {
            return Err(Refusal::SupervisionLoop);
        }
        Ok(())
    }
}

/// The chain from `first` upwards; stops where it would go round.
fn climb<T: Clone + PartialEq>(first: Option<T>, up: impl Fn(&T) -> Option<T>) -> Vec<T> {
    let mut chain = Vec::new();
    let mut next = first;
    while let Some(one) = next.filter(|one| !chain.contains(one)) {
        next = up(&one);
        chain.push(one);
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::UnitKind;
    use uuid::Uuid;

    fn id(number: u128) -> UnitId {
        UnitId::from(Uuid::from_u128(number))
    }

    fn unit(number: u128, supervisor: Option<u128>) -> Unit {
        Unit {
            id: id(number),
            code: None,
            name: format!("单位{number}"),
            kind: UnitKind::Institution,
            region: RegionCode::new("420199101").unwrap(),
            supervisor: supervisor.map(id),
            active: true,
            closed_on: None,
            successor: None,
        }
    }

    fn region(code: &str, parent: Option<&str>) -> Region {
        let code = RegionCode::new(code).unwrap();
        let parent = parent.map(|p| RegionCode::new(p).unwrap());
        Region { name: code.to_string(), code, parent }
    }

    #[test]
    fn a_unit_stands_under_its_departments_and_in_its_regions() {
        let units = [unit(1, None), unit(2, Some(1)), unit(3, Some(2))];
        let regions = [region("420199", None), region("420199101", Some("420199"))];
        let position = Supervision::new(&units, &regions).position(id(3)).unwrap();
        assert_eq!(position.supervisors, [id(2), id(1)]);
        let codes: Vec<&str> = position.regions.iter().map(RegionCode::as_str).collect();
        assert_eq!(codes, ["420199101", "420199"]);
    }

    #[test]
    fn nobody_supervises_their_own_department() {
        let units = [unit(1, None), unit(2, Some(1)), unit(3, Some(2))];
        let supervision = Supervision::new(&units, &[]);
        assert_eq!(supervision.may_supervise(id(3), id(1)), Err(Refusal::SupervisionLoop));
        assert_eq!(supervision.may_supervise(id(1), id(1)), Err(Refusal::SupervisionLoop));
        assert_eq!(supervision.may_supervise(id(1), id(3)), Ok(()));
    }

    #[test]
    fn a_loop_in_the_data_ends() {
        let units = [unit(1, Some(2)), unit(2, Some(1))];
        let position = Supervision::new(&units, &[]).position(id(1)).unwrap();
        assert_eq!(position.supervisors, [id(2), id(1)]);
    }
}
