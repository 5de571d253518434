//! Reading.

use super::{Row, Value};
use crate::StoreError;
use sqlx::any::AnyArguments;
use sqlx::pool::PoolConnection;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, SqlSafeStr};

/// A connection that reads. The entities add their own ways to read; see the other files.
pub struct Reader {
    pub(super) held: Held,
}

/// Where the connection comes from.
pub(super) enum Held {
    /// From the pool, for reading alone.
    Pool(PoolConnection<Any>),
    /// Within a transaction, so that what it wrote is seen.
    Transaction(sqlx::Transaction<'static, Any>),
}

impl Held {
    pub(super) fn connection(&mut self) -> &mut AnyConnection {
        match self {
            Self::Pool(connection) => connection,
            Self::Transaction(transaction) => transaction,
        }
    }
}

impl Reader {
    /// All rows of a query. What varies in the text of a query is ours; what people typed is bound.
    pub(crate) async fn rows(
        &mut self,
        sql: impl Into<String>,
        args: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        let rows = query(AssertSqlSafe(sql.into()), args).fetch_all(self.held.connection()).await?;
        Ok(rows.into_iter().map(Row).collect())
    }

    /// The first row of a query, if there is one.
    pub(crate) async fn row_if(
        &mut self,
        sql: impl Into<String>,
        args: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        let query = query(AssertSqlSafe(sql.into()), args);
        Ok(query.fetch_optional(self.held.connection()).await?.map(Row))
    }

    /// The row of a query that must be there.
    pub(crate) async fn row(
        &mut self,
        what: &'static str,
        sql: impl Into<String>,
        args: Vec<Value>,
    ) -> Result<Row, StoreError> {
        self.row_if(sql, args).await?.ok_or(StoreError::NotFound(what))
    }
}

/// A statement with its values.
pub(super) fn query<'q>(sql: impl SqlSafeStr, args: Vec<Value>) -> Query<'q, Any, AnyArguments> {
    args.into_iter().fold(sqlx::query(sql), |query, value| match value {
        Value::Text(text) => query.bind(text),
        Value::Number(number) => query.bind(number),
    })
}
