//! Experts: which reports are assigned to them, and what they think of these.

use crate::db::{Row, Value, args, fresh_text};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::sign::Opinion;
use jiheng_domain::{Entity, Moment, Permission, Refusal, ReportId, Role, UserId};
use std::collections::HashMap;

/// A report that an expert was asked to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The report.
    pub report: ReportId,
    /// The expert.
    pub expert: UserId,
    /// By whom.
    pub by: UserId,
    /// When.
    pub at: Moment,
}

/// What an expert thinks of a report; given again, the last one counts and the others stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpertOpinion {
    /// The report.
    pub report: ReportId,
    /// Whose.
    pub expert: UserId,
    /// In one word.
    pub opinion: Opinion,
    /// In more words.
    pub words: String,
    /// In which round of the report.
    pub round: i64,
    /// When.
    pub at: Moment,
}

const ASSIGNMENTS: &str = "SELECT report_id, user_id, assigned_by, assigned_at FROM assignments";
const OPINIONS: &str =
    "SELECT report_id, user_id, opinion, words, round, given_at FROM expert_opinions";

impl Reader {
    /// The people who can be asked: whoever holds the role, by name.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn experts(&mut self) -> Result<Vec<(UserId, String)>, StoreError> {
        let sql = "SELECT u.id, u.name FROM users u WHERE u.active = 1 AND EXISTS \
                   (SELECT 1 FROM grants g WHERE g.user_id = u.id AND g.role = $1 \
                   AND g.until IS NULL) ORDER BY u.name, u.id";
        let rows = self.rows(sql, args![Role::Expert.code()]).await?;
        rows.iter().map(|row| Ok((row.parse("id")?, row.text("name")?))).collect()
    }

    /// To whom a report is assigned now, the first first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn assignments(&mut self, report: ReportId) -> Result<Vec<Assignment>, StoreError> {
        let sql = format!(
            "{ASSIGNMENTS} WHERE report_id = $1 AND active = 1 ORDER BY assigned_at, user_id"
        );
        self.rows(sql, args![report]).await?.iter().map(assignment).collect()
    }

    /// What is assigned to an expert now, the latest first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn assigned_to(&mut self, expert: UserId) -> Result<Vec<Assignment>, StoreError> {
        let sql = format!(
            "{ASSIGNMENTS} WHERE user_id = $1 AND active = 1 ORDER BY assigned_at DESC, report_id"
        );
        self.rows(sql, args![expert]).await?.iter().map(assignment).collect()
    }

    /// The names of the experts of some reports.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn experts_of(
        &mut self,
        reports: &[ReportId],
    ) -> Result<HashMap<ReportId, Vec<String>>, StoreError> {
        if reports.is_empty() {
            return Ok(HashMap::new());
        }
        let places: Vec<String> = (1..=reports.len()).map(|at| format!("${at}")).collect();
        let sql = format!(
            "SELECT a.report_id, u.name FROM assignments a JOIN users u ON u.id = a.user_id \
             WHERE a.active = 1 AND a.report_id IN ({}) ORDER BY u.name",
            places.join(", ")
        );
        let ids = reports.iter().map(|id| Value::from(*id)).collect();
        let mut names: HashMap<ReportId, Vec<String>> = HashMap::new();
        for row in self.rows(sql, ids).await? {
            names.entry(row.parse("report_id")?).or_default().push(row.text("name")?);
        }
        Ok(names)
    }

    /// All opinions on a report, in the order in which they were given.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn expert_opinions(
        &mut self,
        report: ReportId,
    ) -> Result<Vec<ExpertOpinion>, StoreError> {
        let sql = format!("{OPINIONS} WHERE report_id = $1 ORDER BY given_at, id");
        self.rows(sql, args![report]).await?.iter().map(opinion).collect()
    }

    /// All opinions that an expert gave, in their order.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn opinions_by(&mut self, expert: UserId) -> Result<Vec<ExpertOpinion>, StoreError> {
        let sql = format!("{OPINIONS} WHERE user_id = $1 ORDER BY given_at, id");
        self.rows(sql, args![expert]).await?.iter().map(opinion).collect()
    }
}

impl Transaction {
    /// Lets an expert see a report that was handed in, or no longer. Asked for twice, it is done
    /// once.
    ///
    /// # Errors
    /// [`Refusal`], [`StoreError::NotFound`].
    pub async fn assign(
        &mut self,
        report: ReportId,
        expert: UserId,
        active: bool,
    ) -> Result<(), StoreError> {
        self.require(Permission::AssignExpert, report).await?;
        let state = self.lock_report(report).await?.state.kind();
        if active {
            if !state.is_handed_in() {
                return Err(Refusal::NotHandedIn(state).into());
            }
            if !self.experts().await?.iter().any(|(id, _)| *id == expert) {
                let wrong = "须是在用的“第三方/专家”账号";
                return Err(Refusal::Field { field: "专家", wrong }.into());
            }
        }
        let sql = "SELECT active FROM assignments WHERE report_id = $1 AND user_id = $2";
        let known = self.row_if(sql, args![report, expert]).await?;
        let is_active = known.as_ref().map(|row| row.flag("active")).transpose()?;
        if is_active.unwrap_or(false) == active {
            return Ok(());
        }
        let action = if active { "指派" } else { "收回" };
        let change = Change::of(Entity::Assignment, report, action).report(report).after(expert);
        let (by, at) = (self.author()?, self.at());
        let sql = match known {
            Some(_) => {
                "UPDATE assignments SET active = $3, assigned_by = $4, assigned_at = $5 \
                 WHERE report_id = $1 AND user_id = $2"
            }
            None => {
                "INSERT INTO assignments (report_id, user_id, active, assigned_by, assigned_at) \
                 VALUES ($1, $2, $3, $4, $5)"
            }
        };
        self.write("位专家", change, sql, args![report, expert, active, by, at]).await
    }

    /// Gives an opinion on a report that was assigned.
    ///
    /// # Errors
    /// [`Refusal`] without words, or for a report that the unit has not handed in.
    pub async fn give_opinion(
        &mut self,
        id: ReportId,
        opinion: Opinion,
        words: &str,
    ) -> Result<(), StoreError> {
        self.require(Permission::GiveOpinion, id).await?;
        let report = self.lock_report(id).await?;
        let state = report.state.kind();
        if !state.is_handed_in() {
            return Err(Refusal::NotHandedIn(state).into());
        }
        let words = words.trim();
        if words.is_empty() {
            return Err(Refusal::OpinionMissing.into());
        }
        let (by, at) = (self.author()?, self.at());
        self.write(
            "条意见",
            Change::of(Entity::ExpertOpinion, by, opinion.text()).report(id).after(words),
            "INSERT INTO expert_opinions (id, report_id, user_id, opinion, words, round, \
             given_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![fresh_text(), id, by, opinion.code(), words, report.round, at],
        )
        .await
    }
}

fn assignment(row: &Row) -> Result<Assignment, StoreError> {
    Ok(Assignment {
        report: row.parse("report_id")?,
        expert: row.parse("user_id")?,
        by: row.parse("assigned_by")?,
        at: row.moment("assigned_at")?,
    })
}

fn opinion(row: &Row) -> Result<ExpertOpinion, StoreError> {
    Ok(ExpertOpinion {
        report: row.parse("report_id")?,
        expert: row.parse("user_id")?,
        opinion: row.code("opinion", Opinion::from_code)?,
        words: row.text("words")?,
        round: row.number("round")?,
        at: row.moment("given_at")?,
    })
}
