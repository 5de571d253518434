//! Changes to people, roles and units, which wait for a security administrator.

use crate::db::{Row, args, fresh};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::organisation::{ChangeRequest, Concerned, Decision, Proposal};
use jiheng_domain::{
    ChangeRequestId, Entity, Grant, Permission, Refusal, Role, Scope, User, UserId,
};

const COLUMNS: &str =
    "SELECT id, proposal, requested_by, requested_at, decision FROM change_requests";

/// One of the three persons that the first run asks for.
#[derive(Debug, Clone)]
pub struct Founder {
    /// The name to sign in with.
    pub login: String,
    /// The name of the person.
    pub name: String,
    /// The hash of the password that was chosen on the page.
    pub phc: String,
}

impl Reader {
    /// A request.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn change_request(
        &mut self,
        id: ChangeRequestId,
    ) -> Result<ChangeRequest, StoreError> {
        let sql = format!("{COLUMNS} WHERE id = $1");
        request(&self.row("项变更", sql, args![id]).await?)
    }

    /// The requests with a decision, the oldest first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn change_requests(
        &mut self,
        decision: Decision,
    ) -> Result<Vec<ChangeRequest>, StoreError> {
        let sql = format!("{COLUMNS} WHERE decision = $1 ORDER BY id");
        self.rows(sql, args![decision.code()]).await?.iter().map(request).collect()
    }

    /// The requests about a person or a unit that nobody has decided, the oldest first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn pending_about(
        &mut self,
        concerned: Concerned,
    ) -> Result<Vec<ChangeRequest>, StoreError> {
        let sql = format!("{COLUMNS} WHERE subject_id = $1 AND decision = 'pending' ORDER BY id");
        self.rows(sql, args![concerned.to_string()]).await?.iter().map(request).collect()
    }
}

impl Transaction {
    /// Asks for a change.
    ///
    /// # Errors
    /// When the roles would not go together, or the sign-in name is taken.
    pub async fn request_change(
        &mut self,
        proposal: &Proposal,
    ) -> Result<ChangeRequestId, StoreError> {
        self.require_anywhere(Permission::ManageOrganisation).await?;
        self.check_proposal(proposal).await?;
        let id: ChangeRequestId = fresh();
        let (by, at) = (self.author()?, self.at());
        self.write(
            "项变更",
            Change::of(Entity::ChangeRequest, id, "申请").after(proposal),
            "INSERT INTO change_requests (id, subject_id, proposal, requested_by, requested_at, \
             decision, remark) VALUES ($1, $2, $3, $4, $5, 'pending', '')",
            args![id, proposal.concerns().to_string(), serde_json::to_string(proposal)?, by, at],
        )
        .await?;
        Ok(id)
    }

    /// Confirms or declines a request. A new person, or one who forgot the password, gets the
    /// initial one, which is to be changed at once.
    ///
    /// # Errors
    /// [`Refusal`] when the person may not decide, or the change no longer goes.
    pub async fn decide_change(
        &mut self,
        id: ChangeRequestId,
        decision: Decision,
        remark: &str,
        initial_phc: Option<&str>,
    ) -> Result<(), StoreError> {
        let by = self.author()?;
        let request = self.change_request(id).await?;
        let roles: Vec<Role> = self.grants(by).await?.iter().map(|g| g.role).collect();
        request.may_be_decided_by(by, &roles)?;
        if decision == Decision::Confirmed {
            self.check_proposal(&request.proposal).await?;
        }
        let at = self.at();
        self.write(
            "项变更",
            Change::of(Entity::ChangeRequest, id, decision.text()).after(remark),
            "UPDATE change_requests SET decision = $2, decided_by = $3, decided_at = $4, \
             remark = $5 WHERE id = $1 AND decision = 'pending'",
            args![id, decision.code(), by, at, remark],
        )
        .await?;
        if decision == Decision::Confirmed {
            self.apply(&request.proposal, initial_phc).await?;
        }
        Ok(())
    }

