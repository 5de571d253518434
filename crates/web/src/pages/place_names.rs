//! Names of regions and units by what they are known by.

use jiheng_domain::{Grant, Region, RegionCode, Scope, Unit, UnitId};
use std::collections::HashMap;

/// Names of regions and units.
pub(super) struct PlaceNames {
    regions: HashMap<String, String>,
    units: HashMap<UnitId, String>,
}

impl PlaceNames {
    pub(super) fn new<'a>(regions: &[Region], units: impl Iterator<Item = &'a Unit>) -> Self {
        Self {
            regions: regions.iter().map(|r| (r.code.to_string(), r.name.clone())).collect(),
            units: units.map(|u| (u.id, u.name.clone())).collect(),
        }
    }

    pub(super) fn region(&self, code: &RegionCode) -> String {
        self.regions.get(code.as_str()).cloned().unwrap_or_else(|| code.to_string())
    }

    pub(super) fn unit(&self, id: UnitId) -> String {
        self.units.get(&id).cloned().unwrap_or_default()
    }

    /// 填报人：清河县水利局
    pub(super) fn grant(&self, grant: &Grant) -> String {
        let over = match &grant.scope {
            Scope::Unit(unit) => self.unit(*unit),
            Scope::Department(unit) => format!("{}及所属单位", self.unit(*unit)),
            Scope::Region(code) => self.region(code),
            Scope::Assigned => "指派的报告".into(),
            Scope::System => return grant.role.text().to_owned(),
        };
        format!("{}：{over}", grant.role)
    }
}
