//! Regions.

use crate::db::{Row, args};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::organisation::Supervision;
use jiheng_domain::{Entity, Permission, Region, RegionCode};

impl Reader {
    /// All regions, by code.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn regions(&mut self) -> Result<Vec<Region>, StoreError> {
        let sql = "SELECT code, name, parent_code FROM regions ORDER BY code";
        self.rows(sql, vec![]).await?.iter().map(region).collect()
    }

    /// Who stands over whom, to tell what a role reaches.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn supervision(&mut self) -> Result<Supervision, StoreError> {
        let units = self.units().await?;
        let regions = self.regions().await?;
        Ok(Supervision::new(units.iter().map(|u| &u.value), &regions))
    }
}

impl Transaction {
    /// A new region.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when there is one with the code.
    pub async fn add_region(&mut self, region: &Region) -> Result<(), StoreError> {
        self.require_anywhere(Permission::ManageOrganisation).await?;
        self.write(
            "个区划",
            Change::of(Entity::Region, &region.code, "新增").after(region),
            "INSERT INTO regions (code, name, parent_code, version) VALUES ($1, $2, $3, 1)",
            args![region.code.clone(), region.name.as_str(), region.parent.clone()],
        )
        .await
    }

    /// Another name for a region.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn rename_region(&mut self, code: &RegionCode, name: &str) -> Result<(), StoreError> {
        self.require_anywhere(Permission::ManageOrganisation).await?;
        let sql = "SELECT name FROM regions WHERE code = $1";
        let before = self.row("个区划", sql, args![code.clone()]).await?.text("name")?;
        self.write(
            "个区划",
            Change::of(Entity::Region, code, "改名").before(before).after(name),
            "UPDATE regions SET name = $2, version = version + 1 WHERE code = $1",
            args![code.clone(), name],
        )
        .await
    }
}

fn region(row: &Row) -> Result<Region, StoreError> {
    Ok(Region {
        code: RegionCode::new(&row.text("code")?)?,
        name: row.text("name")?,
        parent: row.text_if("parent_code")?.map(|code| RegionCode::new(&code)).transpose()?,
    })
}
