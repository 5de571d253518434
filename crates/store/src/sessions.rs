//! Sessions of people who are signed in.

use crate::db::{Row, args, fresh};
use crate::{Change, Reader, StoreError, Transaction};
use jiheng_domain::{Entity, Moment, Permission, SessionId, UserId};

const COLUMNS: &str = "SELECT id, user_id, csrf, address, created_at, seen_at FROM sessions";

/// A session. Of its token only a digest is stored: who reads the database cannot sign in with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub user: UserId,
    /// The token that each form must send back.
    pub csrf: String,
    /// From where.
    pub address: String,
    /// Since when.
    pub created_at: Moment,
    /// When the last request came.
    pub seen_at: Moment,
}

impl Reader {
    /// The session of a token, by its digest.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn session(&mut self, token_digest: &str) -> Result<Option<Session>, StoreError> {
        let sql = format!("{COLUMNS} WHERE token_digest = $1");
        self.row_if(sql, args![token_digest]).await?.as_ref().map(session).transpose()
    }

    /// The open sessions of a person.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn sessions(&mut self, user: UserId) -> Result<Vec<Session>, StoreError> {
        let sql = format!("{COLUMNS} WHERE user_id = $1 ORDER BY id");
        self.rows(sql, args![user]).await?.iter().map(session).collect()
    }
}

impl Transaction {
    /// Opens a session, and forgets the failed attempts before it.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn open_session(
        &mut self,
        user: UserId,
        token_digest: &str,
        csrf: &str,
    ) -> Result<SessionId, StoreError> {
        let id: SessionId = fresh();
        let (at, address) = (self.at(), self.actor_address().to_owned());
        self.write(
            "次登录",
            Change::of(Entity::Session, user, "登录"),
            "INSERT INTO sessions (id, token_digest, user_id, csrf, address, created_at, seen_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $6)",
            args![id, token_digest, user, csrf, address, at],
        )
        .await?;
        self.touch(
            "UPDATE credentials SET failures = 0, locked_until = NULL WHERE user_id = $1",
            args![user],
        )
        .await?;
        Ok(id)
    }

    /// Notes that a session is in use.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn see_session(&mut self, id: SessionId) -> Result<(), StoreError> {
        let at = self.at();
        self.touch("UPDATE sessions SET seen_at = $2 WHERE id = $1", args![id, at]).await?;
        Ok(())
    }

    /// Ends one of one's own sessions.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if it has ended already.
    pub async fn end_session(&mut self, id: SessionId) -> Result<(), StoreError> {
        let own = self.author()?;
        let change = Change::of(Entity::Session, own, "退出");
        let sql = "DELETE FROM sessions WHERE id = $1 AND user_id = $2";
        self.write("次登录", change, sql, args![id, own]).await
    }

    /// Ends all sessions of a person, one's own or as security administrator.
    ///
    /// # Errors
    /// [`jiheng_domain::Refusal`].
    pub async fn end_sessions(&mut self, user: UserId) -> Result<(), StoreError> {
        if self.author()? != user {
            self.require_anywhere(Permission::LockAccount).await?;
        }
        self.drop_sessions(user).await
    }

    pub(crate) async fn drop_sessions(&mut self, user: UserId) -> Result<(), StoreError> {
        match self.touch("DELETE FROM sessions WHERE user_id = $1", args![user]).await? {
            0 => Ok(()),
            _ => self.note(Change::of(Entity::Session, user, "全部退出")).await,
        }
    }

    /// Drops the sessions that were not seen since `limit`.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn drop_idle_sessions(&mut self, limit: Moment) -> Result<u64, StoreError> {
        self.touch("DELETE FROM sessions WHERE seen_at < $1", args![limit]).await
    }
}

fn session(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.parse("id")?,
        user: row.parse("user_id")?,
        csrf: row.text("csrf")?,
        address: row.text("address")?,
        created_at: row.moment("created_at")?,
        seen_at: row.moment("seen_at")?,
    })
}
