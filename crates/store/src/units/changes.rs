//! What becomes of a unit once a security administrator has confirmed it.

use super::{COLUMNS, unit};
use crate::db::args;
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::moment::Day;
use jiheng_domain::{Entity, Refusal, Report, Unit, UnitId};

impl Reader {
    /// Whether a unit may become so: an open one, under a department that is not under it, by a
    /// name and a code that no other has.
    pub(crate) async fn check_unit(&mut self, wanted: &Unit) -> Result<(), StoreError> {
        self.open_unit(wanted.id).await?;
        Unit::check_name(&wanted.name)?;
        let sql = "SELECT code FROM regions WHERE code = $1";
        self.row("个区划", sql, args![wanted.region.clone()]).await?;
        if let Some(supervisor) = wanted.supervisor {
            self.open_unit(supervisor).await?;
            self.supervision().await?.may_supervise(supervisor, wanted.id)?;
        }
        self.check_free(wanted).await
    }

    /// A unit that is not closed.
    pub(crate) async fn open_unit(&mut self, id: UnitId) -> Result<Unit, StoreError> {
        let unit = self.unit(id).await?.value;
        if unit.active { Ok(unit) } else { Err(Refusal::UnitClosed(unit.name).into()) }
    }

    async fn check_free(&mut self, wanted: &Unit) -> Result<(), StoreError> {
        let name = wanted.name.trim();
        let sql = "SELECT id FROM units \
                   WHERE region_code = $1 AND name = $2 AND active = 1 AND id <> $3";
        if self.row_if(sql, args![wanted.region.clone(), name, wanted.id]).await?.is_some() {
            return Err(StoreError::Taken("单位名称"));
        }
        let sql = "SELECT id FROM units WHERE code = $1 AND id <> $2";
        if self.row_if(sql, args![wanted.code.as_deref(), wanted.id]).await?.is_some() {
            return Err(StoreError::Taken("预算单位编码"));
        }
        Ok(())
    }

    /// What a unit that is to be closed has not finished; there must be somebody to take it over.
    pub(crate) async fn check_closing(
        &mut self,
        id: UnitId,
        (day, today): (Day, Day),
        successor: Option<UnitId>,
    ) -> Result<Vec<Report>, StoreError> {
        self.open_unit(id).await?;
        if day > today {
            return Err(Refusal::Field { field: "撤销日期", wrong: "不能晚于今天" }.into());
        }
        let reports = self.unfinished_reports(id).await?;
        match successor {
            None if !reports.is_empty() => {
                Err(Refusal::UnitHasReports(reports.len() as u64).into())
            }
            Some(successor) if successor == id => {
                Err(Refusal::Field { field: "承接单位", wrong: "不能是本单位" }.into())
            }
            Some(successor) => self.open_unit(successor).await.map(|_| reports),
            None => Ok(reports),
        }
    }

    /// A closed unit as it would be again. Its department may have been closed meanwhile.
    pub(crate) async fn reopened(&mut self, id: UnitId) -> Result<Unit, StoreError> {
        let closed = self.unit(id).await?.value;
        if closed.active {
            return Err(Refusal::Field { field: "单位", wrong: "没有撤销，不用恢复" }.into());
        }
        let supervisor = match closed.supervisor {
            Some(above) => {
                let above = self.unit(above).await?.value;
                if above.active { Some(above.id) } else { above.successor }
            }
            None => None,
        };
        let again = Unit { active: true, closed_on: None, successor: None, supervisor, ..closed };
        self.check_free(&again).await?;
        Ok(again)
    }
}

impl Transaction {
    /// Changes what is known of a unit: its name, code, kind, region, supervising department.
    pub(crate) async fn change_unit(
        &mut self,
        unit: &Unit,
        version: i64,
    ) -> Result<(), StoreError> {
        let name = Unit::check_name(&unit.name)?;
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
    pub(crate) async fn close_unit(
        &mut self,
        id: UnitId,
        day: Day,
        successor: Option<UnitId>,
    ) -> Result<(), StoreError> {
        let before = self.unit(id).await?.value;
        let today = self.at().day();
        let reports = self.check_closing(id, (day, today), successor).await?;
        let after = Unit { active: false, closed_on: Some(day), successor, ..before.clone() };
        self.write(
            "个单位",
            Change::of(Entity::Unit, id, "撤销").unit(id).before(&before).after(after),
            "UPDATE units SET active = 0, closed_day = $2, successor_id = $3, \
             version = version + 1 WHERE id = $1 AND active = 1",
            args![id, day.to_string(), successor],
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

    /// Lets a closed unit work again; what it has handed over stays where it is.
    pub(crate) async fn reopen_unit(&mut self, id: UnitId) -> Result<(), StoreError> {
        let before = self.unit(id).await?.value;
        let again = self.reopened(id).await?;
        self.write(
            "个单位",
            Change::of(Entity::Unit, id, "恢复").unit(id).before(&before).after(&again),
            "UPDATE units SET active = 1, closed_day = NULL, successor_id = NULL, \
             supervisor_id = $2, version = version + 1 WHERE id = $1 AND active = 0",
            args![id, again.supervisor],
        )
        .await
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
}
