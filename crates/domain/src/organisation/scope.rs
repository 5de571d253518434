//! How far a role reaches.

use super::{RegionCode, Role};
use crate::{GrantId, Refusal, UnitId, UserId};
use serde::{Deserialize, Serialize};

/// What a role is held over.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One unit.
    Unit(UnitId),
    /// A department, and the units under it at any depth.
    Department(UnitId),
    /// A region and the regions under it.
    Region(RegionCode),
    /// The reports that were assigned to the person.
    Assigned,
    /// The system itself, which holds no business data.
    System,
}

impl Role {
    /// Whether the role can be held over such a scope.
    #[must_use]
    pub fn goes_with(self, scope: &Scope) -> bool {
        match self {
            Self::Clerk | Self::UnitHead | Self::GroupMember => matches!(scope, Scope::Unit(_)),
            Self::Department => matches!(scope, Scope::Department(_)),
            Self::FinanceDivision => matches!(scope, Scope::Department(_) | Scope::Region(_)),
            Self::PerformanceOffice => matches!(scope, Scope::Region(_)),
            Self::Observer => {
                matches!(scope, Scope::Unit(_) | Scope::Department(_) | Scope::Region(_))
            }
            Self::Expert => *scope == Scope::Assigned,
            Self::SystemAdmin | Self::SecurityAdmin | Self::AuditAdmin => *scope == Scope::System,
        }
    }
}

/// A role given to a person over a scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Whose.
    pub user: UserId,
    /// What the person is.
    pub role: Role,
    /// Over what.
    pub scope: Scope,
}

impl Grant {
    /// A grant, if the role goes with the scope.
    ///
    /// # Errors
    /// [`Refusal::ScopeUnfit`].
    pub fn new(id: GrantId, user: UserId, role: Role, scope: Scope) -> Result<Self, Refusal> {
        if role.goes_with(&scope) {
            Ok(Self { id, user, role, scope })
        } else {
            Err(Refusal::ScopeUnfit(role))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn each_role_goes_with_its_scopes_only() {
        let unit = UnitId::from(Uuid::from_u128(1));
        let county = RegionCode::new("420199").unwrap();
        let scopes = [
            Scope::Unit(unit),
            Scope::Department(unit),
            Scope::Region(county),
            Scope::Assigned,
            Scope::System,
        ];
        let expected = [
            (Role::Clerk, "1...."),
            (Role::UnitHead, "1...."),
            (Role::GroupMember, "1...."),
            (Role::Department, ".1..."),
            (Role::FinanceDivision, ".11.."),
            (Role::PerformanceOffice, "..1.."),
            (Role::Expert, "...1."),
            (Role::Observer, "111.."),
            (Role::SystemAdmin, "....1"),
            (Role::SecurityAdmin, "....1"),
            (Role::AuditAdmin, "....1"),
        ];
        assert_eq!(expected.len(), Role::ALL.len());
        for (role, row) in expected {
            let real: String =
                scopes.iter().map(|s| if role.goes_with(s) { '1' } else { '.' }).collect();
            assert_eq!(real, row, "{role}");
        }
    }
}
