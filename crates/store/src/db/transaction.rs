//! Writing: every statement with its entry in the log, all of them or none.

use super::reader::{Held, query};
use super::{Actor, Change, Reader, Value, args};
use crate::StoreError;
use jiheng_domain::{Moment, UserId};
use std::ops::{Deref, DerefMut};
use uuid::Uuid;

/// Changes that take effect together, in the name of an actor. Dropped without
/// [`commit`](Self::commit), nothing has happened.
pub struct Transaction {
    pub(super) reader: Reader,
    pub(super) actor: Actor,
}

impl Deref for Transaction {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}

impl Transaction {
    /// When it happens.
    #[must_use]
    pub fn at(&self) -> Moment {
        self.actor.at
    }

    /// Who does it; a stranger may only be noted in the log.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a stranger, who may only be noted in the log.
    pub fn author(&self) -> Result<UserId, StoreError> {
        self.actor.user.ok_or(StoreError::NotFound("位人员"))
    }

    /// From where it is done.
    pub(crate) fn actor_address(&self) -> &str {
        &self.actor.address
    }

    /// Makes it all take effect.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.reader.held {
            Held::Transaction(transaction) => Ok(transaction.commit().await?),
            Held::Pool(_) => Ok(()),
        }
    }

    /// Writes, and notes the change in the log; `what` was changed by someone else when the
    /// statement finds no row.
    pub(crate) async fn write(
        &mut self,
        what: &'static str,
        change: Change,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<(), StoreError> {
        let done = query(sql, args).execute(self.reader.held.connection()).await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Conflict(what));
        }
        self.note(change).await
    }

    /// Notes in the log what happened elsewhere, or what was refused.
    pub(crate) async fn note(&mut self, change: Change) -> Result<(), StoreError> {
        let args = args![
            fresh_text(),
            self.actor.at,
            self.actor.user,
            self.actor.address.as_str(),
            change.entity.code(),
            change.id,
            change.unit,
            change.report,
            change.action,
            change.before.as_deref(),
            change.after.as_deref(),
        ];
        const SQL: &str = "INSERT INTO audit_log (id, at, user_id, address, entity, entity_id, \
             unit_id, report_id, action, before_value, after_value) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        query(SQL, args).execute(self.reader.held.connection()).await?;
        Ok(())
    }

    /// Writes what is no change that anyone would ask about: when a session was last seen, and
    /// locks that change no value. Tells how many rows there were.
    pub(crate) async fn touch(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<u64, StoreError> {
        Ok(query(sql, args).execute(self.reader.held.connection()).await?.rows_affected())
    }
}

/// A new id, later than those before.
pub(crate) fn fresh<T: From<Uuid>>() -> T {
    T::from(Uuid::now_v7())
}

/// A new id of something that nobody asks for by its id.
pub(crate) fn fresh_text() -> String {
    Uuid::now_v7().to_string()
}
