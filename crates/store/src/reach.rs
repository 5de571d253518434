//! How far a person sees, as a condition of a query.

use crate::db::Value;
use crate::{Reader, StoreError, db::args};
use jiheng_domain::{
    Access, Permission, Position, Refusal, RegionCode, ReportId, Scope, Subject, Unit, UnitId,
};

const ABOVE: &str = "WITH RECURSIVE above (id, depth) AS ( \
     SELECT supervisor_id, 1 FROM units WHERE id = $1 \
     UNION SELECT u.supervisor_id, above.depth + 1 FROM units u \
     JOIN above ON u.id = above.id WHERE above.depth < 20) \
     SELECT id FROM above WHERE id IS NOT NULL ORDER BY depth";

const AROUND: &str = "WITH RECURSIVE around (code, depth) AS ( \
     SELECT code, 1 FROM regions WHERE code = $1 \
     UNION SELECT r.parent_code, around.depth + 1 FROM regions r \
     JOIN around ON r.code = around.code WHERE around.depth < 20) \
     SELECT code FROM around WHERE code IS NOT NULL ORDER BY depth";

/// A condition on the reports `r`, with what it binds.
pub(crate) struct Reach {
    pub(crate) sql: String,
    pub(crate) args: Vec<Value>,
}

impl Reach {
    /// The reports that a person reaches in a role that may do it; binds from `$first` on.
    pub(crate) fn of(access: &Access, permission: Permission, first: usize) -> Self {
        let mut parts = Vec::new();
        let mut args: Vec<Value> = Vec::new();
        for grant in access.grants.iter().filter(|g| g.role.may(permission)) {
            let at = first + args.len();
            let (sql, value) = match &grant.scope {
                Scope::Unit(unit) => (format!("r.unit_id = ${at}"), Value::from(*unit)),
                Scope::Department(unit) => (department(at), Value::from(*unit)),
                Scope::Region(code) => (region(at), Value::from(code.clone())),
                Scope::Assigned => (assigned(at), Value::from(access.user)),
                Scope::System => continue,
            };
            parts.push(sql);
            args.push(value);
        }
        let sql = if parts.is_empty() { "1 = 0".into() } else { parts.join(" OR ") };
        Self { sql: format!("({sql})"), args }
    }
}

fn department(at: usize) -> String {
    format!(
        "r.unit_id IN (WITH RECURSIVE under (id) AS (SELECT id FROM units WHERE id = ${at} \
         UNION SELECT u.id FROM units u JOIN under ON u.supervisor_id = under.id) \
         SELECT id FROM under)"
    )
}

fn region(at: usize) -> String {
    format!(
        "r.unit_id IN (SELECT id FROM units WHERE region_code IN ( \
         WITH RECURSIVE inside (code) AS (SELECT code FROM regions WHERE code = ${at} \
         UNION SELECT g.code FROM regions g JOIN inside ON g.parent_code = inside.code) \
         SELECT code FROM inside))"
    )
}

fn assigned(at: usize) -> String {
    format!("r.id IN (SELECT report_id FROM assignments WHERE user_id = ${at} AND active = 1)")
}

impl Reader {
    /// Where a unit stands.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn position(&mut self, unit: UnitId) -> Result<Position, StoreError> {
        let above = self.rows(ABOVE, args![unit]).await?;
        let supervisors = above.iter().map(|row| row.parse("id")).collect::<Result<_, _>>()?;
        let region = self.unit(unit).await?.value.region;
        let regions = self.regions_around(&region).await?;
        Ok(Position { unit, supervisors, regions })
    }

    /// A region and those around it, the nearest first.
    pub(crate) async fn regions_around(
        &mut self,
        region: &RegionCode,
    ) -> Result<Vec<RegionCode>, StoreError> {
        let around = self.rows(AROUND, args![region.clone()]).await?;
        around.iter().map(|row| Ok(RegionCode::new(&row.text("code")?)?)).collect()
    }

    /// A report as that over which roles are held.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn subject(&mut self, report: ReportId) -> Result<Subject, StoreError> {
        let sql = "SELECT unit_id FROM reports WHERE id = $1";
        let unit = self.row("份报告", sql, args![report]).await?.parse("unit_id")?;
        Ok(Subject { position: self.position(unit).await?, report: Some(report) })
    }
}

impl Reader {
    /// The closed unit of a person from which a report went to another, if there is one: why a form
    /// that was open yesterday is not theirs today.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn handed_over(
        &mut self,
        access: &Access,
        report: ReportId,
    ) -> Result<Option<Unit>, StoreError> {
        let sql = "SELECT id FROM audit_log WHERE report_id = $1 AND entity = 'report' \
                   AND action = '移交' AND before_value = $2";
        for grant in &access.grants {
            let Scope::Unit(own) = grant.scope else { continue };
            let args = args![report, serde_json::to_string(&own)?];
            if self.row_if(sql, args).await?.is_some() {
                return Ok(Some(self.unit(own).await?.value).filter(|unit| !unit.active));
            }
        }
        Ok(None)
    }
}

impl crate::Transaction {
    /// Holds the person against what they may do anywhere.
    pub(crate) async fn require_anywhere(
        &mut self,
        permission: Permission,
    ) -> Result<(), StoreError> {
        let user = self.author()?;
        let allowed = self.access(user).await?.may(permission);
        if allowed { Ok(()) } else { Err(Refusal::NotAllowed(permission).into()) }
    }

    /// Holds the person against a region.
    pub(crate) async fn require_in(
        &mut self,
        permission: Permission,
        region: &RegionCode,
    ) -> Result<(), StoreError> {
        let user = self.author()?;
        let regions = self.regions_around(region).await?;
        let allowed = self.access(user).await?.allows_in(permission, &regions);
        if allowed { Ok(()) } else { Err(Refusal::NotAllowed(permission).into()) }
    }

    /// Holds the person against a unit.
    pub(crate) async fn require_over(
        &mut self,
        permission: Permission,
        unit: UnitId,
    ) -> Result<(), StoreError> {
        let user = self.author()?;
        let subject = Subject { position: self.position(unit).await?, report: None };
        let allowed = self.access(user).await?.allows(permission, &subject);
        if allowed { Ok(()) } else { Err(Refusal::NotAllowed(permission).into()) }
    }

    /// Holds the person against the report once more, whatever the route has checked.
    pub(crate) async fn require(
        &mut self,
        permission: Permission,
        report: ReportId,
    ) -> Result<(Access, Subject), StoreError> {
        let user = self.author()?;
        let access = self.access(user).await?;
        let subject = self.subject(report).await?;
        if access.allows(permission, &subject) {
            Ok((access, subject))
        } else {
            Err(Refusal::NotAllowed(permission).into())
        }
    }

    /// Whether the person may change what is filled in, now.
    pub(crate) async fn may_fill(&mut self, report: ReportId) -> Result<(), StoreError> {
        self.require(Permission::FillReport, report).await?;
        let state = self.lock_report(report).await?.state.kind();
        if state.is_editable() { Ok(()) } else { Err(Refusal::NotEditable(state).into()) }
    }
}
