//! A real PostgreSQL server in a temporary folder, for as long as a test runs.

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server that refuses to run as root runs as one of these.
const PEOPLE: &[&str] = &["postgres", "nobody"];

pub struct Server {
    process: Child,
    folder: tempfile::TempDir,
    port: u16,
}

impl Server {
    /// Starts one; none, with a line that says so, where PostgreSQL is not installed.
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
        let account = account();
        if let Some((user, group)) = account {
            chown(folder.path(), Some(user), Some(group)).unwrap();
        }
        let data = folder.path().join("data");
        let made = command(&programs.join("initdb"), account)
            .args(["--username=jiheng", "--auth=trust", "--encoding=UTF8", "--locale=C"])
            .args(["--no-sync", "--pgdata"])
            .arg(&data)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = command(&programs.join("postgres"), account)
            .args(["-h", "127.0.0.1", "-c", "fsync=off", "-p", &port.to_string()])
            .arg("-k")
            .arg(folder.path())
            .arg("-D")
            .arg(&data)
            .spawn()
            .unwrap();
        let server = Self { process, folder, port };
        let began = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(30), "PostgreSQL 没有启动");
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(server)
    }

    /// A new database of that name.
    pub async fn database(&self, name: &str) -> String {
        sqlx::any::install_default_drivers();
        self.run("postgres", &format!("CREATE DATABASE {name}")).await;
        self.url(name)
    }

    /// Runs a statement as the owner of the server.
    pub async fn run(&self, database: &str, sql: &str) {
        let began = Instant::now();
        // The port answers a moment before the server does.
        let mut connection = loop {
            match AnyConnection::connect(&self.url(database)).await {
                Ok(connection) => break connection,
                Err(error) if began.elapsed() > Duration::from_secs(20) => panic!("{error}"),
                Err(_) => std::thread::sleep(Duration::from_millis(50)),
            }
        };
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    pub fn url(&self, database: &str) -> String {
        format!("postgres://jiheng@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGQUIT: the server ends its children and goes at once; its data go with the folder.
        let _ = Command::new("kill").args(["-QUIT", &self.process.id().to_string()]).status();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(self.folder.path().join("data"));
    }
}

fn command(program: &Path, account: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).current_dir("/");
    if program.ends_with("postgres") {
        command.stderr(Stdio::null());
    }
    if let Some((user, group)) = account {
        command.uid(user).gid(group);
    }
    command
}

/// The folder of `initdb`: where the path leads, or where Debian puts it.
fn programs() -> Option<PathBuf> {
    let on_path = std::env::split_paths(&std::env::var_os("PATH")?).collect::<Vec<_>>();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let installed = versions.map(|v| v.path().join("bin"));
    on_path.into_iter().chain(installed).find(|folder| folder.join("initdb").is_file())
}

/// The account to run as, when the test runs as root.
fn account() -> Option<(u32, u32)> {
    let ask = |args: &[&str]| {
        let output = Command::new("id").args(args).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse::<u32>().ok()
    };
    if ask(&["-u"]) != Some(0) {
        return None;
    }
    PEOPLE.iter().find_map(|name| Some((ask(&["-u", name])?, ask(&["-g", name])?)))
}
