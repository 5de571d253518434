//! Units: renamed, moved, closed, never deleted.

mod changes;

use crate::db::{Row, args};
use crate::{Change, Reader, StoreError, Transaction, Versioned};
use jiheng_domain::moment::parse_day;
use jiheng_domain::{Entity, Moment, Permission, RegionCode, Unit, UnitId, UnitKind};

const COLUMNS: &str = "SELECT id, code, name, kind, region_code, supervisor_id, active, \
     closed_day, successor_id, version FROM units";

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

    /// The closed units that a unit took over, by name.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn units_taken_over(&mut self, by: UnitId) -> Result<Vec<Unit>, StoreError> {
        let sql = format!("{COLUMNS} WHERE successor_id = $1 ORDER BY name, id");
        let rows = self.rows(sql, args![by]).await?;
        rows.iter().map(|row| Ok(unit(row)?.value)).collect()
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

    /// The names of a unit with the time from which each held, the first first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn unit_names(&mut self, id: UnitId) -> Result<Vec<(Moment, String)>, StoreError> {
        let sql = "SELECT since, name FROM unit_names WHERE unit_id = $1 ORDER BY since";
        let rows = self.rows(sql, args![id]).await?;
        rows.iter().map(|row| Ok((row.moment("since")?, row.text("name")?))).collect()
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
        closed_on: row.text_if("closed_day")?.as_deref().and_then(parse_day),
        successor: row.parse_if("successor_id")?,
    };
    Ok(Versioned { value, version: row.number("version")? })
}
