//! Lists of reports, as far as a person sees, a page at a time.

use crate::db::{Row, Value, args};
use crate::reach::Reach;
use crate::reports::report;
use crate::{Reader, StoreError};
use jiheng_domain::workflow::{Condition, waiting_for};
use jiheng_domain::{
    Access, Assessment, Permission, Report, ReportId, ReportKind, Role, StateKind, TaskId, UnitId,
};

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The most to look at first.
    #[default]
    Risk,
    /// The latest changed first.
    Changed,
    /// By unit and project.
    Unit,
}

/// Which reports.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    /// Of one task.
    pub task: Option<TaskId>,
    /// Of one unit.
    pub unit: Option<UnitId>,
    /// Of one kind.
    pub kind: Option<ReportKind>,
    /// In one of these states; in any when empty.
    pub states: Vec<StateKind>,
    /// With these words in the name of the unit or the project.
    pub words: String,
    /// In which order.
    pub order: Order,
    /// How many to pass over.
    pub skip: u32,
    /// How many to list at most.
    pub take: u32,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedReport {
    /// The report.
    pub report: Report,
    /// The name of its unit.
    pub unit_name: String,
    /// What the engine says of it.
    pub figures: Assessment,
    /// What it said of the report of the year before.
    pub last: Option<Assessment>,
    /// How much it asks to be looked at.
    pub risk: i64,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPage {
    /// The lines.
    pub reports: Vec<ListedReport>,
    /// How many there are on all pages.
    pub total: u64,
}

impl Reader {
    /// What the engine said of a report when it was last asked.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn assessment(&mut self, id: ReportId) -> Result<Assessment, StoreError> {
        let sql = "SELECT errors, doubts, claimed_points, computed_points, budget_fen, spent_fen \
                   FROM reports WHERE id = $1";
        assessment(&self.row("份报告", sql, args![id]).await?)
    }

    /// The reports that wait for a person in one of their roles, the longest waiting first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn waiting(
        &mut self,
        access: &Access,
        role: Role,
        skip: u32,
        take: u32,
    ) -> Result<ListPage, StoreError> {
        let Reach { sql, args } = Reach::of(&access.as_role(role), Permission::MoveReport, 1);
        let mut lines: Vec<String> = waiting_for(role)
            .map(|line| match line.when {
                Condition::HasSupervisor => of_state(line.from, " AND u.supervisor_id IS NOT NULL"),
                Condition::NoSupervisor => of_state(line.from, " AND u.supervisor_id IS NULL"),
                // Both ways start from the same states.
                Condition::Always | Condition::HasGroup | Condition::NoGroup => {
                    of_state(line.from, "")
                }
            })
            .collect();
        lines.dedup();
        if lines.is_empty() {
            return Ok(ListPage { reports: Vec::new(), total: 0 });
        }
        let condition = format!("{sql} AND ({})", lines.join(" OR "));
        self.page(&condition, args, "r.changed_at, r.id", skip, take).await
    }

    /// The reports that a person sees in a role that may do `permission`.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn list(
        &mut self,
        access: &Access,
        permission: Permission,
        query: &ListQuery,
    ) -> Result<ListPage, StoreError> {
        let (condition, args) = condition(access, permission, query);
        let order = match query.order {
            Order::Risk => "r.risk DESC, r.id",
            Order::Changed => "r.changed_at DESC, r.id",
            Order::Unit => "u.name, r.kind, r.project, r.id",
        };
        self.page(&condition, args, order, query.skip, query.take).await
    }

    async fn page(
        &mut self,
        condition: &str,
        mut args: Vec<Value>,
        order: &str,
        skip: u32,
        take: u32,
    ) -> Result<ListPage, StoreError> {
        let from = "FROM reports r JOIN units u ON u.id = r.unit_id";
        let count = format!("SELECT COUNT(*) AS total {from} WHERE {condition}");
        let total = self.row("份报告", count, args.clone()).await?.count("total")?;
        let (limit, offset) = (args.len() + 1, args.len() + 2);
        args.extend(args![i64::from(take), i64::from(skip)]);
        let sql = format!(
            "SELECT r.id, r.task_id, r.unit_id, r.kind, r.project, r.previous_id, r.state, \
             r.returned_step, r.state_words, r.version, r.content, r.round, r.started, \
             r.submitted_by, r.changed_at, r.errors, r.doubts, r.claimed_points, \
             r.computed_points, r.budget_fen, r.spent_fen, r.risk, u.name AS unit_name, \
             p.computed_points AS last_points, p.budget_fen AS last_budget, \
             p.spent_fen AS last_spent {from} LEFT JOIN reports p ON p.id = r.previous_id \
             WHERE {condition} ORDER BY {order} LIMIT ${limit} OFFSET ${offset}"
        );
        let rows = self.rows(sql, args).await?;
        Ok(ListPage { reports: rows.iter().map(listed).collect::<Result<_, _>>()?, total })
    }
}

fn of_state(state: StateKind, more: &str) -> String {
    // Codes are ours.
    format!("(r.state = '{}'{more})", state.code())
}

/// The condition of a list, with what it binds from `$1` on.
pub(crate) fn condition(
    access: &Access,
    permission: Permission,
    query: &ListQuery,
) -> (String, Vec<Value>) {
    let Reach { sql, mut args } = Reach::of(access, permission, 1);
    let mut parts = vec![sql];
    let mut add = |sql: &str, value: Value| {
        args.push(value);
        parts.push(sql.replace('?', &format!("${}", args.len())));
    };
    if let Some(task) = query.task {
        add("r.task_id = ?", task.into());
    }
    if let Some(unit) = query.unit {
        add("r.unit_id = ?", unit.into());
    }
    if let Some(kind) = query.kind {
        add("r.kind = ?", kind.code().into());
    }
    let words = query.words.trim();
    if !words.is_empty() {
        add(r"(u.name LIKE ? ESCAPE '\' OR r.project LIKE ? ESCAPE '\')", like(words).into());
    }
    if !query.states.is_empty() {
        let states: Vec<String> = query.states.iter().map(|s| of_state(*s, "")).collect();
        parts.push(format!("({})", states.join(" OR ")));
    }
    (parts.join(" AND "), args)
}

/// Words anywhere in a text, their own `%` and `_` taken as they are.
fn like(words: &str) -> String {
    let plain = words.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    format!("%{plain}%")
}

fn listed(row: &Row) -> Result<ListedReport, StoreError> {
    let report = report(row)?;
    let last = Assessment {
        computed_points: row.number_if("last_points")?,
        budget_fen: row.number_if("last_budget")?,
        spent_fen: row.number_if("last_spent")?,
        ..Assessment::default()
    };
    Ok(ListedReport {
        last: report.previous.map(|_| last),
        report,
        unit_name: row.text("unit_name")?,
        figures: assessment(row)?,
        risk: row.number("risk")?,
    })
}

fn assessment(row: &Row) -> Result<Assessment, StoreError> {
    Ok(Assessment {
        errors: row.number("errors")?,
        doubts: row.number("doubts")?,
        claimed_points: row.number_if("claimed_points")?,
        computed_points: row.number_if("computed_points")?,
        budget_fen: row.number_if("budget_fen")?,
        spent_fen: row.number_if("spent_fen")?,
    })
}
