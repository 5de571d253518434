//! A change to people, roles or units, which takes effect when a security administrator confirms it.

use super::{Grant, Role, Unit, User};
use crate::moment::Day;
use crate::{ChangeRequestId, GrantId, Moment, Refusal, UnitId, UserId};
use serde::{Deserialize, Serialize};

/// What is to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposal {
    /// A new person, with the roles to begin with.
    AddUser {
        /// The person.
        user: User,
        /// The roles.
        grants: Vec<Grant>,
    },
    /// Another name or telephone for a person.
    #[serde(alias = "rename_user")]
    ChangePerson {
        /// Who.
        user: UserId,
        /// The name.
        name: String,
        /// The telephone.
        #[serde(default)]
        phone: String,
    },
    /// A person who leaves, or comes back.
    SetActive {
        /// Who.
        user: UserId,
        /// Whether the person may sign in.
        active: bool,
    },
    /// One more role.
    Grant(Grant),
    /// One role less.
    Revoke {
        /// Whose.
        user: UserId,
        /// Which.
        grant: GrantId,
    },
    /// A new password for one who forgot it, to be changed at the next sign-in.
    ResetPassword {
        /// Whose.
        user: UserId,
    },
    /// Another name, code, kind, region or supervising department for a unit.
    ChangeUnit {
        /// The unit as it shall be.
        unit: Unit,
        /// The version that was seen; one that changed meanwhile is not overwritten.
        version: i64,
    },
    /// A unit that is no more.
    CloseUnit {
        /// Which.
        unit: UnitId,
        /// Since when.
        #[serde(with = "crate::moment::day_text")]
        day: Day,
        /// Who takes over what it has not finished.
        successor: Option<UnitId>,
    },
    /// A unit that was closed and works again.
    ReopenUnit {
        /// Which.
        unit: UnitId,
    },
}

/// Whom or what a request concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concerned {
    /// A person.
    Person(UserId),
    /// A unit.
    Unit(UnitId),
}

impl std::fmt::Display for Concerned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(id) => id.fmt(f),
            Self::Unit(id) => id.fmt(f),
        }
    }
}

impl Proposal {
    /// Whom or what it concerns.
    #[must_use]
    pub fn concerns(&self) -> Concerned {
        match self {
            Self::AddUser { user, .. } => Concerned::Person(user.id),
            Self::Grant(grant) => Concerned::Person(grant.user),
            Self::ChangePerson { user, .. }
            | Self::SetActive { user, .. }
            | Self::Revoke { user, .. }
            | Self::ResetPassword { user } => Concerned::Person(*user),
            Self::ChangeUnit { unit, .. } => Concerned::Unit(unit.id),
            Self::CloseUnit { unit, .. } | Self::ReopenUnit { unit } => Concerned::Unit(*unit),
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn text(&self) -> &'static str {
        match self {
            Self::AddUser { .. } => "新增人员",
            Self::ChangePerson { .. } => "更改姓名电话",
            Self::SetActive { active: true, .. } => "恢复账号",
            Self::SetActive { active: false, .. } => "停用账号",
            Self::Grant(_) => "授予角色",
            Self::Revoke { .. } => "撤销角色",
            Self::ResetPassword { .. } => "重置密码",
            Self::ChangeUnit { .. } => "变更单位",
            Self::CloseUnit { .. } => "撤销单位",
            Self::ReopenUnit { .. } => "恢复单位",
        }
    }
}

coded! {
    /// What became of a request.
    pub enum Decision {
        /// Waits.
        Pending = "pending" "待确认",
        /// Took effect.
        Confirmed = "confirmed" "已确认",
        /// Refused.
        Declined = "declined" "未同意",
    }
}

/// A request for a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRequest {
    /// Its id.
    pub id: ChangeRequestId,
    /// What is to change.
    pub proposal: Proposal,
    /// Who asks.
    pub requested_by: UserId,
    /// Since when.
    pub requested_at: Moment,
    /// What became of it.
    pub decision: Decision,
}

impl ChangeRequest {
    /// Whether this person may confirm or decline it.
    ///
    /// # Errors
    /// [`Refusal::AlreadyDecided`], [`Refusal::NotSecurityAdmin`], [`Refusal::OwnRequest`].
    pub fn may_be_decided_by(&self, user: UserId, roles: &[Role]) -> Result<(), Refusal> {
        if self.decision != Decision::Pending {
            return Err(Refusal::AlreadyDecided);
        }
        if !roles.contains(&Role::SecurityAdmin) {
            return Err(Refusal::NotSecurityAdmin);
        }
        if user == self.requested_by {
            return Err(Refusal::OwnRequest);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn another_security_administrator_decides_once() {
        let [clerk, admin] = [1, 2].map(|n| UserId::from(Uuid::from_u128(n)));
        let mut request = ChangeRequest {
            id: Uuid::from_u128(9).into(),
            proposal: Proposal::SetActive { user: clerk, active: false },
            requested_by: admin,
            requested_at: Moment(0),
            decision: Decision::Pending,
        };
        let security = [Role::SecurityAdmin];
        assert_eq!(request.may_be_decided_by(clerk, &security), Ok(()));
        assert_eq!(request.may_be_decided_by(admin, &security), Err(Refusal::OwnRequest));
        for &role in Role::ALL.iter().filter(|r| **r != Role::SecurityAdmin) {
            let refused = request.may_be_decided_by(clerk, &[role]);
            assert_eq!(refused, Err(Refusal::NotSecurityAdmin), "{role}");
        }
        request.decision = Decision::Declined;
        assert_eq!(request.may_be_decided_by(clerk, &security), Err(Refusal::AlreadyDecided));
    }

    #[test]
    fn a_proposal_survives_its_text() {
        let user = UserId::from(Uuid::from_u128(3));
        let renamed =
            |phone: &str| Proposal::ChangePerson {
                user, name: "王敏".into(), phone: phone.into()
            };
        let text = serde_json::to_string(&renamed("0715-3398001")).unwrap();
        assert_eq!(serde_json::from_str::<Proposal>(&text).unwrap(), renamed("0715-3398001"));
        // As it was written before there were telephones.
        let old = format!(r#"{{"rename_user":{{"user":"{user}","name":"王敏"}}}}"#);
        assert_eq!(serde_json::from_str::<Proposal>(&old).unwrap(), renamed(""));
        let unit = UnitId::from(Uuid::from_u128(4));
        let day = Day { year: 2026, month: 3, day: 2 };
        let closing = Proposal::CloseUnit { unit, day, successor: None };
        let text = serde_json::to_string(&closing).unwrap();
        assert_eq!(serde_json::from_str::<Proposal>(&text).unwrap(), closing);
        assert_eq!(closing.concerns(), Concerned::Unit(unit));
    }
}