    /// The first run: the three administrators, in three persons, when nobody has an account.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] once there is anyone.
    pub async fn found(
        &mut self,
        [system, security, audit]: [Founder; 3],
    ) -> Result<[UserId; 3], StoreError> {
        if !self.is_unfounded().await? {
            return Err(StoreError::Conflict("套系统"));
        }
        let mut ids = Vec::new();
        for (founder, role) in [
            (system, Role::SystemAdmin),
            (security, Role::SecurityAdmin),
            (audit, Role::AuditAdmin),
        ] {
            let user = User {
                id: fresh(),
                login: User::check_login(&founder.login)?,
                name: User::check_name(&founder.name)?,
                phone: String::new(),
                active: true,
            };
            self.insert_user(&user).await?;
            self.put_password(user.id, &founder.phc, false).await?;
            self.insert_grant(&Grant::new(fresh(), user.id, role, Scope::System)?).await?;
            ids.push(user.id);
        }
        ids.try_into().map_err(|_| StoreError::Damaged("users".into()))
    }

    async fn check_proposal(&mut self, proposal: &Proposal) -> Result<(), StoreError> {
        match proposal {
            Proposal::AddUser { user, grants } => {
                User::check_login(&user.login)?;
                User::check_name(&user.name)?;
                User::check_phone(&user.phone)?;
                if self.user_by_login(&user.login).await?.is_some() {
                    return Err(StoreError::Taken("登录名"));
                }
                self.check_grants(user.id, grants).await
            }
            Proposal::Grant(grant) => {
                self.user(grant.user).await?;
                self.check_grants(grant.user, std::slice::from_ref(grant)).await
            }
            Proposal::ChangePerson { user, name, phone } => {
                User::check_name(name)?;
                User::check_phone(phone)?;
                self.user(*user).await.map(drop)
            }
            Proposal::SetActive { user, .. }
            | Proposal::Revoke { user, .. }
            | Proposal::ResetPassword { user } => self.user(*user).await.map(drop),
            Proposal::ChangeUnit { unit, version } => {
                self.check_unit(unit).await?;
                let seen = self.unit(unit.id).await?.version;
                if seen == *version { Ok(()) } else { Err(StoreError::Conflict("个单位")) }
            }
            Proposal::CloseUnit { unit, day, successor } => {
                let today = self.at().day();
                self.check_closing(*unit, (*day, today), *successor).await.map(drop)
            }
            Proposal::ReopenUnit { unit } => self.reopened(*unit).await.map(drop),
        }
    }

    async fn check_grants(&mut self, user: UserId, grants: &[Grant]) -> Result<(), StoreError> {
        let mut held: Vec<Role> = self.grants(user).await?.iter().map(|g| g.role).collect();
        for grant in grants {
            jiheng_domain::organisation::may_hold(&held, grant.role)?;
            if grant.user != user || !grant.role.goes_with(&grant.scope) {
                return Err(Refusal::ScopeUnfit(grant.role).into());
            }
            if let Scope::Unit(unit) | Scope::Department(unit) = grant.scope {
                self.open_unit(unit).await?;
            }
            held.push(grant.role);
        }
        Ok(())
    }

    async fn apply(
        &mut self,
        proposal: &Proposal,
        initial_phc: Option<&str>,
    ) -> Result<(), StoreError> {
        match proposal {
            Proposal::AddUser { user, grants } => {
                self.insert_user(user).await?;
                if let Some(phc) = initial_phc {
                    self.put_password(user.id, phc, true).await?;
                }
                for grant in grants {
                    self.insert_grant(grant).await?;
                }
                Ok(())
            }
            Proposal::ChangePerson { user, name, phone } => {
                self.change_user(*user, name, phone).await
            }
            Proposal::SetActive { user, active } => self.set_user_active(*user, *active).await,
            Proposal::Grant(grant) => self.insert_grant(grant).await,
            Proposal::Revoke { user, grant } => self.end_grant(*user, *grant).await,
            Proposal::ResetPassword { user } => match initial_phc {
                Some(phc) => self.put_password(*user, phc, true).await,
                None => Err(Refusal::Field { field: "初始密码", wrong: "不能为空" }.into()),
            },
            Proposal::ChangeUnit { unit, version } => self.change_unit(unit, *version).await,
            Proposal::CloseUnit { unit, day, successor } => {
                self.close_unit(*unit, *day, *successor).await
            }
            Proposal::ReopenUnit { unit } => self.reopen_unit(*unit).await,
        }
    }
}

fn request(row: &Row) -> Result<ChangeRequest, StoreError> {
    Ok(ChangeRequest {
        id: row.parse("id")?,
        proposal: serde_json::from_str(&row.text("proposal")?)?,
        requested_by: row.parse("requested_by")?,
        requested_at: row.moment("requested_at")?,
        decision: row.code("decision", Decision::from_code)?,
    })
}
