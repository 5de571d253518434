//! People and their passwords.

use crate::db::{Row, args};
use crate::{Change, Reader, StoreError, Transaction, Versioned};
use jiheng_domain::{Entity, Moment, Permission, User, UserId};
use serde_json::json;

const COLUMNS: &str = "SELECT id, login, name, phone, active, version FROM users";

/// What a password is held against. The password itself is never stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The Argon2id hash in PHC form.
    pub phc: String,
    /// Whether the person must choose another password first.
    pub must_change: bool,
    /// When the password was set.
    pub changed_at: Moment,
    /// Failed attempts since the last success.
    pub failures: i64,
    /// Until when no attempt is taken.
    pub locked_until: Option<Moment>,
}

impl Reader {
    /// Whether nobody has an account yet.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn is_unfounded(&mut self) -> Result<bool, StoreError> {
        Ok(self.row_if("SELECT id FROM users LIMIT 1", vec![]).await?.is_none())
    }

    /// A person.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn user(&mut self, id: UserId) -> Result<Versioned<User>, StoreError> {
        let row = self.row("位人员", format!("{COLUMNS} WHERE id = $1"), args![id]).await?;
        user(&row)
    }

    /// A person by the name to sign in with.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn user_by_login(
        &mut self,
        login: &str,
    ) -> Result<Option<Versioned<User>>, StoreError> {
        let row = self.row_if(format!("{COLUMNS} WHERE login = $1"), args![login]).await?;
        row.as_ref().map(user).transpose()
    }

    /// All people, those who left as well, by sign-in name.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn users(&mut self) -> Result<Vec<Versioned<User>>, StoreError> {
        self.rows(format!("{COLUMNS} ORDER BY login"), vec![]).await?.iter().map(user).collect()
    }

    /// What the password of a person is held against.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn credential(&mut self, id: UserId) -> Result<Option<Credential>, StoreError> {
        let sql = "SELECT phc, must_change, changed_at, failures, locked_until \
                   FROM credentials WHERE user_id = $1";
        let row = self.row_if(sql, args![id]).await?;
        row.map(|row| {
            Ok(Credential {
                phc: row.text("phc")?,
                must_change: row.flag("must_change")?,
                changed_at: row.moment("changed_at")?,
                failures: row.number("failures")?,
                locked_until: row.moment_if("locked_until")?,
            })
        })
        .transpose()
    }
}

impl Transaction {
    /// A new person, by a confirmed request or at the first run.
    pub(crate) async fn insert_user(&mut self, user: &User) -> Result<(), StoreError> {
        self.write(
            "位人员",
            Change::of(Entity::User, user.id, "新增").after(user),
            "INSERT INTO users (id, login, name, phone, active, version) \
             VALUES ($1, $2, $3, $4, $5, 1)",
            args![
                user.id,
                user.login.as_str(),
                user.name.as_str(),
                user.phone.as_str(),
                user.active
            ],
        )
        .await
    }

    /// Another name or telephone for a person.
    pub(crate) async fn change_user(
        &mut self,
        id: UserId,
        name: &str,
        phone: &str,
    ) -> Result<(), StoreError> {
        let before = self.user(id).await?.value;
        let (name, phone) = (User::check_name(name)?, User::check_phone(phone)?);
        let after = User { name: name.clone(), phone: phone.clone(), ..before.clone() };
        self.write(
            "位人员",
            Change::of(Entity::User, id, "修改").before(before).after(after),
            "UPDATE users SET name = $2, phone = $3, version = version + 1 WHERE id = $1",
            args![id, name, phone],
        )
        .await
    }

    /// Shuts a person out at once, without waiting for a request to be confirmed.
    ///
    /// # Errors
    /// [`jiheng_domain::Refusal`], [`StoreError::NotFound`].
    pub async fn lock_out(&mut self, id: UserId) -> Result<(), StoreError> {
        self.require_anywhere(Permission::LockAccount).await?;
        self.set_user_active(id, false).await
    }

    /// Lets a person in or out; what they did keeps their name.
    pub(crate) async fn set_user_active(
        &mut self,
        id: UserId,
        active: bool,
    ) -> Result<(), StoreError> {
        let before = self.user(id).await?.value.active;
        let action = if active { "恢复" } else { "停用" };
        self.write(
            "位人员",
            Change::of(Entity::User, id, action).before(before).after(active),
            "UPDATE users SET active = $2, version = version + 1 WHERE id = $1",
            args![id, active],
        )
        .await?;
        if active { Ok(()) } else { self.drop_sessions(id).await }
    }

    /// Sets one's own password, and ends all of one's sessions.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a stranger.
    pub async fn set_password(&mut self, phc: &str) -> Result<(), StoreError> {
        let own = self.author()?;
        self.put_password(own, phc, false).await
    }

    /// Sets the password of a person, and ends their sessions.
    pub(crate) async fn put_password(
        &mut self,
        id: UserId,
        phc: &str,
        must_change: bool,
    ) -> Result<(), StoreError> {
        self.user(id).await?;
        let change = Change::of(Entity::Credential, id, "设置密码")
            .after(json!({ "must_change": must_change }));
        let at = self.at();
        if self.credential(id).await?.is_some() {
            self.write(
                "个密码",
                change,
                "UPDATE credentials SET phc = $2, must_change = $3, changed_at = $4, \
                 failures = 0, locked_until = NULL WHERE user_id = $1",
                args![id, phc, must_change, at],
            )
            .await?;
        } else {
            self.write(
                "个密码",
                change,
                "INSERT INTO credentials (user_id, phc, must_change, changed_at, failures) \
                 VALUES ($1, $2, $3, $4, 0)",
                args![id, phc, must_change, at],
            )
            .await?;
        }
        self.drop_sessions(id).await
    }

    /// Notes a failed attempt, and locks the account until a time if there were too many.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for one without a password.
    pub async fn sign_in_failed(
        &mut self,
        id: UserId,
        locked_until: Option<Moment>,
    ) -> Result<(), StoreError> {
        let change = Change::of(Entity::Session, id, "登录失败")
            .after(json!({ "locked_until": locked_until }));
        self.write(
            "个密码",
            change,
            "UPDATE credentials SET failures = failures + 1, locked_until = $2 WHERE user_id = $1",
            args![id, locked_until],
        )
        .await
    }

    /// Notes an attempt in a name that nobody has.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn sign_in_unknown(&mut self, login: &str) -> Result<(), StoreError> {
        self.note(Change::of(Entity::Session, login, "登录失败")).await
    }

    /// Lets a locked person try again.
    ///
    /// # Errors
    /// [`jiheng_domain::Refusal`], [`StoreError::Conflict`] for one without a password.
    pub async fn unlock(&mut self, id: UserId) -> Result<(), StoreError> {
        self.require_anywhere(Permission::LockAccount).await?;
        self.write(
            "个密码",
            Change::of(Entity::Credential, id, "解锁"),
            "UPDATE credentials SET failures = 0, locked_until = NULL WHERE user_id = $1",
            args![id],
        )
        .await
    }
}

fn user(row: &Row) -> Result<Versioned<User>, StoreError> {
    let value = User {
        id: row.parse("id")?,
        login: row.text("login")?,
        name: row.text("name")?,
        phone: row.text("phone")?,
        active: row.flag("active")?,
    };
    Ok(Versioned { value, version: row.number("version")? })
}
