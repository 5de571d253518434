//! A real PostgreSQL server in a temporary folder, for as long as a test runs.

use crate::account::Account;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The server; it goes with its data when this is dropped.
#[derive(Debug)]
pub struct Server {
    programs: PathBuf,
    process: Child,
    folder: tempfile::TempDir,
    port: u16,
}

impl Server {
    /// Starts one; none, with a line that says so, where PostgreSQL is not installed.
    ///
    /// # Panics
    /// When it does not start, or is not there though `JIHENG_POSTGRES=required`.
    #[must_use]
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            assert!(
                std::env::var_os("JIHENG_POSTGRES").is_none_or(|v| v != "required"),
                "JIHENG_POSTGRES=required，但没有找到 initdb"
            );
            println!("跳过：没有安装 PostgreSQL");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let account = Account::to_run_as();
        account.own(folder.path());
        let data = folder.path().join("data");
        let made = command(&programs.join("initdb"), &account)
            .args(["--username=jiheng", "--auth=trust", "--encoding=UTF8", "--locale=C"])
            .args(["--no-sync", "--pgdata"])
            .arg(&data)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = run(&programs, &account, folder.path(), port);
        Some(Self { programs, process, folder, port })
    }

    /// Stops it at once; its data stay.
    pub fn stop(&mut self) {
        // SIGQUIT: the server ends its children and goes.
        let id = self.process.id().to_string();
        if !Command::new("kill").args(["-QUIT", &id]).status().is_ok_and(|done| done.success()) {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }

    /// Starts it again where it was.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start_again(&mut self) {
        let account = Account::to_run_as();
        self.process = run(&self.programs, &account, self.folder.path(), self.port);
    }

    /// A new database of that name; gives its address.
    ///
    /// # Panics
    /// When there is one of that name.
    pub async fn database(&self, name: &str) -> String {
        create(&self.base(), name).await
    }

    /// Runs a statement as the owner of the server.
    ///
    /// # Panics
    /// When it fails.
    pub async fn run(&self, database: &str, sql: &str) {
        execute(&self.url(database), sql).await;
    }

    /// From now on a database takes no changes, from new connections; those that stand end.
    ///
    /// # Panics
    /// When the server does not do it.
    pub async fn close_to_writing(&self, database: &str) {
        let sql = format!("ALTER DATABASE {database} SET default_transaction_read_only = on");
        self.run("postgres", &sql).await;
        let sql = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        );
        self.run("postgres", &sql).await;
    }

    /// The address of a database.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        url(&self.base(), database)
    }

    /// How many databases have names that begin so.
    pub(crate) async fn databases(&self, prefix: &str) -> i64 {
        let mut connection = connect(&self.url("postgres")).await;
        let sql = "SELECT COUNT(*) FROM pg_database WHERE datname LIKE $1";
        let count = sqlx::query_scalar(sql).bind(format!("{prefix}%"));
        let count = count.fetch_one(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        count
    }

    pub(crate) fn base(&self) -> String {
        format!("postgres://jiheng@127.0.0.1:{}", self.port)
    }
}

/// A new database of a server; gives its address.
pub(crate) async fn create(server: &str, name: &str) -> String {
    execute(&url(server, "postgres"), &format!("CREATE DATABASE {name}")).await;
    url(server, name)
}

fn url(server: &str, database: &str) -> String {
    format!("{server}/{database}?sslmode=disable")
}

async fn execute(url: &str, sql: &str) {
    let mut connection = connect(url).await;
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

async fn connect(url: &str) -> AnyConnection {
    sqlx::any::install_default_drivers();
    let began = Instant::now();
    // The port answers a moment before the server does.
    loop {
        match AnyConnection::connect(url).await {
            Ok(connection) => return connection,
            Err(error) if began.elapsed() > Duration::from_secs(20) => panic!("{error}"),
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
        let _ = std::fs::remove_dir_all(self.folder.path().join("data"));
    }
}

/// Runs the server, and returns once its port answers.
fn run(programs: &Path, account: &Account, folder: &Path, port: u16) -> Child {
    let process = command(&programs.join("postgres"), account)
        .args(["-h", "127.0.0.1", "-c", "fsync=off", "-p", &port.to_string()])
        .arg("-k")
        .arg(folder)
        .arg("-D")
        .arg(folder.join("data"))
        .spawn()
        .unwrap();
    let began = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(began.elapsed() < Duration::from_secs(30), "PostgreSQL 没有启动");
        std::thread::sleep(Duration::from_millis(50));
    }
    process
}

fn command(program: &Path, account: &Account) -> Command {
    let mut command = Command::new(program);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).current_dir("/");
    if program.ends_with("postgres") {
        command.stderr(Stdio::null());
    }
    account.lower(&mut command);
    command
}

/// The folder of `initdb`: where the path leads, or where Debian puts it.
fn programs() -> Option<PathBuf> {
    let on_path = std::env::split_paths(&std::env::var_os("PATH")?).collect::<Vec<_>>();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let installed = versions.map(|v| v.path().join("bin"));
    on_path.into_iter().chain(installed).find(|folder| folder.join("initdb").is_file())
}
