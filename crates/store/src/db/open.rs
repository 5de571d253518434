//! Opening the database, and bringing it to the state that the program knows.

use super::reader::{Held, Reader};
use super::{Actor, Transaction};
use crate::StoreError;
use crate::files::Files;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AnyPool, ConnectOptions, Connection, Executor, SqlSafeStr};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The database file in the data folder.
const FILE: &str = "jiheng.db";
/// So many requests are served at once before others wait.
const CONNECTIONS: u32 = 12;
/// How long a request waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// For each new connection to SQLite: readers do not wait for a writer, a writer waits for another,
/// what is committed has reached the disk.
const SQLITE_SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000; PRAGMA cache_size = -32000;";
/// SQLite takes the lock to write at once, so that no two transactions wait for each other.
const SQLITE_BEGIN: &str = "BEGIN IMMEDIATE";
const POSTGRES_BEGIN: &str = "BEGIN";

/// Migrations in order, each as its number, its name, its SQL.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "first", include_str!("../../migrations/0001_first.sql")),
    (2, "batches", include_str!("../../migrations/0002_batches.sql")),
    (3, "organisation", include_str!("../../migrations/0003_organisation.sql")),
    (4, "expert_opinions", include_str!("../../migrations/0004_expert_opinions.sql")),
    (5, "task_closing", include_str!("../../migrations/0005_task_closing.sql")),
];

/// Where the data are. Files are in the folder in any case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The data folder.
    pub folder: PathBuf,
    /// The address of a PostgreSQL database; none for SQLite in the folder.
    pub postgres: Option<String>,
}

/// The open data.
#[derive(Debug, Clone)]
pub struct Store {
    pool: AnyPool,
    begin: &'static str,
    pub(crate) files: Files,
}

impl Store {
    /// Opens the data, and makes or updates the tables.
    ///
    /// # Errors
    /// When the folder or the database cannot be opened, or is of a newer program.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        install_default_drivers();
        let folder = &location.folder;
        let made = tokio::fs::create_dir_all(folder).await;
        made.map_err(|error| StoreError::folder(folder, error))?;
        let (options, is_sqlite) = match &location.postgres {
            Some(url) => (url.parse::<AnyConnectOptions>()?, false),
            None => (sqlite(&location.folder)?, true),
        };
        let options = options.disable_statement_logging();
        let pool = AnyPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if is_sqlite {
                        connection.execute(SQLITE_SETTINGS).await?;
                    }
                    Ok(())
                })
            })
            .before_acquire(|connection, _| {
                // SQLite ends a transaction by itself when the disk is full, and the pool goes on
                // believing in it: such a connection would begin no other one.
                let is_free = !connection.is_in_transaction();
                Box::pin(async move { Ok(is_free) })
            })
            .connect_with(options)
            .await?;
        migrate(&pool).await?;
        let begin = if is_sqlite { SQLITE_BEGIN } else { POSTGRES_BEGIN };
        Ok(Self { pool, begin, files: Files::at(location.folder.join("files")) })
    }

    /// A connection to read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn reader(&self) -> Result<Reader, StoreError> {
        Ok(Reader { held: Held::Pool(self.pool.acquire().await?) })
    }

    /// A transaction to write in the name of `actor`.
    ///
    /// # Errors
    /// When the database does not answer or takes no changes.
    pub async fn begin(&self, actor: Actor) -> Result<Transaction, StoreError> {
        let transaction = self.pool.begin_with(self.begin).await?;
        Ok(Transaction { reader: Reader { held: Held::Transaction(transaction) }, actor })
    }

    /// Closes all connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

fn sqlite(folder: &Path) -> Result<AnyConnectOptions, StoreError> {
    let file = SqliteConnectOptions::new().filename(folder.join(FILE)).create_if_missing(true);
    Ok(AnyConnectOptions::from_url(&file.to_url_lossy())?)
}

/// Brings the tables to the state that the program knows. A database that takes no changes is still
/// good to read when it is in that state already.
async fn migrate(pool: &AnyPool) -> Result<(), StoreError> {
    match migrator().run(pool).await.map_err(StoreError::from) {
        Err(StoreError::ReadOnly(error)) => {
            let sql = "SELECT MAX(version) AS version FROM _sqlx_migrations WHERE success";
            let done = sqlx::query_scalar::<_, i64>(sql).fetch_one(pool).await;
            let newest = MIGRATIONS.iter().map(|m| m.0).max();
            if done.ok() == newest { Ok(()) } else { Err(StoreError::ReadOnly(error)) }
        }
        other => other,
    }
}

fn migrator() -> Migrator {
    let migration = |&(number, name, sql): &(i64, &'static str, &'static str)| {
        let name = Cow::Borrowed(name);
        Migration::new(number, name, MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(migration).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiheng_domain::Moment;

    fn stranger() -> Actor {
        Actor::stranger("10.0.0.1", Moment(0))
    }

    async fn all_released(store: &Store) {
        while store.pool.num_idle() < store.pool.size() as usize {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn after_a_full_disk_all_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let location = Location { folder: folder.path().to_owned(), postgres: None };
        let store = Store::open(&location).await.unwrap();
        all_released(&store).await;
        let mut transaction = store.begin(stranger()).await.unwrap();
        // SQLite does so of itself.
        transaction.touch("ROLLBACK", Vec::new()).await.unwrap();
        drop(transaction);
        all_released(&store).await;
        store.begin(stranger()).await.unwrap().commit().await.unwrap();
        store.close().await;
    }
}
