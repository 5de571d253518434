//! What can go wrong with the data, as the user reads it.

use jiheng_domain::Refusal;
use jiheng_domain::id::NotAnId;
use sqlx::error::ErrorKind;

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such thing.
    #[error("没有找到这{0}，可能已经被移走")]
    NotFound(&'static str),
    /// Someone else changed it since it was read.
    #[error("这{0}刚刚被别人改过，请刷新后再试；您填的内容还在页面上")]
    Conflict(&'static str),
    /// A name or a number that must be the only one is taken.
    #[error("{0}已经被使用，请换一个")]
    Taken(&'static str),
    /// The rules of the workflow do not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database or the data folder takes no changes.
    #[error("数据现在是只读的，改动没有保存；请与系统管理员联系")]
    ReadOnly(#[source] sqlx::Error),
    /// There is no room.
    #[error("磁盘已满，改动没有保存；请与系统管理员联系")]
    DiskFull(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database does not answer, or is busy for too long.
    #[error("暂时连接不上数据库，改动没有保存；请稍后再试")]
    Unavailable(#[source] sqlx::Error),
    /// Data that was made by a newer program.
    #[error("数据由更新版本的程序建立，请升级程序后再打开")]
    Newer,
    /// A stored value that makes no sense.
    #[error("数据有误（{0}），请与系统管理员联系")]
    Damaged(String),
    /// The data folder cannot be used.
    #[error("不能把 {folder} 用作数据文件夹：{1}", folder = .0.display())]
    Folder(std::path::PathBuf, &'static str),
    /// A file could not be read or written.
    #[error("文件读写失败，请与系统管理员联系")]
    File(#[source] std::io::Error),
    /// Anything else.
    #[error("数据库出错，改动没有保存；请与系统管理员联系")]
    Other(#[source] sqlx::Error),
}

/// Unique indexes, with what the user calls the thing that must be the only one.
const UNIQUE: &[(&str, &str, &str)] = &[
    ("users_login", "users.login", "登录名"),
    ("units_code", "units.code", "预算单位编码"),
    ("units_name", "units.region_code, units.name", "单位名称"),
    ("regions_pkey", "regions.code", "区划代码"),
    ("reports_once", "reports.task_id, reports.unit_id", "项目名称"),
    ("group_members_once", "group_members.task_id", "这位小组成员"),
];

/// SQLite: the file or the folder may not be written.
const SQLITE_READ_ONLY: i64 = 8;
const SQLITE_FULL: i64 = 13;
/// SQLite: busy, locked, cannot open.
const SQLITE_AWAY: &[i64] = &[5, 6, 14];
/// PostgreSQL: read-only transaction.
const POSTGRES_READ_ONLY: &str = "25006";
/// PostgreSQL: no room on the disk.
const POSTGRES_FULL: &str = "53100";
/// PostgreSQL: classes of lost connections, lacking resources, operators at work, and
/// transactions that got in each other's way.
const POSTGRES_AWAY: &[&str] = &["08", "53", "57", "40"];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match &error {
            E::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => {
                Self::DiskFull(Box::new(error))
            }
            E::Io(_) | E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed | E::Tls(_) => {
                Self::Unavailable(error)
            }
            E::Database(database) => {
                let code = database.code().unwrap_or_default().into_owned();
                let message = database.message();
                if database.kind() == ErrorKind::UniqueViolation {
                    let constraint = database.constraint().unwrap_or_default();
                    let named = UNIQUE
                        .iter()
                        .find(|(index, columns, _)| {
                            *index == constraint || message.contains(columns)
                        })
                        .map_or("内容", |(.., name)| name);
                    return Self::Taken(named);
                }
                from_code(&code, error)
            }
            _ => Self::Other(error),
        }
    }
}

fn from_code(code: &str, error: sqlx::Error) -> StoreError {
    // The codes of PostgreSQL have five characters; those of SQLite are numbers whose lowest byte
    // tells the kind.
    if code.len() == 5 {
        return match code {
            POSTGRES_READ_ONLY => StoreError::ReadOnly(error),
            POSTGRES_FULL => StoreError::DiskFull(Box::new(error)),
            _ if POSTGRES_AWAY.iter().any(|class| code.starts_with(class)) => {
                StoreError::Unavailable(error)
            }
            _ => StoreError::Other(error),
        };
    }
    match code.parse::<i64>().map(|number| number & 0xff) {
        Ok(SQLITE_READ_ONLY) => StoreError::ReadOnly(error),
        Ok(SQLITE_FULL) => StoreError::DiskFull(Box::new(error)),
        Ok(kind) if SQLITE_AWAY.contains(&kind) => StoreError::Unavailable(error),
        _ => StoreError::Other(error),
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull(Box::new(error)),
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => {
                Self::ReadOnly(sqlx::Error::Io(error))
            }
            std::io::ErrorKind::NotFound => Self::NotFound("个文件"),
            _ => Self::File(error),
        }
    }
}

impl StoreError {
    /// Why a data folder cannot be made or opened.
    pub(crate) fn folder(folder: &std::path::Path, error: std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        let why = match error.kind() {
            K::AlreadyExists => "它是一个文件，不是文件夹；请另指一个文件夹",
            K::NotADirectory => "它的上级是一个文件，不是文件夹；请另指一个文件夹",
            K::PermissionDenied | K::ReadOnlyFilesystem => {
                "没有在那里建立文件夹的权限；请换一个位置，或者改权限"
            }
            _ => return error.into(),
        };
        Self::Folder(folder.to_owned(), why)
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError as E;
        match error {
            E::VersionMissing(_) | E::VersionTooNew(..) => Self::Newer,
            E::Execute(error) | E::ExecuteMigration(error, _) => error.into(),
            error => Self::Other(sqlx::Error::Migrate(Box::new(error))),
        }
    }
}

impl From<NotAnId> for StoreError {
    fn from(error: NotAnId) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
    use sqlx::{ConnectOptions as _, Connection as _, Executor as _};

    async fn fail(connection: &mut SqliteConnection, sql: &'static str) -> StoreError {
        connection.execute(sql).await.unwrap_err().into()
    }

    #[tokio::test]
    async fn a_database_that_takes_no_changes_or_has_no_room() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let options = SqliteConnectOptions::new().filename(&file).create_if_missing(true);
        let mut connection = options.clone().connect().await.unwrap();
        connection.execute("CREATE TABLE t (a TEXT)").await.unwrap();
        connection.execute("PRAGMA max_page_count = 3").await.unwrap();
        let full = fail(&mut connection, "INSERT INTO t VALUES (hex(zeroblob(100000)))").await;
        assert!(matches!(full, StoreError::DiskFull(_)), "{full:?}");

        let mut other =
            options.clone().busy_timeout(std::time::Duration::ZERO).connect().await.unwrap();
        connection.execute("BEGIN IMMEDIATE").await.unwrap();
        let busy = fail(&mut other, "INSERT INTO t VALUES ('1')").await;
        assert!(matches!(busy, StoreError::Unavailable(_)), "{busy:?}");
        connection.close().await.unwrap();

        let mut shut = options.read_only(true).connect().await.unwrap();
        let refused = fail(&mut shut, "INSERT INTO t VALUES ('1')").await;
        assert!(matches!(refused, StoreError::ReadOnly(_)), "{refused:?}");
    }

    #[test]
    fn a_full_disk_is_told_of_files_as_well() {
        let full = StoreError::from(std::io::Error::from(std::io::ErrorKind::StorageFull));
        assert!(matches!(full, StoreError::DiskFull(_)));
        assert!(full.to_string().contains("磁盘已满"));
    }
}
