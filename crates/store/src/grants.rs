//! Roles that people hold.

use crate::db::{Row, args};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::organisation::may_hold;
use jiheng_domain::{Access, Entity, Grant, GrantId, Moment, Role, Scope, UserId};
use std::collections::BTreeSet;

const COLUMNS: &str = "SELECT id, user_id, role, scope_kind, scope_unit_id, scope_region_code, \
     since, until FROM grants";

/// A role that was held for some time, or still is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldGrant {
    /// The role.
    pub grant: Grant,
    /// Since when.
    pub since: Moment,
    /// Until when; none for one that holds.
    pub until: Option<Moment>,
}

impl Reader {
    /// The roles that a person holds now.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn grants(&mut self, user: UserId) -> Result<Vec<Grant>, StoreError> {
        let sql = format!("{COLUMNS} WHERE user_id = $1 AND until IS NULL ORDER BY id");
        let rows = self.rows(sql, args![user]).await?;
        rows.iter().map(|row| Ok(held(row)?.grant)).collect()
    }

    /// All roles that anyone holds or held.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn all_grants(&mut self) -> Result<Vec<HeldGrant>, StoreError> {
        let sql = format!("{COLUMNS} ORDER BY user_id, id");
        self.rows(sql, vec![]).await?.iter().map(held).collect()
    }

    /// What a person may do, and over what; nothing for one who has left.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn access(&mut self, user: UserId) -> Result<Access, StoreError> {
        if !self.user(user).await?.value.active {
            return Ok(Access { user, grants: Vec::new(), assigned: BTreeSet::new() });
        }
        let grants = self.grants(user).await?;
        let sql = "SELECT report_id FROM assignments WHERE user_id = $1 AND active = 1";
        let rows = self.rows(sql, args![user]).await?;
        let assigned = rows.iter().map(|r| r.parse("report_id")).collect::<Result<_, _>>()?;
        Ok(Access { user, grants, assigned })
    }
}

impl Transaction {
    /// Gives a role, if it goes with those that the person holds.
    pub(crate) async fn insert_grant(&mut self, grant: &Grant) -> Result<(), StoreError> {
        let held: Vec<Role> = self.grants(grant.user).await?.iter().map(|g| g.role).collect();
        may_hold(&held, grant.role)?;
        let (kind, unit, region) = match &grant.scope {
            Scope::Unit(unit) => ("unit", Some(*unit), None),
            Scope::Department(unit) => ("department", Some(*unit), None),
            Scope::Region(code) => ("region", None, Some(code.clone())),
            Scope::Assigned => ("assigned", None, None),
            Scope::System => ("system", None, None),
        };
        let at = self.at();
        self.write(
            "个角色",
            Change::of(Entity::Grant, grant.id, "授予").after(grant),
            "INSERT INTO grants (id, user_id, role, scope_kind, scope_unit_id, scope_region_code, \
             since) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![grant.id, grant.user, grant.role.code(), kind, unit, region, at],
        )
        .await
    }

    /// Takes a role back; that it was held stays known.
    pub(crate) async fn end_grant(
        &mut self,
        user: UserId,
        grant: GrantId,
    ) -> Result<(), StoreError> {
        let at = self.at();
        self.write(
            "个角色",
            Change::of(Entity::Grant, grant, "撤销").before(user),
            "UPDATE grants SET until = $3 WHERE id = $1 AND user_id = $2 AND until IS NULL",
            args![grant, user, at],
        )
        .await
    }
}

fn held(row: &Row) -> Result<HeldGrant, StoreError> {
    let unit = row.parse_if("scope_unit_id")?;
    let region = row.text_if("scope_region_code")?;
    let region = region.map(|code| jiheng_domain::RegionCode::new(&code)).transpose()?;
    let scope = match (row.text("scope_kind")?.as_str(), unit, region) {
        ("unit", Some(unit), None) => Scope::Unit(unit),
        ("department", Some(unit), None) => Scope::Department(unit),
        ("region", None, Some(code)) => Scope::Region(code),
        ("assigned", None, None) => Scope::Assigned,
        ("system", None, None) => Scope::System,
        _ => return Err(StoreError::Damaged("scope_kind".into())),
    };
    let grant = Grant {
        id: row.parse("id")?,
        user: row.parse("user_id")?,
        role: row.code("role", Role::from_code)?,
        scope,
    };
    Ok(HeldGrant { grant, since: row.moment("since")?, until: row.moment_if("until")? })
}
