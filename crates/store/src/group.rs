//! The self-evaluation group of a unit in a task, and what its members sign.

use crate::db::{Row, args, fresh, fresh_text};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::sign::{GroupMember, GroupPost, Opinion, Round, Signature, round};
use jiheng_domain::{
    Entity, MemberId, Permission, Refusal, Report, ReportId, StateKind, TaskId, UnitId, UserId,
};

impl Reader {
    /// The members of a group, the leader first, those who left as well.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn group(
        &mut self,
        task: TaskId,
        unit: UnitId,
    ) -> Result<Vec<GroupMember>, StoreError> {
        let sql = "SELECT id, user_id, name, post, active FROM group_members \
                   WHERE task_id = $1 AND unit_id = $2 ORDER BY id";
        let rows = self.rows(sql, args![task, unit]).await?;
        let mut members = rows.iter().map(member).collect::<Result<Vec<_>, _>>()?;
        members.sort_by_key(|m| m.post);
        Ok(members)
    }

    /// All signatures under a report, in the order of signing.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn signatures(&mut self, report: ReportId) -> Result<Vec<Signature>, StoreError> {
        let sql = "SELECT member_id, round, opinion, words, signed_at FROM signatures \
                   WHERE report_id = $1 ORDER BY signed_at, id";
        let signature = |row: &Row| {
            Ok(Signature {
                member: row.parse("member_id")?,
                round: row.number("round")?,
                opinion: row.code("opinion", Opinion::from_code)?,
                words: row.text("words")?,
                at: row.moment("signed_at")?,
            })
        };
        self.rows(sql, args![report]).await?.iter().map(signature).collect()
    }

    /// How far the group is with a report in its present round.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn round(&mut self, report: &Report) -> Result<Round, StoreError> {
        let members = self.group(report.task, report.unit).await?;
        let signatures = self.signatures(report.id).await?;
        Ok(round(&members, &signatures, report.round))
    }
}

impl Transaction {
    /// Takes a person into the group, gives another post, or lets one leave.
    ///
    /// # Errors
    /// [`Refusal`], or when there is no such person, task or unit.
    pub async fn set_member(
        &mut self,
        task: TaskId,
        unit: UnitId,
        user: UserId,
        post: GroupPost,
        active: bool,
    ) -> Result<(), StoreError> {
        self.require_over(Permission::FillReport, unit).await?;
        let name = self.user(user).await?.value.name;
        let action = if active { "加入" } else { "退出" };
        let known = self.group(task, unit).await?.into_iter().find(|m| m.user == user);
        let id: MemberId = known.as_ref().map_or_else(fresh, |m| m.id);
        let change = Change::of(Entity::GroupMember, id, action)
            .unit(unit)
            .after(format!("{} {name}", post.text()));
        if known.is_some() {
            let sql = "UPDATE group_members SET name = $2, post = $3, active = $4 WHERE id = $1";
            return self.write("位组员", change, sql, args![id, name, post.code(), active]).await;
        }
        self.write(
            "位组员",
            change,
            "INSERT INTO group_members (id, task_id, unit_id, user_id, name, post, active) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![id, task, unit, user, name, post.code(), active],
        )
        .await
    }

    /// Signs a report in its present round.
    ///
    /// # Errors
    /// [`Refusal`] for one who is not in the group, without words where they are due, or when the
    /// report is not before the group.
    pub async fn sign(
        &mut self,
        id: ReportId,
        opinion: Opinion,
        words: &str,
    ) -> Result<Round, StoreError> {
        self.require(Permission::SignReport, id).await?;
        let report = self.lock_report(id).await?;
        if report.state.kind() != StateKind::GroupReview {
            return Err(Refusal::NotEditable(report.state.kind()).into());
        }
        let words = words.trim();
        if opinion != Opinion::Agree && words.is_empty() {
            return Err(Refusal::OpinionMissing.into());
        }
        let (user, at) = (self.author()?, self.at());
        let group = self.group(report.task, report.unit).await?;
        let member = group.iter().find(|m| m.user == user && m.active);
        let member = member.ok_or(Refusal::NotAllowed(Permission::SignReport))?.id;
        self.write(
            "份签署",
            Change::of(Entity::Signature, member, opinion.text()).report(id).after(words),
            "INSERT INTO signatures (id, report_id, member_id, round, opinion, words, signed_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![fresh_text(), id, member, report.round, opinion.code(), words, at],
        )
        .await?;
        self.round(&report).await
    }
}

fn member(row: &Row) -> Result<GroupMember, StoreError> {
    Ok(GroupMember {
        id: row.parse("id")?,
        user: row.parse("user_id")?,
        name: row.text("name")?,
        post: row.code("post", GroupPost::from_code)?,
        active: row.flag("active")?,
    })
}
