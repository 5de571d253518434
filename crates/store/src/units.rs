//! Units: renamed, moved, closed, never deleted.

use crate::db::{Row, args};
use crate::{Change, Reader, StoreError, Transaction, Versioned};
use jiheng_domain::{Entity, Moment, Permission, Refusal, RegionCode, Unit, UnitId, UnitKind};

const COLUMNS: &str = "SELECT id, code, name, kind, region_code, supervisor_id, active, \
     successor_id, version FROM units";

impl Reader {
    /// A unit.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn unit(&mut self, id: UnitId) -> Result<Versioned<Unit>, StoreError> {
        unit(&self.row("个单位", format!("{COLUMNS} WHERE id = $1"), args![id]).await?)
    }

    /// All units, closed ones as well, by code and name.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn units(&mut self) -> Result<Vec<Versioned<Unit>>, StoreError> {
        let sql = format!("{COLUMNS} ORDER BY COALESCE(code, ''), name, id");
        self.rows(sql, vec![]).await?.iter().map(unit).collect()
    }

    /// The name that a unit had at a time.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn unit_name_at(&mut self, id: UnitId, at: Moment) -> Result<String, StoreError> {
        let sql = "SELECT name FROM unit_names WHERE unit_id = $1 AND since <= $2 \
                   ORDER BY since DESC LIMIT 1";
        match self.row_if(sql, args![id, at]).await? {
            Some(row) => row.text("name"),
            None => Ok(self.unit(id).await?.value.name),
        }
    }
}

impl Transaction {
    /// A new unit.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a code or a name that is used.
    pub async fn add_unit(&mut self, unit: &Unit) -> Result<(), StoreError> {
        self.require_anywhere(Permission::ManageOrganisation).await?;
        let name = Unit::check_name(&unit.name)?;
        self.write(
            "个单位",
            Change::of(Entity::Unit, unit.id, "新增").unit(unit.id).after(unit),
            "INSERT INTO units (id, code, name, kind, region_code, supervisor_id, active, \
             successor_id, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
            args![
                unit.id,
                unit.code.as_deref(),
                name.as_str(),
                unit.kind.code(),
                unit.region.clone(),
                unit.supervisor,
                unit.active,
                unit.successor,
            ],
        )
        .await?;
        self.keep_name(unit.id, &name).await
    }

    /// Changes what is known of a unit: its name, code, kind, region, supervising department.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for a stale version, [`Refusal::SupervisionLoop`].
    pub async fn change_unit(&mut self, unit: &Unit, version: i64) -> Result<(), StoreError> {
        self.require_anywhere(Permission::ManageOrganisation).await?;
        let name = Unit::check_name(&unit.name)?;
        if let Some(supervisor) = unit.supervisor {
            self.supervision().await?.may_supervise(supervisor, unit.id)?;
        }
        let before = self.unit(unit.id).await?.value;
        self.write(
            "个单位",
            Change::of(Entity::Unit, unit.id, "修改").unit(unit.id).before(&before).after(unit),
            "UPDATE units SET code = $3, name = $4, kind = $5, region_code = $6, \
             supervisor_id = $7, version = version + 1 WHERE id = $1 AND version = $2",
            args![
                unit.id,
                version,
                unit.code.as_deref(),
                name.as_str(),
                unit.kind.code(),
                unit.region.clone(),
                unit.supervisor,
            ],
        )
        .await?;
        if before.name == name { Ok(()) } else { self.keep_name(unit.id, &name).await }
    }

    /// Closes a unit. Its unfinished reports go to the successor; without one there may be none.
    /// Units under it come under the successor.
    ///
    /// # Errors
    /// [`Refusal::UnitHasReports`], [`StoreError::Conflict`] for a stale version.
    pub async fn close_unit(
        &mut self,
        id: UnitId,
        version: i64,
        successor: Option<UnitId>,
    ) -> Result<(), StoreError> {
        self.require_anywhere(Permission::ManageOrganisation).await?;
        let before = self.unit(id).await?.value;
        let reports = self.unfinished_reports(id).await?;
        match successor {
            None if !reports.is_empty() => {
                return Err(Refusal::UnitHasReports(reports.len() as u64).into());
            }
            Some(successor) if successor == id => {
                return Err(Refusal::Field { field: "承接单位", wrong: "不能是本单位" }.into());
            }
            Some(successor) if !self.unit(successor).await?.value.active => {
                return Err(Refusal::Field { field: "承接单位", wrong: "已经撤销" }.into());
            }
            _ => {}
        }
        let after = Unit { active: false, successor, ..before.clone() };
        self.write(
            "个单位",
            Change::of(Entity::Unit, id, "撤销").unit(id).before(&before).after(after),
            "UPDATE units SET active = 0, successor_id = $3, version = version + 1 \
             WHERE id = $1 AND version = $2 AND active = 1",
            args![id, version, successor],
        )
        .await?;
        for under in self.units_under(id).await? {
            // The successor may have stood under the unit that it takes over.
            let supervisor =
                if Some(under.id) == successor { before.supervisor } else { successor };
            self.put_under(&under, supervisor).await?;
        }
        let Some(successor) = successor else { return Ok(()) };
        for report in reports {
            self.hand_over(report, &before, successor).await?;
        }
        Ok(())
    }

    async fn units_under(&mut self, id: UnitId) -> Result<Vec<Unit>, StoreError> {
        let sql = format!("{COLUMNS} WHERE supervisor_id = $1");
        let rows = self.rows(sql, args![id]).await?;
        rows.iter().map(|row| Ok(unit(row)?.value)).collect()
    }

    async fn put_under(
        &mut self,
        unit: &Unit,
        supervisor: Option<UnitId>,
    ) -> Result<(), StoreError> {
        let after = Unit { supervisor, ..unit.clone() };
        self.write(
            "个单位",
            Change::of(Entity::Unit, unit.id, "改隶").unit(unit.id).before(unit).after(after),
            "UPDATE units SET supervisor_id = $2, version = version + 1 WHERE id = $1",
            args![unit.id, supervisor],
        )
        .await
    }

    /// The names are kept with the time from which they hold; two in one moment are one.
    async fn keep_name(&mut self, id: UnitId, name: &str) -> Result<(), StoreError> {
        let at = self.at();
        let change = || Change::of(Entity::Unit, id, "名称").unit(id).after(name);
        let sql = "SELECT name FROM unit_names WHERE unit_id = $1 AND since = $2";
        if self.row_if(sql, args![id, at]).await?.is_some() {
            let sql = "UPDATE unit_names SET name = $3 WHERE unit_id = $1 AND since = $2";
            return self.write("个单位", change(), sql, args![id, at, name]).await;
        }
        let sql = "INSERT INTO unit_names (unit_id, since, name) VALUES ($1, $2, $3)";
        self.write("个单位", change(), sql, args![id, at, name]).await
    }
}

fn unit(row: &Row) -> Result<Versioned<Unit>, StoreError> {
    let value = Unit {
        id: row.parse("id")?,
        code: row.text_if("code")?,
        name: row.text("name")?,
        kind: row.code("kind", UnitKind::from_code)?,
        region: RegionCode::new(&row.text("region_code")?)?,
        supervisor: row.parse_if("supervisor_id")?,
        active: row.flag("active")?,
        successor: row.parse_if("successor_id")?,
    };
    Ok(Versioned { value, version: row.number("version")? })
}
