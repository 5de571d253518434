//! The log: every change, who made it, when, from where.

use crate::db::{Row, Value, args};
use crate::{Reader, StoreError};
use jiheng_domain::{Entity, Moment, ReportId, UnitId, UserId};

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Its id; later entries have later ids.
    pub id: String,
    /// When.
    pub at: Moment,
    /// Who; none for a stranger or the program.
    pub user: Option<UserId>,
    /// From where.
    pub address: String,
    /// What kind of thing.
    pub entity: Entity,
    /// Which one.
    pub entity_id: String,
    /// The report that it belongs to.
    pub report: Option<ReportId>,
    /// What was done.
    pub action: String,
    /// What stood there, as JSON.
    pub before: Option<String>,
    /// What stands there now, as JSON.
    pub after: Option<String>,
}

/// Which entries.
#[derive(Debug, Clone, Default)]
pub struct LogQuery {
    /// By one person.
    pub user: Option<UserId>,
    /// About one report and what belongs to it.
    pub report: Option<ReportId>,
    /// About one unit.
    pub unit: Option<UnitId>,
    /// About one kind of thing.
    pub entity: Option<Entity>,
    /// Before this entry, for the next page.
    pub before: Option<String>,
    /// How many at most.
    pub take: u32,
    /// For an administrator, from whom the values of business data are kept.
    pub without_business: bool,
    /// For the unit, which does not learn who its experts are and what they think.
    pub without_review: bool,
    /// Without the entries that keep what another entry of the same step tells.
    pub without_copies: bool,
}

/// What a step writes beside its own entry: its place in the history, its files.
const COPIES: &str = "action NOT IN ('流转记录', '附文件')";

impl Reader {
    /// Entries of the log, the latest first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn log(&mut self, query: &LogQuery) -> Result<Vec<LogEntry>, StoreError> {
        let mut parts = vec!["1 = 1".to_owned()];
        let mut args: Vec<Value> = Vec::new();
        let mut add = |column: &str, value: Value| {
            args.push(value);
            parts.push(format!("{column} ${}", args.len()));
        };
        if let Some(user) = query.user {
            add("user_id =", user.into());
        }
        if let Some(report) = query.report {
            add("report_id =", report.into());
        }
        if let Some(unit) = query.unit {
            add("unit_id =", unit.into());
        }
        if let Some(entity) = query.entity {
            add("entity =", entity.code().into());
        }
        if let Some(before) = &query.before {
            add("id <", before.as_str().into());
        }
        if query.without_copies {
            parts.push(COPIES.to_owned());
        }
        if query.without_review {
            // Codes are ours.
            let of_review = Entity::ALL.iter().filter(|e| e.is_of_review());
            let codes: Vec<String> = of_review.map(|e| format!("'{}'", e.code())).collect();
            parts.push(format!("entity NOT IN ({})", codes.join(", ")));
        }
        args.extend(args![i64::from(query.take)]);
        let sql = format!(
            "SELECT id, at, user_id, address, entity, entity_id, report_id, action, \
             before_value, after_value FROM audit_log WHERE {} ORDER BY id DESC LIMIT ${}",
            parts.join(" AND "),
            args.len()
        );
        let rows = self.rows(sql, args).await?;
        rows.iter().map(|row| entry(row, query.without_business)).collect()
    }
}

fn entry(row: &Row, without_business: bool) -> Result<LogEntry, StoreError> {
    let entity = row.code("entity", Entity::from_code)?;
    let hidden = without_business && entity.is_business();
    let value = |column| if hidden { Ok(None) } else { row.text_if(column) };
    Ok(LogEntry {
        id: row.text("id")?,
        at: row.moment("at")?,
        user: row.parse_if("user_id")?,
        address: row.text("address")?,
        entity,
        entity_id: row.text("entity_id")?,
        report: row.parse_if("report_id")?,
        action: row.text("action")?,
        before: value("before_value")?,
        after: value("after_value")?,
    })
}
